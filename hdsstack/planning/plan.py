"""The address plan: one frozen value that holds every range, in order, and is their only source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdsstack.locale import _
from hdsstack.planning.addresses import networks
from hdsstack.planning.error import PlanningError
from hdsstack.planning.flows import AZURE_TAGS
from hdsstack.planning.subnets import ZONES_OF_USE, Subnet, hospital_requests, subnets

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment


@dataclass(frozen=True, slots=True)
class AddressPlan:
    """Every range of a stack: cloud, subnets, sites, administration network."""

    cloud: str
    subnets: tuple[Subnet, ...]
    sites: Mapping[str, tuple[str, ...]]
    administration: tuple[str, ...]

    def of(self, use: str) -> tuple[Subnet, ...]:
        """Subnets of one use (`application`, `database`...), one per availability zone on AWS."""
        return tuple(subnet for subnet in self.subnets if subnet.name == use)

    def resolve(self, end: str) -> tuple[str, ...]:
        """Ranges of one end of a flow, or Azure's own tag; any other name is a PlanningError."""
        if end == "internet":
            return ("0.0.0.0/0",)
        if end == "administration":
            return self.administration
        if end in self.sites:
            return self.sites[end]
        if found := self.of(end):
            return tuple(subnet.range for subnet in found)
        if networks(end) or end in AZURE_TAGS:
            return (end,)
        known = ", ".join(("internet", "administration", *self.sites, *ZONES_OF_USE))
        raise PlanningError(
            _("a flow names '{end}', which is no range; wanted one of {known}, or a CIDR").format(
                end=end, known=known
            )
        )


def address_plan(establishment: Establishment, zones: tuple[str, ...] = ("a", "b")) -> AddressPlan:
    """Plan the main site's addresses; raises PlanningError without a large enough cloud range."""
    network = establishment.network
    if network.cloud_range is None:
        raise PlanningError(
            _("the manifest gives no cloud range; next: add network.cloud_range, like 10.20.0.0/20")
        )
    requests = hospital_requests(establishment.hosting.provider, network.cloud_range, zones)
    return AddressPlan(
        cloud=network.cloud_range,
        subnets=subnets(network.cloud_range, requests),
        sites={site.name: site.ranges for site in network.sites},
        administration=network.administration,
    )
