"""Every kind of mistake in a manifest is found on its line, in words that say what to do."""

from pathlib import Path

import pytest
import yaml

from hdsstack.model.manifest import ManifestError, load, read

HERE = Path(__file__).parent
SOUND = (HERE / "sound.yaml").read_text(encoding="utf-8")
CASES = yaml.safe_load((HERE / "mistakes.yaml").read_text(encoding="utf-8"))


def line_of(text: str, words: str) -> int:
    return next(rank for rank, row in enumerate(text.splitlines(), 1) if words in row)


def test_the_sound_manifest_loads() -> None:
    assert load(HERE / "sound.yaml").slug == "clinique-test"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_mistake(case: dict[str, str], tmp_path: Path) -> None:
    assert SOUND.count(case["old"] + "\n") == 1
    text = SOUND.replace(case["old"] + "\n", case["new"] + "\n")
    path = tmp_path / "establishment.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError) as caught:
        load(path)
    found = next(row for row in caught.value.problems if row.field == case["field"])
    assert found.what == case["what"]
    assert found.line == line_of(text, case.get("line", case["new"].splitlines()[0]))
    assert case.get("seen", "") in found.seen
    assert case.get("wanted", "") in found.wanted
    assert case.get("next", "") in found.next_step
    assert found.next_step
    assert "hunter2" not in str(caught.value)


def test_all_mistakes_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = SOUND
    chosen = ("wrong FINESS key", "a tag", "an impossible day")
    for case in (row for row in CASES if row["name"] in chosen):
        text = text.replace(case["old"] + "\n", case["new"] + "\n")
    path = tmp_path / "establishment.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError) as caught:
        load(path)
    fields = [row.field for row in caught.value.problems]
    assert fields == ["establishment.finess", "establishment.beds", "waivers[0].until"]


def test_a_problem_says_file_line_field_what_seen_wanted_next(tmp_path: Path) -> None:
    path = tmp_path / "establishment.yaml"
    path.write_text(SOUND.replace("beds: 60", "beds: many"), encoding="utf-8")
    with pytest.raises(ManifestError) as caught:
        load(path, shown="stacks/x/establishment.yaml")
    assert str(caught.value) == (
        "stacks/x/establishment.yaml:7: establishment.beds: not a whole number; seen 'many'; "
        "wanted a whole number; next: write digits only, without unit"
    )


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"", 1, "the file is empty"),
        (b"# only a comment\n", 1, "the file is empty"),
        (b"\n- a\n- b\n", 2, "the file is not a mapping of keys to values"),
        (b"hello\n", 1, "the file is not a mapping of keys to values"),
        (b"a: 1\nb: [1, 2\nc: 3\n", 3, "the YAML cannot be read"),
        (b"a: 1\nb: 'open\n", 3, "the YAML cannot be read"),
        (b"a:\n\tb: 1\n", 2, "a tab indents this line"),
        (b"a: 1\nb: \xe9t\xe9\n", 2, "the file is not UTF-8 text"),
        (b"a: 1\nb: \x00\n", 2, "the file holds a character that YAML does not allow"),
        (b"a: 1\n---\nb: 2\n", 2, "the YAML cannot be read"),
        (b"a: &x\n  b: *x\n", 1, "the file is nested or repeated too much"),
        (b"a: *nobody\n", 1, "the YAML cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes, line: int, what: str) -> None:
    path = tmp_path / "establishment.yaml"
    path.write_bytes(content)
    with pytest.raises(ManifestError) as caught:
        load(path)
    problem = caught.value.problems[0]
    assert (problem.line, problem.what) == (line, what)
    assert problem.next_step


def test_a_key_that_is_no_word(tmp_path: Path) -> None:
    path = tmp_path / "establishment.yaml"
    path.write_text(SOUND + "? [a, b]\n: c\n", encoding="utf-8")
    with pytest.raises(ManifestError) as caught:
        load(path)
    assert [row.what for row in caught.value.problems] == ["a key is not a word"]


def test_aliases_that_multiply_are_refused_quickly(tmp_path: Path) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    path = tmp_path / "establishment.yaml"
    path.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(ManifestError) as caught:
        load(path)
    assert caught.value.problems[0].what == "the file is nested or repeated too much"


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.yaml", tmp_path):
        with pytest.raises(ManifestError) as caught:
            load(path)
        assert caught.value.problems[0].what == "the file cannot be read"


def test_every_value_has_its_line() -> None:
    manifest = read(HERE / "sound.yaml")
    assert manifest.line("indicators", 0, "level") == line_of(SOUND, "level: 99.5")
    assert manifest.line("flows", 0, "from") == line_of(SOUND, "from: clinique")
    assert manifest.line("flows", 0, "ports", 0) == line_of(SOUND, 'ports: ["443"]')
    assert manifest.line("indicators", 0, "formula") == line_of(SOUND, "- id: disponibilite")
    assert manifest.line("reversibility") == 1
