"""Hiding a value may make a failure undecided; it never makes it a pass."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cases import Tag, load
from tests.controls.conftest import check_case

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("HDS-*/*.yaml"))


def _hidden(case: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The case again with one top-level property of one resource hidden."""
    for name, spec in case.get("resources", {}).items():
        for key in spec:
            if key == "type" or key.startswith("$"):
                continue
            changed = copy.deepcopy(case)
            changed["resources"][name][key] = Tag("unknown", "hidden")
            yield f"{name}.{key}", changed


def _verdicts(case: dict[str, Any], control: str) -> dict[str, str]:
    report = check_case(case, control, "recorded")
    return {(f.resource.name if f.resource else "*"): f.outcome.value for f in report.findings}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_hidden_value_never_turns_a_failure_into_a_pass(path: Path) -> None:
    table = load(path.read_text(encoding="utf-8"))
    wrong = []
    for case in table["cases"]:
        failing = {name for name, wanted in case["expect"].items() if wanted == "fail"}
        for place, changed in _hidden(case) if failing else ():
            found = _verdicts(changed, table["control"])
            if "fail" in found.values() or "unknown" in found.values():
                continue
            wrong += [f"{case['case']}: {place} hidden" for name in failing if name in found]
    assert not wrong, "\n".join(wrong)
