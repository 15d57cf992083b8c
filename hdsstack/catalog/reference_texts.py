"""Frameworks and their requirements, paraphrased; an id means nothing without its framework."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from hdsstack.catalog.loader import Record, names, table
from hdsstack.catalog.rows import Row, Text

Automatable = Literal["resources", "documents", "people"]


@dataclass(frozen=True, slots=True)
class Framework:
    """A text in one version; `complete` says whether every requirement of it is here."""

    id: str
    title: Text
    publisher: str
    version: str
    complete: bool
    row: Row


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement. `parent` is set on a part, as `EXI-05` is on `EXI-05-B`.

    `automatable` says who can bring the evidence: resources (a plan or a state), documents (the
    manifest and what is generated from it) or people; None where only the title is kept.
    """

    framework: str
    id: str
    title: Text
    text: Text | None
    clause: str | None
    automatable: Automatable | None
    evidence: Text | None
    parent: str | None
    row: Row


def _requirement(framework: str, record: Record) -> Iterator[Requirement]:
    whole = Requirement(
        framework=framework,
        id=record.string("id"),
        title=record.text("title"),
        text=record.optional_text("text"),
        clause=record.optional("clause"),
        automatable=record.optional_choice("automatable", get_args(Automatable)),
        evidence=record.optional_text("evidence"),
        parent=record.optional("parent"),
        row=record.row(),
    )
    yield whole
    for part in record.children("parts"):
        yield _part(whole, part)
    record.done()


def _part(whole: Requirement, record: Record) -> Requirement:
    part = Requirement(
        framework=whole.framework,
        id=record.string("id"),
        title=record.text("title"),
        text=record.optional_text("text"),
        clause=whole.clause,
        automatable=record.optional_choice("automatable", get_args(Automatable))
        or whole.automatable,
        evidence=record.optional_text("evidence") or whole.evidence,
        parent=whole.id,
        row=whole.row,
    )
    record.done()
    return part


@cache
def _by_id(framework: str) -> dict[str, Requirement]:
    if framework not in names("requirements"):
        return {}
    rows = table(f"requirements/{framework}").rows
    found = (part for record in rows for part in _requirement(framework, record))
    return {requirement.id: requirement for requirement in found}


@cache
def framework(id: str) -> Framework | None:  # noqa: A002 - the field's own name for it
    """The framework of that id (`hds-2024-2.0`), or None."""
    if id not in names("requirements") or not (header := table(f"requirements/{id}").framework):
        return None
    found = Framework(
        id=id,
        title=header.text("title"),
        publisher=header.string("publisher"),
        version=header.string("version"),
        complete=header.flag("complete"),
        row=header.row(),
    )
    header.done()
    return found


def frameworks() -> tuple[Framework, ...]:
    """Every framework of the catalogue, by id."""
    return tuple(found for name in names("requirements") if (found := framework(name)))


def requirements(framework: str) -> tuple[Requirement, ...]:
    """The requirements of a framework in its own order, without their parts."""
    return tuple(found for found in _by_id(framework).values() if found.parent is None)


def parts(framework: str, id: str) -> tuple[Requirement, ...]:  # noqa: A002
    """The parts of one requirement, in order; most have none."""
    return tuple(found for found in _by_id(framework).values() if found.parent == id)


def requirement(framework: str, id: str) -> Requirement | None:  # noqa: A002
    """The requirement or part of that id (`EXI-28`, `EXI-05-B`), or None."""
    return _by_id(framework).get(id)
