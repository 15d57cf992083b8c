"""Reads the data files: closed fields, typed values, and an error that says which row is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

from hdsstack.catalog.rows import CONFIDENCES, Row, Text

DATA = Path(__file__).parent / "data"
_SECTIONS = {"provenance", "defaults", "framework", "rows"}
_Choice = TypeVar("_Choice", bound=str)
_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)


class CatalogueError(Exception):
    """A data file, or a question to the catalogue, is wrong; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Table:
    """One data file: its rows, and the framework that they belong to where there is one."""

    where: str
    rows: tuple["Record", ...]
    framework: "Record | None"


class Record:
    """One mapping of a data file, read field by field; `done` refuses whatever nobody read."""

    def __init__(
        self, fields: Mapping[str, object], where: str, provenance: Mapping[str, Row]
    ) -> None:
        self._fields = fields
        self._left = set(fields)
        self._provenance = provenance
        self.where = where

    def _take(self, name: str) -> object:
        self._left.discard(name)
        return self._fields.get(name)

    def _wrong(self, name: str, seen: object, wanted: str) -> CatalogueError:
        return CatalogueError(f"{self.where}: {name}: {wanted} wanted, {seen!r} seen")

    def string(self, name: str) -> str:
        """A text that is not empty."""
        if (value := self.optional(name)) is None:
            raise self._wrong(name, None, "a text")
        return value

    def optional(self, name: str) -> str | None:
        """A text that is not empty, or None where the field is absent."""
        value = self._take(name)
        # An unquoted NO, ON or 1.2 is not text in YAML: refused here rather than guessed at.
        if value is not None and (not isinstance(value, str) or not value):
            raise self._wrong(name, value, "a text")
        return value

    def choice(self, name: str, allowed: tuple[_Choice, ...]) -> _Choice:
        """One of `allowed`."""
        value = self._take(name)
        for candidate in allowed:
            if value == candidate:
                return candidate
        raise self._wrong(name, value, "one of " + ", ".join(allowed))

    def optional_choice(self, name: str, allowed: tuple[_Choice, ...]) -> _Choice | None:
        """One of `allowed`, or None where the field is absent."""
        return None if self._fields.get(name) is None else self.choice(name, allowed)

    def flag(self, name: str) -> bool:
        """True or false; an absent flag is false."""
        value = self._take(name)
        if not isinstance(value, bool | None):
            raise self._wrong(name, value, "true or false")
        return bool(value)

    def number(self, name: str) -> int | None:
        """A whole number, or None where the field is absent."""
        value = self._take(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self._wrong(name, value, "a whole number")
        return value

    def day(self, name: str) -> date | None:
        """A date, or None where the field is absent."""
        value = self._take(name)
        if not isinstance(value, date | None):
            raise self._wrong(name, value, "a date (YYYY-MM-DD)")
        return value

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of texts; an absent list is empty."""
        items = self._list(name)
        if not all(isinstance(item, str) and item for item in items):
            raise self._wrong(name, items, "a list of texts")
        return tuple(str(item) for item in items)

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers; an absent list is empty."""
        items = self._list(name)
        if not all(isinstance(item, int) and not isinstance(item, bool) for item in items):
            raise self._wrong(name, items, "a list of whole numbers")
        return tuple(item for item in items if isinstance(item, int))

    def _list(self, name: str) -> list[object]:
        value = self._take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(name, value, "a list")
        return value

    def text(self, name: str) -> Text:
        """A text in both languages, or one text for both (a proper name)."""
        if (value := self.optional_text(name)) is None:
            raise self._wrong(name, None, "{fr: ..., en: ...}")
        return value

    def optional_text(self, name: str) -> Text | None:
        """A text in both languages, or None where the field is absent."""
        value = self._take(name)
        if value is None:
            return None
        if isinstance(value, str) and value:
            return Text(value, value)
        if not isinstance(value, Mapping) or set(value) != {"fr", "en"}:
            raise self._wrong(name, value, "{fr: ..., en: ...}")
        inner = Record(value, f"{self.where}.{name}", self._provenance)
        return Text(inner.string("fr"), inner.string("en"))

    def children(self, name: str) -> tuple["Record", ...]:
        """A list of mappings; an absent list is empty."""
        items = self._list(name)
        return tuple(
            _record(item, f"{self.where}.{name}[{index}]", {}, self._provenance)
            for index, item in enumerate(items)
        )

    def row(self, cite: str = "cite") -> Row:
        """The standing: a source of the file's `provenance`, or the three fields themselves."""
        if (name := self.optional(cite)) is None:
            return _standing(self)
        if name not in self._provenance:
            raise self._wrong(cite, name, "one of " + ", ".join(sorted(self._provenance)))
        return self._provenance[name]

    def done(self) -> None:
        """Refuse fields that nobody asked for: a misspelt field would otherwise be ignored."""
        if self._left:
            raise CatalogueError(f"{self.where}: unknown field {', '.join(sorted(self._left))}")


def _standing(record: Record) -> Row:
    day = record.day("verified_on")
    if day is None:
        raise CatalogueError(f"{record.where}: verified_on: a date wanted, none seen")
    return Row(record.string("source"), day, record.choice("confidence", CONFIDENCES))


def _record(
    value: object, where: str, defaults: Mapping[str, object], provenance: Mapping[str, Row]
) -> Record:
    if not isinstance(value, Mapping):
        raise CatalogueError(f"{where}: a mapping wanted, {value!r} seen")
    return Record({**defaults, **value}, where, provenance)


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise CatalogueError(f"{where}: a mapping wanted, {value!r} seen")
    return value


def parse(text: str, where: str) -> Table:
    """The table that `text` holds; `where` names it in errors."""
    try:
        document = _mapping(yaml.load(text, _Loader), where)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise CatalogueError(f"{where}: not YAML: {error}") from error
    if unknown := set(document) - _SECTIONS:
        raise CatalogueError(f"{where}: unknown section {', '.join(sorted(unknown))}")
    provenance: dict[str, Row] = {}
    for name, value in _mapping(document.get("provenance"), where).items():
        source = _record(value, f"{where}: provenance.{name}", {}, {})
        provenance[name] = _standing(source)
        source.done()
    defaults = _mapping(document.get("defaults"), where)
    items = document.get("rows")
    if not isinstance(items, list) or not items:
        raise CatalogueError(f"{where}: rows: a list with at least one row wanted")
    rows = tuple(
        _record(item, f"{where}: row {index}", defaults, provenance)
        for index, item in enumerate(items, 1)
    )
    framework = document.get("framework")
    header = None if framework is None else _record(framework, where, {}, provenance)
    return Table(where, rows, header)


@cache
def table(name: str) -> Table:
    """The data file `name`, its path below the data folder without the suffix."""
    path = DATA / f"{name}.yaml"
    if not path.is_file():
        raise CatalogueError(f"{name}.yaml: the catalogue has no such file")
    return parse(path.read_text("utf-8"), f"{name}.yaml")


@cache
def names(folder: str) -> tuple[str, ...]:
    """The data files of a folder, without suffix, sorted."""
    return tuple(sorted(path.stem for path in (DATA / folder).glob("*.yaml")))
