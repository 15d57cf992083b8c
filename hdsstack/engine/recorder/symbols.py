"""Stand-ins for what nobody has set: texts and objects that stay recognisable as unknown."""

from __future__ import annotations

import re
from typing import Any, Dict, Set

SETTING, VARIABLE = "configuration", "environment variable"
# A setting whose value is encrypted in the stack file; the project's reader writes it so too.
ENCRYPTED = "secret configuration"
# Programs strip and cut texts, so the braces may be gone.
_NAMED = re.compile(
    r"(?:\?(?:(?:secret )?configuration|environment variable) |\$\{\?(?=\w+\.))([^}\s'\"]+)"
)
_EACH = "[*]"


def symbol(kind: str, name: str) -> str:
    """The text that stands for what nobody has set."""
    return f"${{?{kind} {name}}}"


class Symbol(str):
    """The text `${?configuration key}`; a part of it is as unknown as the whole.

    Subscripted by a name it is the object that a program takes it for.
    """

    __slots__ = ("given", "kind", "name")
    kind: str
    name: str
    given: Dict[str, str]

    @classmethod
    def of(cls, kind: str, name: str, given: Dict[str, str]) -> Any:
        """The symbol of a setting; what `given` has for it (name -> text) instead."""
        if name in given:
            return given[name]
        made = cls(symbol(kind, name))
        made.kind, made.name, made.given = kind, name, given
        return made

    def child(self, key: Any) -> Any:
        """The symbol of one item of the object that this text stands for."""
        return type(self).of(self.kind, f"{self.name}[{key}]", self.given)

    def __getitem__(self, key: Any) -> Any:
        return self.child(key) if isinstance(key, str) else self

    def get(self, key: Any, default: Any = None) -> Any:
        """As a mapping would answer."""
        return self.child(key) if isinstance(key, str) else default

    def keys(self) -> Any:
        """One that stands for all."""
        return [self.child("*")]

    values = keys

    def items(self) -> Any:
        """One that stands for all, under its own name."""
        return [(self.child("*"), self.child("*"))]


class Unset(Symbol):
    """A setting that the program itself may do without: false, so that its default counts."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


class Something(Dict[Any, Any]):
    """An object or a list of which nothing is known: every key is there, one item stands for
    all.
    """

    def __init__(self, symbol: Any) -> None:
        each = symbol.child("*")
        super().__init__({each: each})
        self.symbol = symbol

    def __missing__(self, key: Any) -> Any:
        return self.symbol.child(key)

    def get(self, key: Any, default: Any = None) -> Any:
        """Whatever the key, it is there."""
        return self[key] if isinstance(key, str) else default


def whole(value: Any) -> Any:
    """Recorded inputs in which an object that nobody knows is one unknown, not one odd item."""
    if isinstance(value, dict):
        only = next(iter(value)) if len(value) == 1 else ""
        return only if _of_all(only) else {key: whole(item) for key, item in value.items()}
    if isinstance(value, list):
        only = value[0] if len(value) == 1 else ""
        return only if _of_all(only) else [whole(item) for item in value]
    return value


def _of_all(text: Any) -> bool:
    return isinstance(text, str) and text.startswith("${?") and text.endswith(_EACH + "}")


def names_in(text: str, given: Dict[str, str]) -> Set[str]:
    """The settings and look-ups whose symbol a text holds, or whose value in `given` it is."""
    found = {match.group(1) for match in _NAMED.finditer(text)}
    return found | {name for name, one in given.items() if text == one or f"'{one}'" in text}
