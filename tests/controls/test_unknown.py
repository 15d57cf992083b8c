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
Way = tuple[str | int, ...]
# Words that say which shape a value has, and not what it is: a program always writes them.
SHAPES = ("objectType", "ruleType", "direction", "datasourceType")
# A step into the content of a tag, such as a document of rights.
INSIDE = "!"


def _ways(value: Any, way: Way) -> Iterator[Way]:
    """The ways to a value, and to everything below it."""
    yield way
    if isinstance(value, Tag) and value.name == "json":
        yield from _ways(value.value, (*way, INSIDE))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in SHAPES:
                yield from _ways(part, (*way, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _ways(part, (*way, index))


def _hide(holder: Any, way: Way) -> None:
    for step in way[:-1]:
        holder = holder.value if step == INSIDE else holder[step]
    hidden = Tag("unknown", "hidden")
    if way[-1] == INSIDE:
        holder.value = hidden
    else:
        holder[way[-1]] = hidden


def _hidden(case: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The case again with one value of one resource hidden."""
    for name, spec in case.get("resources", {}).items():
        for key in spec:
            if key == "type" or key.startswith("$"):
                continue
            for way in _ways(spec[key], (key,)):
                changed = copy.deepcopy(case)
                _hide(changed["resources"][name], way)
                yield f"{name}.{'.'.join(map(str, way))}", changed


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
