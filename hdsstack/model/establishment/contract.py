"""The contract: its dates, guarantees, way out, and the waivers."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from hdsstack.locale import _
from hdsstack.model.establishment.base import Country, Day, Gib, Section, Slug, Text, refuse
from hdsstack.model.establishment.identity import DataClass


def _control(text: str) -> str:
    if not re.fullmatch(r"HDS-[A-Z]{3}-\d{3}", text):
        raise refuse(
            _("not a control's id"),
            wanted=_("an id like HDS-CRY-002"),
            next_step=_("list the ids with 'hdsstack controls'"),
        )
    return text


ControlId = Annotated[str, AfterValidator(_control)]


class Contract(Section):
    """The hosting contract."""

    reference: Text | None = None
    """Its reference."""
    starts: Day | None = None
    """First day."""
    ends: Day | None = None
    """Last day."""


class Reversal(Section):
    """The way out of one store (EXI 27, HDS-RET-004)."""

    store: Text
    """`workload.component`, as in `dpi.database`."""
    format: Text | None = None
    """Export format."""
    volume_gib: Gib | None = None
    """Volume in GiB."""
    procedure: Text | None = None
    """How the export is made, or where the procedure is."""
    erasure_evidence: Text | None = None
    """What proves the erasure afterwards."""


class Snapshot(Section):
    """The guarantees as the client accepted them (EXI 24, HDS-CHN-005)."""

    version: Text
    """Version of the guarantees."""
    accepted_by: Text
    """Who accepted them."""
    accepted_on: Day
    """When."""
    regions: tuple[Text, ...] = ()
    """Places of hosting."""
    actors: tuple[Slug, ...] = ()
    """Actors of the chain."""
    levels: dict[Slug, float] = Field(default_factory=dict)
    """Guaranteed level per indicator."""
    rpo_minutes: dict[Slug, int] = Field(default_factory=dict)
    """Maximum data loss per workload."""
    rto_minutes: dict[Slug, int] = Field(default_factory=dict)
    """Maximum interruption per workload."""
    backup_min_days: int | None = None
    """Minimum retention of backups."""


class Guarantees(Section):
    """The guarantees' current version, and the last one that the client accepted."""

    version: Text
    """Current version."""
    accepted: Snapshot | None = None
    """Last accepted version, or null."""


class Jurisdiction(Section):
    """The law that applies to data sets."""

    country: Country
    """Country."""
    law: Text
    """Law or framework."""
    data_classes: tuple[DataClass, ...] = ()
    """Classes of data concerned; empty means all."""
    workloads: tuple[Slug, ...] = ()
    """Workloads concerned; empty means all."""


class Waiver(Section):
    """A failure that someone accepts until a date; an expired waiver is a failure."""

    control: ControlId
    """Control."""
    resource: Text | None = None
    """Logical name or URN; null for every resource."""
    owner: Text
    """Who answers for it."""
    reason: Text
    """Why, as a sentence."""
    until: Day
    """Last day."""
