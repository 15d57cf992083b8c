"""What is hosted: applications, their data and what they need."""

from typing import Annotated, Literal

from pydantic import Field

from hdsstack.model.establishment.base import Gib, Minutes, Section, Slug, Text
from hdsstack.model.establishment.identity import DataClass

Availability = Literal["24/7", "office"]
Port = Annotated[int, Field(ge=1, le=65535)]


class Application(Section):
    """The machines or containers that run the application."""

    kind: Literal["machine", "container"] = "machine"
    """How it runs."""
    count: int = Field(default=2, ge=1, le=200)
    """How many of them; two or more spread over zones (HDS-OPS-002)."""
    size: Text | None = None
    """The provider's name of the size; null takes the preset for the number of beds."""
    disk_gib: Gib = 64
    """Size of each data disk, in GiB."""
    port: Port = 443
    """Port on which it answers, with TLS."""
    image: Text | None = None
    """Image reference; null takes the blueprint's supported image."""
    rpo_minutes: Minutes | None = None
    """Maximum data loss of its disks; null takes the workload's."""


class Database(Section):
    """The relational database."""

    engine: Literal["postgresql"] = "postgresql"
    """Engine."""
    version: Text = "16"
    """Major version."""
    size: Text | None = None
    """The provider's name of the size; null takes the preset for the number of beds."""
    storage_gib: Gib | None = None
    """Storage in GiB; null takes the preset."""
    rpo_minutes: Minutes | None = None
    """Maximum data loss of the database; null takes the workload's."""


class Store(Section):
    """An object store (records) or a shared file store (files)."""

    size_gib: Gib
    """Expected volume in GiB."""
    rpo_minutes: Minutes | None = None
    """Maximum data loss of the store; null takes the workload's."""


class Components(Section):
    """The parts of a workload; an absent part is not built."""

    application: Application | None = None
    """Machines or containers."""
    database: Database | None = None
    """Relational database."""
    files: Store | None = None
    """Shared files."""
    records: Store | None = None
    """Object store of documents that belong to the medical record."""


class Dependency(Section):
    """Something that a workload needs in order to run (HDS-SEG-004)."""

    name: Text
    """A workload's name, or the name of a service."""
    kind: Literal["workload", "dns", "identity", "key", "time", "licence", "network", "other"]
    """What it is."""
    where: Literal["cloud", "onsite", "both"]
    """Where it can be reached; `both` goes on when the link is cut."""


class Workload(Section):
    """An application and its data."""

    name: Slug
    """Short name."""
    title: Text
    """Name for people."""
    data_class: DataClass
    """Class of its data."""
    criticality: Literal["vital", "essential", "important", "standard"] = "important"
    """How bad its loss is for care."""
    placement: Literal["cloud-ok", "onsite"] = "cloud-ok"
    """Where it may run."""
    controls_equipment: bool = False
    """Whether it pilots medical equipment (HDS-SEG-003)."""
    rpo_minutes: Minutes | None = None
    """Maximum data loss (PRD), in minutes; null when not stated."""
    rto_minutes: Minutes | None = None
    """Maximum interruption (DMIA), in minutes; null when not stated."""
    availability: Availability = "24/7"
    """When it must answer."""
    link_loss: Literal["continue", "degraded", "stop"] | None = None
    """What it does when the site link is cut; null when not stated."""
    components: Components = Components()
    """Its parts."""
    depends_on: tuple[Dependency, ...] = ()
    """What it needs."""
