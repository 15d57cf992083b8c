"""No reader of facts raises, whatever stands where it looks: odd values in every case's resources.

A reader that raises makes its resource not understood, which hides what else is wrong with it.
"""

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hdsstack.engine.resources import resources_of
from hdsstack.facts import understand
from hdsstack.model.graph import ResourceGraph
from tests.cases import PROJECT, SECRET_MARK, SIGNATURE, STACK, UNKNOWN_MARK, Builder, load

CONTROLS = Path(__file__).parent.parent / "controls"
FOLDERS = sorted({path.parent.name for path in CONTROLS.glob("*/*.yaml")})
DEPTH = 5
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    10**400,
    1.5,
    "",
    "x",
    "${?hidden}",
    "${urn:pulumi:prod::case::aws:kms/key:Key::key#arn}",
    UNKNOWN_MARK,
    [],
    {},
    [[]],
    [None],
    {"a": None},
    ["${?hidden}"],
    {"value": {"a": 1}},
    {SIGNATURE: SECRET_MARK, "value": "s", "origin": "program"},
    {SIGNATURE: SECRET_MARK, "value": {"a": ["b"]}, "origin": "unknown"},
)


def changed(value: Any, chance: random.Random, depth: int = 0) -> Any:
    """The value with one thing in it dropped, or replaced by something odd."""
    if depth and (chance.random() < 0.25 or depth > DEPTH):
        return copy.deepcopy(chance.choice(ODD))
    if isinstance(value, dict) and value and SIGNATURE not in value:
        key = chance.choice(list(value))
        held = value.pop(key)
        return value if chance.random() < 0.2 else {**value, key: changed(held, chance, depth + 1)}
    if isinstance(value, list) and value:
        rank = chance.randrange(len(value))
        value[rank] = changed(value[rank], chance, depth + 1)
        return value
    return copy.deepcopy(chance.choice(ODD)) if depth else value


def mutants(folder: str) -> Iterator[ResourceGraph]:
    """Every case of a control three times, each of its resources changed twice."""
    chance = random.Random(folder)  # noqa: S311 - which values to change, no secret
    for path in sorted((CONTROLS / folder).glob("*.yaml")):
        for case in load(path.read_text(encoding="utf-8"))["cases"]:
            for _ in range(3):
                found = copy.deepcopy(Builder(case.get("resources", {}), "recorded").build())
                for one in found:
                    one["inputs"] = changed(changed(one["inputs"], chance), chance)
                yield ResourceGraph(project=PROJECT, stack=STACK, resources=resources_of(found))


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_reader_raises(folder: str) -> None:
    broken = {notice.text for graph in mutants(folder) for notice in understand(graph).broken}
    assert broken == set()
