"""The catalogue as flat rows, for listing and filtering."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from hdsstack.catalog import (
    cloud_regions,
    hosts,
    jurisdictions,
    reference_texts,
    service_types,
    tls,
)
from hdsstack.catalog.loader import CatalogueError, names
from hdsstack.catalog.rows import Row, Text
from hdsstack.locale import _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Cell = str | int | bool | None
Entry = dict[str, Cell]

_READERS: "Mapping[str, Callable[[], Iterable[DataclassInstance]]]" = {
    "activities": hosts.activities,
    "actors": hosts.actors,
    "adequacy": jurisdictions.adequacies,
    "countries": jurisdictions.countries,
    "dataless": lambda: _each(service_types.dataless, names("dataless")),
    "frameworks": reference_texts.frameworks,
    "regions": lambda: _each(cloud_regions.regions, cloud_regions.providers()),
    "requirements": lambda: _each(reference_texts.requirements, names("requirements")),
    "services": lambda: _each(service_types.services, names("services")),
    "tls-policies": tls.tls_policies,
}


def _each(
    read: "Callable[[str], Iterable[DataclassInstance]]", keys: Iterable[str]
) -> "Iterable[DataclassInstance]":
    return (item for key in keys for item in read(key))


def kinds() -> tuple[str, ...]:
    """What `entries` can list."""
    return tuple(_READERS)


def _cell(value: object, language: str) -> Cell:
    match value:
        case None | bool() | int() | str():
            return value
        case Text():
            return value.in_(language)
        case date():
            return value.isoformat()
        case tuple():
            return " ".join(str(item) for item in value)
        case _:
            return str(value)


def _entry(item: "DataclassInstance", language: str) -> Entry:
    entry: Entry = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if isinstance(value, Row):
            start = "" if field.name == "row" else field.name.removesuffix("row")
            entry[f"{start}source"] = value.source
            entry[f"{start}verified_on"] = value.verified_on.isoformat()
            entry[f"{start}confidence"] = value.confidence
        else:
            entry[field.name] = _cell(value, language)
    return entry


def _matches(cell: Cell, wanted: str) -> bool:
    shown = "" if cell is None else str(cell)
    return wanted.casefold() in (shown.casefold(), *shown.casefold().split())


def entries(
    kind: str, filters: Mapping[str, str] | None = None, language: str = "en"
) -> list[Entry]:
    """The rows of one kind whose fields equal, or contain as a word, the filters' values.

    Every row has `source`, `verified_on` (ISO date) and `confidence`. Raises `CatalogueError` for
    a kind or a field that does not exist; the message lists those that do.
    """
    if kind not in _READERS:
        raise CatalogueError(
            _("{kind}: no such kind; known: {known}").format(kind=kind, known=", ".join(_READERS))
        )
    found = [_entry(item, language) for item in _READERS[kind]()]
    for field, wanted in (filters or {}).items():
        if found and field not in found[0]:
            raise CatalogueError(
                _("{field}: no such field; known: {known}").format(
                    field=field, known=", ".join(found[0])
                )
            )
        found = [entry for entry in found if _matches(entry[field], wanted)]
    return found
