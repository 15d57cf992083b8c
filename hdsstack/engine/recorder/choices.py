"""The texts that a program knows for a setting nobody has set: what it compares it with.

Run once for each, a program takes the branches and reads the tables that the stand-in itself keeps
it from.
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Optional

# Further runs of one program.
MOST = 8
# How a program says itself that it wants no such value: with that one it makes nothing.
_REFUSALS = (AssertionError, SystemExit, ValueError)


class Chosen(str):
    """A stand-in that is compared and looked up as another text; as a text it stays itself."""

    __slots__ = ("choice",)
    choice: str

    def __eq__(self, other: object) -> bool:
        return self.choice == other

    def __ne__(self, other: object) -> bool:
        return self.choice != other

    def __hash__(self) -> int:
        return hash(self.choice)

    def __contains__(self, other: object) -> bool:
        return isinstance(other, str) and other in self.choice

    def __bool__(self) -> bool:
        return bool(self.choice)

    def startswith(self, *args: Any) -> bool:
        """As the other text."""
        return self.choice.startswith(*args)

    def endswith(self, *args: Any) -> bool:
        """As the other text."""
        return self.choice.endswith(*args)


def refused(error: BaseException) -> bool:
    """Whether a program says itself, or its own table says, that it wants no such value."""
    unlisted = isinstance(error, KeyError) and error.args and isinstance(error.args[0], Chosen)
    return bool(unlisted) or isinstance(error, _REFUSALS)


class Otherwise(str):
    """A stand-in that answers each question as it would not have been answered."""

    __slots__ = ("equal",)
    equal: bool

    def __eq__(self, other: object) -> bool:
        return self.equal

    def __ne__(self, other: object) -> bool:
        return not self.equal

    def __contains__(self, other: object) -> bool:
        return self.equal

    def __bool__(self) -> bool:
        return False

    def startswith(self, *_: Any) -> bool:
        """As it is equal."""
        return self.equal

    endswith = startswith
    __hash__ = str.__hash__


class Choices:
    """What the settings of one program may be.

    Attributes:
        run: None in the first run; then 0, in which what has no choices is answered otherwise,
            and 1 for the first of the choices of each setting, 2 for the second...

    """

    def __init__(self) -> None:
        self.run: Optional[int] = None
        self._found: Dict[str, List[str]] = {}

    def offer(self, name: str, texts: Any, given: str) -> None:
        """A setting may be one of these, besides what was `given` for it."""
        for text in _texts(texts):
            held = self._found.setdefault(name, [])
            if text not in (given, *held):
                held.append(text)

    def of(self, name: str) -> List[str]:
        """What a setting may be."""
        return self._found.get(name, [])

    def next(self) -> bool:
        """Turn to the next run; False where the last has been, or nothing is left to choose."""
        last = max(map(len, self._found.values()), default=0)
        self.run = 0 if self.run is None else self.run + 1
        return self.run <= last

    @property
    def many(self) -> bool:
        """Whether there have been as many runs as are made."""
        return self.run is not None and self.run > MOST

    def other(self, name: str, value: str) -> str:
        """What a setting is in this run."""
        if self.run is None:
            return value
        held = self._found.get(name)
        if self.run == 0:
            return value if held else _otherwise(value)
        if not held:
            return value
        made = Chosen(value)
        made.choice = held[(self.run - 1) % len(held)]
        return made


def _otherwise(value: str) -> str:
    other = Otherwise(value)
    other.equal = "${" in value  # what stands in for it with a value of its own was equal
    return other


def _texts(value: Any) -> Iterator[str]:
    if type(value) is str:
        yield value
    elif type(value) in {list, tuple, set, frozenset, dict}:
        yield from sorted(one for one in value if type(one) is str)
