"""`controls` and `catalog`: data on stdout, complete and filtered."""

import json

import pytest

from hdsstack import catalog
from hdsstack.controls import controls
from hdsstack.model.verdict import Control
from tests.cli.conftest import Run

CONTROLS = controls()


def test_the_list_of_controls_is_complete(hdsstack: Run) -> None:
    listed = json.loads(hdsstack("controls", "--format", "json").stdout)
    assert [row["id"] for row in listed] == [one.id for one in CONTROLS]
    shown = hdsstack("controls").stdout
    assert all(one.id in shown for one in CONTROLS)


def test_a_prefix_selects_controls(hdsstack: Run) -> None:
    listed = json.loads(hdsstack("controls", "--select", "HDS-LOC", "--format", "json").stdout)
    assert listed
    assert all(row["id"].startswith("HDS-LOC-") for row in listed)


@pytest.mark.parametrize("one", CONTROLS, ids=lambda one: one.id)
def test_a_control_explains_itself(hdsstack: Run, one: Control) -> None:
    said = hdsstack("controls", "show", one.id.lower()).stdout
    assert one.title in said
    assert one.why in said
    assert one.remedy in said
    for covered in one.covers:
        framework, _, name = covered.partition("/")
        known = catalog.requirement(framework, name)
        assert known is not None, f"{covered} is in no catalogue"
        assert f"{covered}  {known.title.en}" in said


@pytest.mark.parametrize("kind", catalog.kinds())
def test_every_kind_of_row_is_listed_with_its_age(hdsstack: Run, kind: str) -> None:
    rows = json.loads(hdsstack("catalog", kind, "--format", "json").stdout)
    assert len(rows) == len(catalog.entries(kind))
    assert all(isinstance(row["age_days"], int) for row in rows)
    assert hdsstack("catalog", kind).stdout.count("\n") >= len(rows)


def test_rows_are_filtered(hdsstack: Run) -> None:
    done = hdsstack(
        "catalog", "regions", "--provider", "aws", "--where", "country=FR", "--format", "json"
    )
    assert "eu-west-3" in {row["name"] for row in json.loads(done.stdout)}
    assert {row["country"] for row in json.loads(done.stdout)} == {"FR"}


def test_a_provider_that_no_row_speaks_of_is_a_mistake_and_one_without_such_a_row_is_not(
    hdsstack: Run,
) -> None:
    mistaken = hdsstack("catalog", "regions", "--provider", "azur")
    assert mistaken.exit_code == 2
    assert "azur; next: one of aws, azure" in mistaken.output
    filtered = hdsstack("catalog", "regions", "--provider", "scaleway", "--where", "country=DE")
    assert filtered.exit_code == 0
    assert "rows: 0" in filtered.output


def test_the_kinds_say_how_old_and_how_sure_they_are(hdsstack: Run) -> None:
    rows = {row["kind"]: row for row in json.loads(hdsstack("catalog", "--format", "json").stdout)}
    assert set(rows) == set(catalog.kinds())
    unsure = [row for row in catalog.entries("actors") if row["confidence"] != "verified"]
    assert rows["actors"]["unverified"] == len(unsure)
