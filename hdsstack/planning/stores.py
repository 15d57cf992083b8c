"""The stores that an establishment declares, and what it promises for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hdsstack.model.establishment import Application, Database, Establishment, Store, Workload

    Part = Application | Database | Store


@dataclass(frozen=True, slots=True)
class DeclaredStore:
    """A component of a workload that keeps data; `name` is `dpi.database`."""

    workload: Workload
    component: str
    part: Part

    @property
    def name(self) -> str:
        """Name under which `reversibility` knows it."""
        return f"{self.workload.name}.{self.component}"

    @property
    def logical_name(self) -> str:
        """Name that the resource, or the first of its resources, has in the program."""
        return f"{self.workload.name}-{self.component}"

    @property
    def rpo_minutes(self) -> int | None:
        """Maximum data loss in minutes, the component's own or else its workload's."""
        return self.part.rpo_minutes or self.workload.rpo_minutes


def declared_stores(establishment: Establishment) -> tuple[DeclaredStore, ...]:
    """Databases, files and records of every workload, in the manifest's order.

    Disks of application machines are rebuilt from images and are not among them.
    """
    return tuple(
        DeclaredStore(workload, component, part)
        for workload in establishment.workloads
        for component, part in _parts(workload)
        if component != "application"
    )


def store_of(establishment: Establishment, logical_name: str) -> DeclaredStore | None:
    """The declared component that a resource's name starts with, or None."""
    found = [
        DeclaredStore(workload, component, part)
        for workload in establishment.workloads
        for component, part in _parts(workload)
    ]
    matching = [
        row
        for row in found
        if logical_name == row.logical_name or logical_name.startswith(f"{row.logical_name}-")
    ]
    return max(matching, key=lambda row: len(row.logical_name), default=None)


def rpo_minutes(establishment: Establishment, logical_name: str) -> int | None:
    """Declared maximum data loss of a resource, in minutes, or None when nothing says it.

    A resource that belongs to no declared component gets the longest that a workload accepts:
    nothing says that it belongs to a stricter one, and a day stays the ceiling (HDS-BCK-002).
    """
    if store := store_of(establishment, logical_name):
        return store.rpo_minutes
    return max(
        (row.rpo_minutes for row in establishment.workloads if row.rpo_minutes), default=None
    )


def _parts(workload: Workload) -> tuple[tuple[str, Part], ...]:
    components = workload.components
    parts: tuple[tuple[str, Part | None], ...] = (
        ("application", components.application),
        ("database", components.database),
        ("files", components.files),
        ("records", components.records),
    )
    return tuple((name, part) for name, part in parts if part is not None)
