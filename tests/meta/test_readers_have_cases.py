"""Every resource type that facts read stands in a case of a control's table."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from hdsstack.engine.tokens import normal
from hdsstack.facts import FOLDERS, readers
from tests.cases import load

CONTROLS = Path(__file__).parent.parent / "controls"

# Types whose facts no control can show in a case of resources alone, each with the reason.
WITHOUT: Mapping[str, str] = {}


@cache
def in_cases() -> frozenset[str]:
    """The normalised types of every resource of every case that wants a verdict of it."""
    return frozenset(
        normal(spec["type"])
        for path in CONTROLS.glob("*/*.yaml")
        for case in load(path.read_text(encoding="utf-8"))["cases"]
        for spec in case.get("resources", {}).values()
    )


@pytest.mark.parametrize("package", FOLDERS)
def test_every_type_that_is_read_has_a_case(package: str) -> None:
    missing = sorted(set(readers(package).by_type) - in_cases() - set(WITHOUT))
    assert not missing, "no case in tests/controls: " + ", ".join(missing)


def test_no_exception_is_stale() -> None:
    read = {kind for package in FOLDERS for kind in readers(package).by_type}
    assert set(WITHOUT) <= read - in_cases()
