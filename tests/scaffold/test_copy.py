"""A member copied from one that lives: its edits come along, its identity does not."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from hdsstack import scaffold
from hdsstack.planning.manifest_check import load
from hdsstack.scaffold import ScaffoldError

TODAY = dt.date(2026, 11, 25)
EDIT = "# Kept by hand: the radiology share is mounted read-only.\nradiology = True\n\n"


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """A group with one living establishment, which somebody has edited."""
    answers = {
        "name": "CH d'Arras",
        "finess": "620000000",
        "environments[0].account": "111111111111",
        "administrators[0].identity": "claude@ch-arras.example",
        "waivers": [
            {
                "control": "HDS-OPS-005",
                "owner": "RSSI",
                "reason": "Until the new clock",
                "until": "2027-01-01",
            }
        ],
    }
    scaffold.new(tmp_path, "ch-arras", "public", "aws", answers, today=TODAY)
    program = tmp_path / "stacks" / "ch-arras" / "__main__.py"
    text = program.read_text(encoding="utf-8")
    marker = "# --- People and traces"
    program.write_text(text.replace(marker, EDIT + marker), encoding="utf-8")
    return tmp_path


def copied(group: Path, answers: Mapping[str, object] | None = None) -> Path:
    scaffold.copy(group, "ch-lens", "ch-arras", answers or {}, today=TODAY)
    return group / "stacks" / "ch-lens"


def test_local_edits_come_along(group: Path) -> None:
    program = (copied(group) / "__main__.py").read_text(encoding="utf-8")
    assert EDIT in program
    assert 'establishment="ch-lens"' in program
    assert "ch-arras" not in program
    compile(program, "program", "exec")


def test_the_base_is_the_pristine_render(group: Path) -> None:
    base = (copied(group) / ".hdsstack" / "base" / "__main__.py").read_text(encoding="utf-8")
    assert EDIT not in base
    assert 'establishment="ch-lens"' in base


def test_identity_and_accounts_are_not_copied(group: Path) -> None:
    folder = copied(group)
    text = (folder / "establishment.yaml").read_text(encoding="utf-8")
    for private in ("Arras", "620000000", "111111111111", "claude@", "ch-arras-pulumi", "RSSI"):
        assert private not in text
    stack = (group / "stacks" / "Pulumi.ch-lens-prod.yaml").read_text(encoding="utf-8")
    assert "111111111111" not in stack
    assert "ch-arras" not in stack


def test_addresses_are_new_and_overlap_nothing(group: Path) -> None:
    copied(group)
    one = load(group / "stacks" / "ch-arras" / "establishment.yaml").establishment.network
    two = load(group / "stacks" / "ch-lens" / "establishment.yaml").establishment.network
    assert one.cloud_range != two.cloud_range
    assert {row for site in one.sites for row in site.ranges}.isdisjoint(
        row for site in two.sites for row in site.ranges
    )
    assert two.sites[0].gateway is None
    assert two.administration != one.administration


def test_the_administration_range_stays_inside_its_site(group: Path) -> None:
    copied(group)
    network = load(group / "stacks" / "ch-lens" / "establishment.yaml").establishment.network
    assert network.sites[0].ranges == ("10.1.0.0/16",)
    assert network.administration == ("10.1.250.0/24",)


def test_reviews_acceptances_and_waivers_are_not_copied(group: Path) -> None:
    copied(group)
    other = load(group / "stacks" / "ch-lens" / "establishment.yaml").establishment
    assert [row.last_review for row in other.administrators] == [None]
    assert other.waivers == ()
    assert other.guarantees is not None
    assert other.guarantees.accepted is not None
    assert other.guarantees.accepted.accepted_by.startswith("TO CONFIRM")
    assert "ch-lens" in other.guarantees.accepted.actors


def test_answers_give_what_is_not_copied(group: Path) -> None:
    folder = copied(
        group,
        {
            "name": "CH de Lens",
            "finess": "590000006",
            "network.cloud_range": "10.77.0.0/20",
            "network.sites[0].gateway": "192.0.2.7",
        },
    )
    values = yaml.safe_load((folder / "establishment.yaml").read_text(encoding="utf-8"))
    assert values["establishment"]["name"] == "CH de Lens"
    assert values["network"]["cloud_range"] == "10.77.0.0/20"
    assert 'gateway="192.0.2.7"' in (folder / "__main__.py").read_text(encoding="utf-8")


def test_an_edit_of_the_identity_is_a_conflict_and_nothing_is_written(group: Path) -> None:
    program = group / "stacks" / "ch-arras" / "__main__.py"
    text = program.read_text(encoding="utf-8")
    edited = text.replace('establishment="ch-arras"', 'establishment="ch-" + "arras"')
    program.write_text(edited, encoding="utf-8")
    with pytest.raises(ScaffoldError, match="same lines as its identity"):
        copied(group)
    assert not (group / "stacks" / "ch-lens").exists()


def test_without_a_record_the_pristine_render_is_made_again(group: Path) -> None:
    base = group / "stacks" / "ch-arras" / ".hdsstack" / "base" / "__main__.py"
    base.unlink()
    assert EDIT in (copied(group) / "__main__.py").read_text(encoding="utf-8")


def test_nothing_to_copy_is_said(group: Path) -> None:
    with pytest.raises(ScaffoldError, match="no establishment to copy"):
        scaffold.copy(group, "ch-lens", "ch-nowhere", {}, today=TODAY)
