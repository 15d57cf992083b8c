"""One resource, and how its inputs are read: nothing unknown ever becomes a default."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf, isfinite
from typing import TypeVar

from hdsstack.model.message import N_
from hdsstack.model.seen import Seen
from hdsstack.model.values import (
    ABSENT,
    Found,
    Ref,
    Text,
    Unknown,
    Value,
    dig,
    kept,
    steps,
    unknown_for,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a resource is written: a file relative to the target's root, and a line."""

    file: str
    line: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Resource:
    """One resource as it would be created.

    Attributes:
        type: The normalised type token: no API version, no `V2` spelling, today's module.
        token: The type token as it was written.
        inputs: The inputs under their wire names.
        outputs: What a state knows beyond the inputs; empty for a program. Only joins read it.
        external: Read (`Resource.get`) rather than created: its inputs are not this stack's.
        reach: The URNs that each top-level property depends on.
        filled: The paths that the provider's own defaults filled, as states and previews tell.

    """

    urn: str
    type: str
    token: str
    name: str
    inputs: Mapping[str, Value]
    outputs: Mapping[str, Value] = field(default_factory=dict)
    id: str | None = None
    custom: bool = True
    external: bool = False
    parent: str | None = None
    provider: str | None = None
    protect: bool = False
    retain_on_delete: bool | Unknown = False
    dependencies: tuple[str, ...] = ()
    reach: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    filled: frozenset[str] = frozenset()
    source: Source | None = None

    @property
    def package(self) -> str:
        return self.type.split(":", 1)[0]

    def raw(self, path: str) -> Found:
        """What stands at `path`, secret mark kept."""
        return self._reached(dig(dict(self.inputs), path), path)

    @cached_property
    def _clear(self) -> dict[str, Value]:
        """The inputs without their secret marks."""
        return {key: kept(value) for key, value in self.inputs.items()}

    def get(self, path: str) -> Found:
        """What stands at `path`, secret marks removed; ABSENT, Unknown and references stay.

        An empty text says nothing: an import writes it for what is not set. Lists and objects are
        the resource's own: nobody may change them.
        """
        found = self._clear.get(path, ABSENT) if path.isidentifier() else dig(self._clear, path)
        if isinstance(found, Unknown):
            return self._reached(found, path)
        return ABSENT if found is None or found == "" else found

    def _reached(self, found: Found, path: str) -> Found:
        """An unknown remembers the resources that its property depends on."""
        if isinstance(found, Unknown) and not found.urns and self.reach:
            return Unknown(found.why, self.reach.get(str(steps(path)[0]), ()))
        return found

    def has(self, path: str) -> bool:
        """Whether something stands at `path`: an empty list holds nothing."""
        return self.get(path) not in (ABSENT, [])

    def flag(self, path: str, *, default: bool | None | Unknown = None) -> Seen[bool]:
        """A yes or no at `path`; absent means `default`, the provider's documented one."""
        return self._seen(path, _as_bool(self.get(path)), default)

    def number(self, path: str, *, default: float | None | Unknown = None) -> Seen[float]:
        """A number at `path`; absent means `default`."""
        return self._seen(path, _as_number(self.get(path)), default)

    def text(self, path: str, *, default: str | None | Unknown = None) -> Seen[str]:
        """A string at `path`; absent means `default`; a reference is unknown as a string."""
        return self._seen(path, _as_text(self.get(path)), default)

    def several(self, path: str) -> Seen[bool]:
        """Whether the list at `path` has more than one item, as of zones or of subnets."""
        found = self.items(path)
        value = found if isinstance(found, Unknown) else len(found) > 1
        return Seen(value, at=path, on=self.urn, default=not self.has(path))

    def items(self, path: str) -> "list[Value] | Unknown":
        """The list at `path`, empty where absent; a single value counts as a list of one."""
        found = self.get(path)
        match found:
            case Unknown():
                return found
            case list():
                return found
            case Ref() | Text():
                return (
                    [found]
                    if isinstance(found, Text)
                    else unknown_for(
                        N_("the {prop} of {name}"),
                        prop=found.prop,
                        name=found.urn.rsplit("::", 1)[-1],
                    )
                )
            case _ if found is ABSENT:
                return []
            case _:
                return [found]

    def _seen(
        self, path: str, value: "T | Unknown | None", default: "T | Unknown | None"
    ) -> Seen[T]:
        if value is None:
            if default is None:
                default = unknown_for(N_("{path} is absent and has no known default"), path=path)
            return Seen(default, at=path, on=self.urn, default=True)
        return Seen(value, at=path, on=self.urn, default=path in self.filled)

    def says(self, value: "T | Unknown", at: str = "") -> Seen[T]:
        """An observation made on this resource."""
        return Seen(value, at=at, on=self.urn)


def _as_bool(found: Found) -> bool | Unknown | None:
    match found:
        case bool() | Unknown():
            return found
        case str() if found.lower() in ("true", "false"):
            return found.lower() == "true"
        case _ if found is ABSENT:
            return None
        case _:
            return Unknown("the value is not a yes or no that can be read")


def _as_number(found: Found) -> float | Unknown | None:
    match found:
        case bool():
            return Unknown("the value is not a number")
        case int() | float():
            return _finite(found)
        case Unknown():
            return found
        case str() if re.fullmatch(r"-?\d+(\.\d+)?", found):
            return _finite(found)
        case _ if found is ABSENT:
            return None
        case _:
            return Unknown("the value is not a number that can be read")


def _finite(found: str | float) -> float | Unknown:
    """The number, unless it is larger than any that is meant."""
    try:
        value = float(found)
    except OverflowError:
        value = inf
    return value if isfinite(value) else Unknown("the value is larger than any that is meant")


def _as_text(found: Found) -> str | Unknown | None:
    match found:
        case str() | Unknown():
            return found
        case Ref():
            return unknown_for(
                N_("the {prop} of {name}"),
                prop=found.prop,
                name=found.urn.rsplit("::", 1)[-1],
                urns=(found.urn,),
            )
        case Text():
            return Unknown("made of outputs", tuple(ref.urn for ref in found.refs))
        case bool():
            return str(found).lower()
        case int():
            return str(found)
        case float():
            return f"{found:g}"
        case _ if found is ABSENT:
            return None
        case _:
            return Unknown("the value is not a text")
