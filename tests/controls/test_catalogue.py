"""The catalogue of controls is whole: each has its file, its texts, its basis and its cases."""

import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from hdsstack import catalog, locale
from hdsstack.controls import controls
from hdsstack.model.verdict import Control, Strength
from tests.cases import load

HERE = Path(__file__).parent
LAST = {
    "LOC": 8,
    "CRY": 9,
    "NET": 10,
    "IAM": 7,
    "LOG": 7,
    "BCK": 8,
    "RET": 4,
    "SEG": 4,
    "OPS": 7,
    "CHN": 6,
}
IDS = sorted(f"HDS-{domain}-{n:03}" for domain, last in LAST.items() for n in range(1, last + 1))

# Without a manifest these rest on a declaration, or on what another stack of the account may hold.
DECLARED = frozenset(
    {f"HDS-CHN-{n:03}" for n in range(1, 7)}
    | {"HDS-LOC-002", "HDS-LOC-005", "HDS-LOC-006", "HDS-LOC-008"}
    | {"HDS-IAM-005", "HDS-IAM-006", "HDS-IAM-007", "HDS-LOG-001", "HDS-LOG-007", "HDS-BCK-006"}
    | {"HDS-SEG-003", "HDS-SEG-004", "HDS-OPS-003", "HDS-OPS-005", "HDS-OPS-006", "HDS-OPS-007"}
    | {"HDS-NET-009", "HDS-NET-010", "HDS-RET-004"}
)
GOOD_PRACTICE = frozenset({"HDS-LOC-007", "HDS-NET-008"})
MANDATORY = frozenset(
    {f"HDS-CHN-{n:03}" for n in range(1, 7)}
    | {"HDS-LOC-001", "HDS-LOC-002", "HDS-LOC-003", "HDS-LOC-005", "HDS-CRY-008", "HDS-IAM-007"}
    | {"HDS-RET-001", "HDS-RET-003", "HDS-RET-004", "HDS-OPS-003"}
)

by_id = pytest.mark.parametrize("control", controls(), ids=lambda one: one.id)


def test_the_controls_are_those_of_the_catalogue() -> None:
    assert [control.id for control in controls()] == IDS


def test_seventy_controls() -> None:
    assert len(IDS) == 70


@by_id
def test_one_control_one_file_in_its_domain(control: Control) -> None:
    source = Path(inspect.getfile(control.decide))
    assert source.parent.name == control.domain.lower()
    assert source.stem == control.decide.__name__
    first_line = source.read_text(encoding="utf-8").splitlines()[0]
    assert first_line.startswith(f'"""{control.id}: ')


@by_id
def test_texts_are_sentences_without_a_claim_of_compliance(control: Control) -> None:
    for text in (control.title, control.why, control.remedy):
        assert text.strip() == text
        assert text
        assert not re.search(r"\bcomplian(t|ce)\b", text, re.IGNORECASE)
    assert not control.title.endswith(".")
    assert control.why.endswith(".")
    assert control.remedy.endswith(".")


@by_id
def test_every_requirement_that_it_covers_exists(control: Control) -> None:
    assert control.covers
    assert len(set(control.covers)) == len(control.covers)
    for covered in control.covers:
        framework, _, requirement = covered.partition("/")
        assert catalog.requirement(framework, requirement), covered


@by_id
def test_strength_and_declaration_are_those_of_the_catalogue(control: Control) -> None:
    if control.id in GOOD_PRACTICE:
        assert control.strength is Strength.GOOD_PRACTICE
    elif control.id in MANDATORY:
        assert control.strength is Strength.MANDATORY
    else:
        assert control.strength is Strength.DERIVED
    assert control.declared == (control.id in DECLARED)


@by_id
def test_a_derived_control_says_what_it_is_derived_from(control: Control) -> None:
    if control.strength is not Strength.DERIVED:
        return
    assert "erived from" in control.why


@cache
def wanted_verdicts(control_id: str) -> frozenset[str]:
    """Every verdict that the cases of a control want somewhere."""
    return frozenset(
        verdict
        for path in sorted((HERE / control_id).glob("*.yaml"))
        for case in load(path.read_text(encoding="utf-8"))["cases"]
        for verdict in _verdicts(case)
    )


def _verdicts(case: dict[str, Any]) -> Iterator[str]:
    for wanted in case["expect"].values():
        if isinstance(wanted, str):
            yield wanted


@pytest.mark.parametrize("verdict", ["pass", "fail", "unknown"])
@by_id
def test_each_control_has_a_case_that_passes_fails_and_is_undecided(
    control: Control, verdict: str
) -> None:
    assert verdict in wanted_verdicts(control.id)


@cache
def _french() -> dict[str, str]:
    path = Path(locale.__file__).parent / "fr" / "LC_MESSAGES" / "hdsstack.po"
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


@by_id
def test_every_text_has_its_french(control: Control) -> None:
    for text in (control.title, control.why, control.remedy):
        assert _french().get(text), text
