"""The texts that a program knows for a setting nobody has set: what it compares it with.

Run once for each, a program takes the branches and reads the tables that the stand-in itself keeps
it from.
"""

from __future__ import annotations

import linecache
import re
from traceback import walk_tb
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence

from .places import own_file

# Further runs of one program: in which all values vary, and in which each does by itself.
MOST, ALONE = 8, 6
# How a program says itself that it wants no such value: with that one it makes nothing.
_REFUSALS = (AssertionError, ValueError)
_SAYS_SO = re.compile(r"\b(?:raise|assert)\b")


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


def refused(error: BaseException, root: str) -> bool:
    """Whether a program says itself, or its own table says, that it wants no such value."""
    if isinstance(error, KeyError):
        return bool(error.args) and isinstance(error.args[0], Chosen)
    return isinstance(error, SystemExit) or (isinstance(error, _REFUSALS) and _raised(error, root))


def _raised(error: BaseException, root: str) -> bool:
    """Whether the program's own line says so; another error may be for want of a better
    stand-in.
    """
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    if not places or own_file(places[-1][0], root) is None:
        return False
    return _SAYS_SO.search(linecache.getline(*places[-1])) is not None


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
    """What the values of one program may be that nobody knows, and which they are in this run."""

    def __init__(self) -> None:
        self._found: Dict[str, List[str]] = {}
        self._varied: Optional[Sequence[str]] = ()
        self._run = 0

    def offer(self, name: str, texts: Any, given: str) -> None:
        """A value may be one of these, besides what was `given` for it."""
        for text in _texts(texts):
            held = self._found.setdefault(name, [])
            if text not in (given, *held):
                held.append(text)

    def of(self, name: str) -> List[str]:
        """What a value may be."""
        return self._found.get(name, [])

    def turns(
        self, names: Sequence[str], hurried: Callable[[], bool]
    ) -> Iterator[Optional[Sequence[str]]]:
        """Each further run, by the names of what is another in it; None for all.

        Few values vary one by one, unless `hurried`, so that what is unknown is tied to one name;
        then all vary at once, as one may decide whether another is asked for.
        """
        if len(names) > 1 and sum(len(self.of(name)) or 1 for name in names) <= ALONE:
            for name in names:
                yield from () if hurried() else self._runs([name], [name])
        yield from self._runs(None, names)

    def _runs(
        self, varied: Optional[Sequence[str]], names: Sequence[str]
    ) -> Iterator[Optional[Sequence[str]]]:
        self._varied = varied
        self._run = 0 if any(not self.of(name) for name in names) else 1
        while self._run <= max((len(self.of(name)) for name in varied or self._found), default=0):
            yield varied
            self._run += 1

    @property
    def many(self) -> bool:
        """Whether there have been as many runs as are made."""
        return self._run > MOST

    def as_key(self, name: str, value: str) -> str:
        """As `other`, for what a table is read by: only one of its own keys will do."""
        return self.other(name, value) if self._run else value

    def other(self, name: str, value: str) -> str:
        """What a value is in this run: its next choice, or what answers otherwise without any."""
        if self._varied is not None and name not in self._varied:
            return value
        held = self.of(name)
        if not held or self._run == 0:
            return value if held or self._run else _otherwise(value)
        made = Chosen(value)
        made.choice = held[(self._run - 1) % len(held)]
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
