"""A new establishment: whole or not at all, never over what exists."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from hdsstack import scaffold
from hdsstack.model.problem import ManifestError
from hdsstack.planning.manifest_check import load
from hdsstack.scaffold import ScaffoldError
from tests.blueprints.references import ROOT, decided, failing, graph_of, manifest_of

TODAY = dt.date(2026, 11, 25)


def made(root: Path, answers: Mapping[str, object] | None = None, provider: str = "aws") -> Path:
    scaffold.new(root, "ch-exemple", "public", provider, answers or {}, today=TODAY)
    return root / "stacks" / "ch-exemple"


def tree(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_it_writes_a_repository_around_the_first_establishment(tmp_path: Path) -> None:
    paths = scaffold.new(tmp_path, "ch-exemple", "public", "aws", {"beds": 80}, today=TODAY)
    assert tree(tmp_path) == {
        "Pulumi.yaml",
        "stacks/__main__.py",
        "stacks/establishment.schema.json",
        "stacks/Pulumi.ch-exemple-prod.yaml",
        "stacks/ch-exemple/establishment.yaml",
        "stacks/ch-exemple/__main__.py",
        "stacks/ch-exemple/.hdsstack/answers.yaml",
        "stacks/ch-exemple/.hdsstack/base/__main__.py",
    }
    assert {str(path.relative_to(tmp_path)) for path in paths} == tree(tmp_path)


def test_what_init_writes_is_what_this_repository_has(tmp_path: Path) -> None:
    written = scaffold.repository_files(tmp_path)
    for path, text in written.items():
        if path.name != "establishment.schema.json":
            assert (ROOT / path).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("provider", ["aws", "azure"])
@pytest.mark.parametrize("beds", [60, 2000])
def test_a_new_establishment_passes_every_blocking_control(
    tmp_path: Path, provider: str, beds: int
) -> None:
    made(tmp_path, {"beds": beds}, provider)
    report = decided(graph_of("ch-exemple", root=tmp_path), manifest_of("ch-exemple", tmp_path))
    assert failing(report) == {}
    assert report.outcome == "pass"


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    made(first)
    made(second)
    for path in tree(first):
        assert (first / path).read_bytes() == (second / path).read_bytes()


def test_answers_are_laid_over_the_presets(tmp_path: Path) -> None:
    folder = made(
        tmp_path,
        {
            "establishment.name": "CH d'Exemple",
            "beds": "120",
            "workloads[0].rpo_minutes": 60,
            "network": {"cloud_range": "10.99.0.0/20"},
        },
    )
    establishment = load(folder / "establishment.yaml").establishment
    assert establishment.establishment.name == "CH d'Exemple"
    assert establishment.establishment.beds == 120
    assert establishment.establishment.kind == "ch"
    assert establishment.workloads[0].rpo_minutes == 60
    assert 'cloud="10.99.0.0/20"' in (folder / "__main__.py").read_text(encoding="utf-8")


def test_each_environment_has_its_account_and_its_class_of_data(tmp_path: Path) -> None:
    environments = [
        {"name": "prod", "data": ["dscp", "technical"], "account": "111111111111"},
        {"name": "test", "data": ["pseudonymised", "technical"], "account": "222222222222"},
    ]
    folder = made(tmp_path, {"environments": environments})
    program = (folder / "__main__.py").read_text(encoding="utf-8")
    assert 'data_class = {"prod": "dscp", "test": "pseudonymised"}[environment]' in program
    stack = (tmp_path / "stacks" / "Pulumi.ch-exemple-test.yaml").read_text(encoding="utf-8")
    assert "222222222222" in stack
    assert "111111111111" not in stack
    graph = graph_of("ch-exemple", "test", root=tmp_path)
    report = decided(graph, manifest_of("ch-exemple", tmp_path), "test")
    assert failing(report) == {}


def test_the_manifest_tells_editors_its_schema(tmp_path: Path) -> None:
    first = (made(tmp_path) / "establishment.yaml").read_text(encoding="utf-8").splitlines()[0]
    relative = first.removeprefix("# yaml-language-server: $schema=")
    assert (tmp_path / "stacks" / "ch-exemple" / relative).resolve().is_file()


def test_an_existing_target_is_left_alone(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "__main__.py").write_text("mine", encoding="utf-8")
    before = tree(tmp_path)
    with pytest.raises(ScaffoldError, match="never written over"):
        made(tmp_path)
    assert tree(tmp_path) == before
    assert (folder / "__main__.py").read_text(encoding="utf-8") == "mine"


def test_an_existing_stack_file_is_left_alone_and_nothing_else_is_written(tmp_path: Path) -> None:
    stack = tmp_path / "stacks" / "Pulumi.ch-exemple-prod.yaml"
    stack.parent.mkdir()
    stack.write_text("mine", encoding="utf-8")
    with pytest.raises(ScaffoldError, match=r"Pulumi\.ch-exemple-prod\.yaml"):
        made(tmp_path)
    assert tree(tmp_path) == {"stacks/Pulumi.ch-exemple-prod.yaml"}


def test_a_failure_in_the_middle_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "group"
    moves: list[Path] = []

    def breaks(source: Path, target: Path) -> Path:
        if len(moves) == 3:
            raise OSError(28, "No space left on device", str(target))
        moves.append(target)
        source.replace(target)
        return target

    monkeypatch.setattr(Path, "rename", breaks)
    with pytest.raises(ScaffoldError, match="No space left on device"):
        made(root)
    assert len(moves) == 3
    assert not root.exists()


@pytest.mark.parametrize(
    ("slug", "provider", "region", "said"),
    [
        ("../elsewhere", "aws", None, "not a usable name"),
        ("Ch-Exemple", "aws", None, "not a usable name"),
        ("ch-exemple", "openstack", None, "wanted aws, azure"),
        ("ch-exemple", "aws", "francecentral", "a region of azure"),
        ("ch-exemple", "aws", "atlantis-1", "which the catalogue knows at no provider"),
    ],
)
def test_what_cannot_be_built_is_refused(
    tmp_path: Path, slug: str, provider: str, region: str | None, said: str
) -> None:
    with pytest.raises(ScaffoldError, match=said):
        scaffold.new(tmp_path, slug, "public", provider, {}, today=TODAY, region=region)
    assert tree(tmp_path) == set()


def test_an_unknown_blueprint_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="seen castle; wanted public"):
        scaffold.new(tmp_path, "ch-exemple", "castle", "aws", {}, today=TODAY)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("finess", "123", "not a FINESS number"),
        ("hosting.regio", "x", "write 'region'"),
        ("network.cloud_range", "10.0.0.0/33", "not a network range"),
    ],
)
def test_a_wrong_answer_is_a_mistake_of_the_manifest(
    tmp_path: Path, key: str, value: str, said: str
) -> None:
    with pytest.raises(ManifestError, match=said):
        made(tmp_path, {key: value})
    assert tree(tmp_path) == set()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("workloads[7].name", "x", "no such place"),
        ("beds", "many", "not a number of beds"),
        ("network.cloud_range", "10.0.0.0/28", "no room for subnet"),
    ],
)
def test_an_answer_that_leads_nowhere_is_refused(
    tmp_path: Path, key: str, value: str, said: str
) -> None:
    with pytest.raises(ScaffoldError, match=said):
        made(tmp_path, {key: value})
    assert tree(tmp_path) == set()


def test_values_cannot_leave_their_place_in_the_program(tmp_path: Path) -> None:
    """A text of the manifest is a literal or a comment of the program, never a statement."""
    evil = 'x"""\nimport os\nos.abort()\n# {{ 7 * 7 }} {% raw %}'
    folder = made(
        tmp_path,
        {
            "establishment.name": evil,
            "workloads[0].title": evil,
            "flows[0].purpose": evil,
            "administrators[0].name": evil,
            "network.link_down": evil,
        },
    )
    program = (folder / "__main__.py").read_text(encoding="utf-8")
    compile(program, "program", "exec")
    assert "\nimport os" not in program
    assert "\nos.abort" not in program
    assert "{{ 7 * 7 }}" in program


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("ch-exemple", "CH Exemple"),
        ("clinique-du-parc", "Clinique Du Parc"),
        ("chu-du-nord", "CHU Du Nord"),
    ],
)
def test_a_name_is_made_of_the_slug(tmp_path: Path, slug: str, name: str) -> None:
    scaffold.new(tmp_path, slug, "public", "aws", {}, today=TODAY)
    assert f"name: {name}\n" in (tmp_path / "stacks" / slug / "establishment.yaml").read_text(
        "utf-8"
    )
