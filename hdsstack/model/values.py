"""What a property of a resource can hold: a plain value, a reference, an unknown or a secret."""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import is_ as is_same
from typing import TypeAlias

from hdsstack.model.message import Message, message
from hdsstack.model.reasons import read_reason


class Absent(enum.Enum):
    """The one value that says that a property was not given at all."""

    ABSENT = "absent"

    def __bool__(self) -> bool:
        return False


ABSENT = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that nobody can know before the deployment.

    Attributes:
        why: What it comes from, for a reader: an output, a look-up, a missing setting. A text is
            one that the catalogue of messages knows, or the name of a look-up.
        urns: The resources that it may come from, when that much is known.

    """

    why: str | Message = "not known before the deployment"
    urns: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        raise TypeError(f"an unknown value has no truth: {self.why}")

    @property
    def reason(self) -> Message:
        """Why, as a message that is translated when it is shown."""
        return self.why if isinstance(self.why, Message) else read_reason(self.why)


def unknown_for(text: str, /, *, urns: tuple[str, ...] = (), **values: str | Message) -> Unknown:
    """An Unknown whose reason has names in it; `text` is written `N_("...")` at the call."""
    return Unknown(message(text, **values), urns)


@dataclass(frozen=True, slots=True)
class Ref:
    """The property `prop` (`id`, `arn`, ...) of the resource `urn`."""

    urn: str
    prop: str


@dataclass(frozen=True, slots=True)
class Text:
    """A string made of literal parts, references and unknown parts, in order."""

    parts: tuple["str | Ref | Unknown", ...]

    @property
    def refs(self) -> tuple[Ref, ...]:
        return tuple(part for part in self.parts if isinstance(part, Ref))

    @property
    def literal(self) -> str:
        """The literal parts only, each other part shown as an empty string."""
        return "".join(part for part in self.parts if isinstance(part, str))

    def encoded(self) -> str:
        """The string with its references as symbols, as the recorder writes them."""
        return "".join(part if isinstance(part, str) else encode(part) for part in self.parts)


class Origin(enum.Enum):
    """Where the value of a secret comes from."""

    CONFIGURATION = "configuration"
    OUTPUT = "output"
    PROGRAM = "program"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Secret:
    """A value marked secret: it never leaves memory and never reaches a report."""

    value: "Value"
    origin: Origin = Origin.UNKNOWN

    def __repr__(self) -> str:
        return "Secret(...)"

    __str__ = __repr__


Value: TypeAlias = (
    "None | bool | int | float | str | list[Value] | dict[str, Value]"
    " | Unknown | Ref | Text | Secret"
)
Found: TypeAlias = "Value | Absent"

_SYMBOL = re.compile(r"\$\{(urn:pulumi:[^#]+?)#([^}]*)\}|\$\{\?([^}]*)\}")


def encode(part: Ref | Unknown) -> str:
    """The symbol that stands for `part` inside a recorded string."""
    return f"${{{part.urn}#{part.prop}}}" if isinstance(part, Ref) else f"${{?{part.why}}}"


def decode_string(text: str) -> str | Ref | Unknown | Text:
    """Read the symbols in a recorded string; a string without any is returned as it is."""
    if "${" not in text:
        return text
    parts = tuple(_parts(text))
    if len(parts) == 1:
        return parts[0]
    return Text(parts) if any(not isinstance(part, str) for part in parts) else text


def _parts(text: str) -> Iterator[str | Ref | Unknown]:
    start = 0
    for match in _SYMBOL.finditer(text):
        if match.start() > start:
            yield text[start : match.start()]
        urn, prop, why = match.groups()
        yield Ref(urn, prop) if urn else Unknown(why)
        start = match.end()
    if start < len(text) or not text:
        yield text[start:]


def plain(value: Found) -> Found:
    """The value without its secret marks, all the way down; itself where it has none."""
    if isinstance(value, Secret):
        return plain(value.value)
    if isinstance(value, list):
        items = [kept(item) for item in value]
        return value if all(map(is_same, items, value)) else items
    if isinstance(value, dict):
        held = {key: kept(item) for key, item in value.items()}
        return value if all(map(is_same, held.values(), value.values())) else held
    return value


def kept(value: Value) -> Value:
    """As `plain`, for a value that is there."""
    found = plain(value)
    return None if isinstance(found, Absent) else found


_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")


@lru_cache(maxsize=8192)
def steps(path: str) -> tuple[str | int, ...]:
    """The steps of a property path: `rules[0].target` is `("rules", 0, "target")`."""
    return tuple(int(step[1:-1]) if step.startswith("[") else step for step in _STEP.findall(path))


def dig(value: Found, path: str) -> Found:
    """What stands at `path` below `value`: ABSENT where it stops, an Unknown where that hides it.

    Secret marks on the way are removed; the one on the result is kept.
    """
    for step in steps(path):
        while isinstance(value, Secret):
            value = value.value
        if isinstance(value, dict):
            value = value.get(step, ABSENT) if isinstance(step, str) else ABSENT
        elif isinstance(value, list):
            value = value[step] if isinstance(step, int) and step < len(value) else ABSENT
        elif isinstance(value, Unknown):
            return value
        elif isinstance(value, Ref):
            return Ref(value.urn, f"{value.prop}.{step}")
        else:
            return ABSENT
        if value is None:
            return ABSENT
    return ABSENT if value is None else value


def refs_in(value: Found) -> Iterator[Ref]:
    """Every reference inside a value, in order."""
    match value:
        case Ref():
            yield value
        case Text():
            yield from value.refs
        case Secret():
            yield from refs_in(value.value)
        case list():
            for item in value:
                yield from refs_in(item)
        case dict():
            for item in value.values():
                yield from refs_in(item)
        case _:
            return


def unknowns_in(value: Found) -> Iterator[Unknown]:
    """Every unknown inside a value, in order."""
    match value:
        case Unknown():
            yield value
        case Text():
            yield from (part for part in value.parts if isinstance(part, Unknown))
        case Secret():
            yield from unknowns_in(value.value)
        case list():
            for item in value:
                yield from unknowns_in(item)
        case dict():
            for item in value.values():
                yield from unknowns_in(item)
        case _:
            return
