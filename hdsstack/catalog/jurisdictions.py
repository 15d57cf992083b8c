"""Countries: EEA and EU membership, and adequacy decisions under article 45 of the GDPR."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from hdsstack.catalog.loader import Record, table
from hdsstack.catalog.rows import Row, Text


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory that has its own ISO 3166-1 alpha-2 code."""

    code: str
    name: Text
    eea: bool
    eu: bool
    row: Row


@dataclass(frozen=True, slots=True)
class Adequacy:
    """An adequacy decision; `limits` says whom it covers where that is not everybody.

    A decision allows remote access from that country (EXI 29), never storage there (EXI 28).
    """

    country: str
    decision: str
    since: date | None
    until: date | None
    limits: Text | None
    row: Row


def _country(record: Record) -> Country:
    country = Country(
        code=record.string("code"),
        name=record.text("name"),
        eea=record.flag("eea"),
        eu=record.flag("eu"),
        row=record.row(),
    )
    record.done()
    return country


def _adequacy(record: Record) -> Adequacy:
    adequacy = Adequacy(
        country=record.string("country"),
        decision=record.string("decision"),
        since=record.day("since"),
        until=record.day("until"),
        limits=record.optional_text("limits"),
        row=record.row(),
    )
    record.done()
    return adequacy


@cache
def _countries() -> dict[str, Country]:
    rows = (_country(record) for record in table("countries").rows)
    return {country.code: country for country in rows}


@cache
def _adequacies() -> dict[str, Adequacy]:
    rows = (_adequacy(record) for record in table("adequacy").rows)
    return {adequacy.country: adequacy for adequacy in rows}


def countries() -> tuple[Country, ...]:
    """Every country of the catalogue; it is not a list of all countries."""
    return tuple(_countries().values())


def country(code: str) -> Country | None:
    """The country of that ISO 3166-1 alpha-2 code, or None where the catalogue has none."""
    return _countries().get(code.strip().upper())


def adequacies() -> tuple[Adequacy, ...]:
    """Every adequacy decision of the catalogue."""
    return tuple(_adequacies().values())


def adequate(code: str, on: date | None = None) -> Adequacy | None:
    """The adequacy decision about a country, or None; with `on`, only if it holds on that day."""
    adequacy = _adequacies().get(code.strip().upper())
    if adequacy is None or on is None:
        return adequacy
    begun = adequacy.since is None or adequacy.since <= on
    ended = adequacy.until is not None and adequacy.until < on
    return adequacy if begun and not ended else None
