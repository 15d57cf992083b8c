"""Hosts of health data, and the six activities that a certificate covers."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

from hdsstack.catalog.loader import Record, table
from hdsstack.catalog.rows import Row, Text

Hds = Literal["certified", "not-certified", "unknown"]
Qualification = Literal["qualified", "candidate", "none", "unknown"]
Answer = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A host and what public sources say of its certificate; silence is `unknown`, never `no`.

    `activities` are the numbers of R.1111-9 that the source lists (none: not known), `law` the
    countries whose law binds the actor or its parent, `third_country_law` whether one of them lies
    outside the EEA (EXI 30).
    """

    key: str
    name: str
    law: tuple[str, ...]
    hds: Hds
    frameworks: tuple[str, ...]
    activities: tuple[int, ...]
    places: Text | None
    issued_on: date | None
    expires_on: date | None
    secnumcloud: Qualification
    access_outside_eea: Text | None
    third_country_law: Answer
    note: Text | None
    row: Row


@dataclass(frozen=True, slots=True)
class Activity:
    """One of the six hosting activities of CSP R.1111-9, by a key that no version renumbers."""

    key: str
    number: int
    name: Text
    row: Row


def _actor(record: Record) -> Actor:
    actor = Actor(
        key=record.string("key"),
        name=record.string("name"),
        law=record.strings("law"),
        hds=record.choice("hds", get_args(Hds)),
        frameworks=record.strings("frameworks"),
        activities=record.numbers("activities"),
        places=record.optional_text("places"),
        issued_on=record.day("issued_on"),
        expires_on=record.day("expires_on"),
        secnumcloud=record.choice("secnumcloud", get_args(Qualification)),
        access_outside_eea=record.optional_text("access_outside_eea"),
        third_country_law=record.choice("third_country_law", get_args(Answer)),
        note=record.optional_text("note"),
        row=record.row(),
    )
    record.done()
    return actor


def _activity(record: Record) -> Activity:
    number = record.number("number")
    activity = Activity(
        key=record.string("key"),
        number=number or 0,
        name=record.text("name"),
        row=record.row(),
    )
    record.done()
    return activity


@cache
def _actors() -> dict[str, Actor]:
    return {actor.key: actor for actor in map(_actor, table("actors").rows)}


def actors() -> tuple[Actor, ...]:
    """Every actor of the catalogue."""
    return tuple(_actors().values())


def actor(key: str) -> Actor | None:
    """The actor of that key, or None."""
    return _actors().get(key.strip().lower())


@cache
def activities() -> tuple[Activity, ...]:
    """The six activities, in the order of CSP R.1111-9."""
    return tuple(map(_activity, table("activities").rows))
