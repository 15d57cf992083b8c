"""States made of the resources of every case table: real types, real properties, real links."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from hdsstack.model.identities import NAME_INPUTS
from tests.cases import UNKNOWN_MARK, Builder, load

_TABLES = Path(__file__).parent.parent / "controls"
Resource = dict[str, Any]


@cache
def cases() -> tuple[tuple[Resource, ...], ...]:
    """The resources of each case with any, in the form of a state."""
    tables = (load(file.read_text(encoding="utf-8")) for file in sorted(_TABLES.glob("*/*.yaml")))
    found = [
        case["resources"] for table in tables for case in table["cases"] if case.get("resources")
    ]
    return tuple(tuple(Builder(resources, "state").build()) for resources in found)


def state(resources: list[Resource]) -> dict[str, Any]:
    """An export of a stack with these resources."""
    return {"version": 3, "deployment": {"manifest": {}, "resources": resources}}


def large(count: int) -> list[Resource]:
    """A stack of `count` resources: the cases over and over, each time under other names.

    Cases with an unknown value are left out: an export of a stack has none.
    """
    made: list[Resource] = []
    for copy, case in _rounds():
        if len(made) >= count:
            return made[:count]
        made += renamed(case, f"-{copy}")
    raise AssertionError("the rounds never end")


def _rounds() -> Iterator[tuple[int, tuple[Resource, ...]]]:
    number = 0
    while True:
        for case in cases():
            if UNKNOWN_MARK not in json.dumps(case):
                number += 1
                yield number, case


def renamed(case: tuple[Resource, ...], suffix: str) -> list[Resource]:
    """A case under other names: URNs, ids, ARNs, physical names, and whatever names them."""
    names = {name for one in case for name in _names(one)}

    def change(value: Any) -> Any:
        match value:
            case str():
                named = value in names or value.startswith("urn:pulumi:")
                return value + suffix if named else value
            case list():
                return [change(item) for item in value]
            case dict():
                return {key: change(item) for key, item in value.items()}
            case _:
                return value

    return [change(one) for one in json.loads(json.dumps(case))]


def _names(one: Resource) -> Iterator[str]:
    if isinstance(one.get("id"), str):
        yield one["id"]
    for held in (one.get("inputs", {}), one.get("outputs", {})):
        yield from (
            held[key] for key in (*NAME_INPUTS, "arn", "id") if isinstance(held.get(key), str)
        )
