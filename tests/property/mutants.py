"""States with something wrong in them: values dropped, retyped, huge, cyclic, doubled."""

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from tests.property.stacks import Resource, cases, state

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"

Place = tuple[Any, Any]
Change = Callable[[random.Random, list[Resource]], None]


def deep(levels: int = 90) -> Any:
    """A value nested deeper than anything that is meant."""
    found: Any = "x"
    for level in range(levels):
        found = [found] if level % 2 else {"a": found}
    return found


STRANGE: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    10**30,
    10**400,
    "9" * 400,
    1.5,
    float("inf"),
    float("nan"),
    "",
    " ",
    "é\u0000\ud83d\ude00",
    "${",
    "${?}",
    "${urn:pulumi:a::b::c:d:E::f#id}",
    "{",
    '{"Statement": 7}',
    '{"Statement": [7, null, {"Effect": {}, "Principal": 3, "Action": {}}]}',
    "x" * 20_000,
    "[" * 5_000,
    "0.0.0.0/0",
    "999.1.1.1/99",
    "::/0",
    "cron(* * * * * *)",
    "rate(0 days)",
    "arn:aws:::::",
    "arn:aws:s3:::*",
    "/",
    "/subscriptions//resourceGroups//providers///",
    UNKNOWN,
    "[secret]",
    [],
    [None],
    [[]],
    ["", 7, {}],
    {},
    {"": None},
    {"Statement": [None]},
    {SIGNATURE: SECRET},
    {SIGNATURE: SECRET, "ciphertext": 7},
    {SIGNATURE: SECRET, "plaintext": "{"},
    {SIGNATURE: SECRET, "value": {SIGNATURE: SECRET, "value": None}},
    {SIGNATURE: "nobody's"},
    {SIGNATURE: []},
    deep(),
)
# Of the resource itself, besides its inputs.
OPTIONS = (
    "urn",
    "type",
    "id",
    "custom",
    "external",
    "parent",
    "provider",
    "protect",
    "retainOnDelete",
    "dependencies",
    "propertyDependencies",
    "ignoreChanges",
    "sourcePosition",
    "inputs",
    "outputs",
    "delete",
)


def mutants(count: int, seed: int = 0) -> Iterator[str]:
    """The JSON texts of `count` states; the same seed gives the same ones."""
    for number in range(count):
        yield mutant(random.Random(f"{seed}.{number}"))  # noqa: S311 - no secret depends on it


def mutant(chance: random.Random) -> str:
    """One or several cases in one stack, changed in one to six places."""
    chosen = [one for case in chance.sample(cases(), chance.randint(1, 3)) for one in case]
    resources: list[Resource] = copy.deepcopy(chosen)
    for _change in range(chance.randint(1, 6)):
        chance.choice(CHANGES)(chance, resources)
    return json.dumps(state(resources))


def _strange(chance: random.Random) -> Any:
    return copy.deepcopy(chance.choice(STRANGE))


def _value(chance: random.Random, resources: list[Resource]) -> None:
    """Somewhere inside the inputs or outputs stands something else."""
    held, key = _somewhere(chance, resources)
    held[key] = _strange(chance)


def _drop(chance: random.Random, resources: list[Resource]) -> None:
    held, key = _somewhere(chance, resources)
    del held[key]


def _swap(chance: random.Random, resources: list[Resource]) -> None:
    (held, key), (other, there) = _somewhere(chance, resources), _somewhere(chance, resources)
    held[key] = copy.deepcopy(other[there])


def _option(chance: random.Random, resources: list[Resource]) -> None:
    chance.choice(resources)[chance.choice(OPTIONS)] = _strange(chance)


def _double(chance: random.Random, resources: list[Resource]) -> None:
    """The same URN twice, with other inputs."""
    again = copy.deepcopy(chance.choice(resources))
    again["inputs"] = {}
    resources.insert(chance.randint(0, len(resources)), again)


def _cycle(chance: random.Random, resources: list[Resource]) -> None:
    """Each is the parent of another, and of its provider."""
    first, second = chance.choice(resources), chance.choice(resources)
    first["parent"], second["parent"] = second.get("urn"), first.get("urn")
    first["provider"] = f"{second.get('urn')}::{first.get('id')}"


def _cross(chance: random.Random, resources: list[Resource]) -> None:
    """Every property of one depends on another; one points at itself."""
    first, second = chance.choice(resources), chance.choice(resources)
    inputs = first.get("inputs")
    names = list(inputs) if isinstance(inputs, dict) else ["x"]
    first["propertyDependencies"] = {name: [second.get("urn")] for name in names}
    held, key = _somewhere(chance, resources)
    held[key] = chance.choice(resources).get("id")


def _retype(chance: random.Random, resources: list[Resource]) -> None:
    chance.choice(resources)["type"] = chance.choice(chance.choice(cases()))["type"]


CHANGES: tuple[Change, ...] = (
    _value,
    _value,
    _value,
    _drop,
    _drop,
    _swap,
    _option,
    _double,
    _cycle,
    _cross,
    _retype,
)


def _somewhere(chance: random.Random, resources: list[Resource]) -> Place:
    places = [place for one in resources for place in _places(one)]
    return chance.choice(places) if places else ({"x": None}, "x")


def _places(one: Resource) -> Iterator[Place]:
    for name in ("inputs", "outputs"):
        if isinstance(one.get(name), dict | list):
            yield from _inside(one[name])


def _inside(held: Any, depth: int = 0) -> Iterator[Place]:
    keys = list(held) if isinstance(held, dict) else range(len(held))
    for key in keys:
        yield held, key
        if isinstance(held[key], dict | list) and depth < 12:
            yield from _inside(held[key], depth + 1)
