"""Subnets of the cloud range: disjoint, and stable when one is added at the end."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

from hdsstack.locale import _
from hdsstack.planning.addresses import Network
from hdsstack.planning.error import PlanningError


@dataclass(frozen=True, slots=True)
class Request:
    """A subnet that is wanted: its zone of use, availability zone (or None), prefix length."""

    name: str
    prefix: int
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Subnet:
    """A planned subnet; `name` is its zone of use, `zone` the availability zone or None."""

    name: str
    range: str
    zone: str | None = None


def subnets(cloud_range: str, requests: Iterable[Request]) -> tuple[Subnet, ...]:
    """Give each request, in order, the first aligned range after those before it.

    Appending a request therefore moves none. Raises PlanningError when the range is too small.
    """
    cloud = ipaddress.ip_network(cloud_range)
    end = int(cloud.broadcast_address)
    cursor = int(cloud.network_address)
    planned: list[Subnet] = []
    for request in requests:
        size = 1 << (cloud.max_prefixlen - request.prefix)
        start = -(-cursor // size) * size
        if request.prefix < cloud.prefixlen or start + size - 1 > end:
            raise PlanningError(_too_small(cloud, request, len(planned)))
        address = ipaddress.ip_address(start)
        planned.append(Subnet(request.name, f"{address}/{request.prefix}", request.zone))
        cursor = start + size
    return tuple(planned)


def _too_small(cloud: Network, request: Request, placed: int) -> str:
    return _(
        "the cloud range {cloud} has no room for subnet '{name}' (/{prefix}) after {placed} "
        "others; next: give network.cloud_range a shorter prefix, such as /{wider}"
    ).format(
        cloud=cloud,
        name=request.name,
        prefix=request.prefix,
        placed=placed,
        wider=max(min(cloud.prefixlen, request.prefix) - 1, 0),
    )


ZONES_OF_USE = ("front", "application", "database", "files", "endpoints", "bastion")
_AZURE_SMALLEST = {"bastion": 26, "gateway": 27}
_STEP = 5
_SMALLEST = 28


def hospital_requests(
    provider: str, cloud_range: str, zones: tuple[str, ...] = ("a", "b")
) -> tuple[Request, ...]:
    """The subnets of a `public` stack: on AWS one per use and zone, on Azure one per use.

    Azure's gateway subnet comes last, and its bastion subnet is at least a /26 as Azure wants.
    """
    prefix = min(ipaddress.ip_network(cloud_range).prefixlen + _STEP, _SMALLEST)
    if provider == "aws":
        return tuple(Request(use, prefix, zone) for use in ZONES_OF_USE for zone in zones)
    uses = (*ZONES_OF_USE, "gateway")
    return tuple(Request(use, min(prefix, _AZURE_SMALLEST.get(use, prefix))) for use in uses)
