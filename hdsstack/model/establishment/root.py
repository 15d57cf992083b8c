"""The manifest as a whole."""

from typing import Literal

from pydantic import Field

from hdsstack.model.activities import Activity
from hdsstack.model.establishment.base import Section
from hdsstack.model.establishment.chain import Actor, Processor
from hdsstack.model.establishment.contract import (
    Contract,
    Guarantees,
    Jurisdiction,
    Reversal,
    Waiver,
)
from hdsstack.model.establishment.foundation import Foundation
from hdsstack.model.establishment.hosting import Hosting, Secrets, State
from hdsstack.model.establishment.identity import DataClassUse, Environment, Identity
from hdsstack.model.establishment.network import Flow, Network
from hdsstack.model.establishment.operation import (
    Administrator,
    Contact,
    Indicator,
    Patching,
    Retention,
    Schedule,
    TimeSource,
)
from hdsstack.model.establishment.workloads import Workload


class Establishment(Section):
    """One establishment's manifest, `establishment.yaml`."""

    version: Literal["1"] = "1"
    """Version of the manifest's format."""
    establishment: Identity
    """Who it is."""
    environments: tuple[Environment, ...] = Field(min_length=1)
    """Environments, each one Pulumi stack."""
    data_classes: tuple[DataClassUse, ...] = ()
    """Classes of data and what they contain."""
    hosting: Hosting
    """Provider and places."""
    actors: tuple[Actor, ...] = ()
    """The chain of hosting actors."""
    processors: tuple[Processor, ...] = ()
    """Other processors."""
    workloads: tuple[Workload, ...] = ()
    """What is hosted."""
    network: Network = Network()
    """Ranges, sites and links."""
    flows: tuple[Flow, ...] = ()
    """Register of flows."""
    retention: Retention = Retention()
    """Windows of retention."""
    indicators: tuple[Indicator, ...] = ()
    """Contractual indicators."""
    administrators: tuple[Administrator, ...] = ()
    """Named administrators."""
    contacts: tuple[Contact, ...] = ()
    """Whom to call."""
    jurisdictions: tuple[Jurisdiction, ...] = ()
    """Laws that apply."""
    state: State | None = None
    """Pulumi's state."""
    secrets: Secrets | None = None
    """Pulumi's secrets provider."""
    foundation: Foundation = Foundation()
    """What another stack answers for."""
    reversibility: tuple[Reversal, ...] = ()
    """The way out of each store."""
    guarantees: Guarantees | None = None
    """Guarantees and their last accepted version."""
    time_sources: tuple[TimeSource, ...] = ()
    """Sources of time."""
    patching: Patching | None = None
    """How machines are patched."""
    schedules: tuple[Schedule, ...] = ()
    """Planned stops."""
    contract: Contract | None = None
    """The hosting contract."""
    waivers: tuple[Waiver, ...] = ()
    """Accepted failures."""

    @property
    def slug(self) -> str:
        """The establishment's short name."""
        return self.establishment.slug

    def environment(self, name: str) -> Environment | None:
        """Return the environment called `name`, or None."""
        return next((row for row in self.environments if row.name == name), None)

    def environment_of(self, stack: str) -> str:
        """Return the environment whose name ends the name of a Pulumi stack, else the first."""
        names = [row.name for row in self.environments]
        ends = (name for name in names if stack == name or stack.endswith(f"-{name}"))
        return next(ends, names[0])

    def workload(self, name: str) -> Workload | None:
        """Return the workload called `name`, or None."""
        return next((row for row in self.workloads if row.name == name), None)

    def accountable(self, activity: Activity) -> tuple[Actor, ...]:
        """Actors that declare to answer for `activity`: one is wanted (EXI 13)."""
        return tuple(actor for actor in self.actors if activity in actor.accountable)
