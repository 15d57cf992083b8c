"""Which flows of the manifest's register an opening serves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdsstack.controls.openings import intervals, peers_of, plan_of
from hdsstack.model.facts import Opening, Ports
from hdsstack.model.values import Unknown
from hdsstack.planning.addresses import Interval, merged, networks, within
from hdsstack.planning.error import PlanningError
from hdsstack.planning.flows import flow_id, ports_of
from hdsstack.planning.plan import AddressPlan
from hdsstack.planning.subnets import ZONES_OF_USE

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment, Flow

_INTERNET = "internet"
# Probes of the provider's own load balancer: nobody outside starts them.
_PROVIDER_PROBES = "azureloadbalancer"


@dataclass(frozen=True, slots=True)
class Served:
    """What an opening serves: its flows, and whether they explain all of it.

    Attributes:
        explained: True, False, or an Unknown where the opening cannot be read.

    """

    flows: frozenset[str]
    explained: bool | Unknown


class Register:
    """The flow register of one establishment, with its ends resolved to ranges."""

    def __init__(self, establishment: Establishment, openings: Iterable[Opening]) -> None:
        self.flows = establishment.flows
        self.plan = plan_of(establishment)
        self.zones = {one: self._zones(one.protects) for one in openings}
        self.behind = {one.group: zones for one, zones in self.zones.items()}

    def served(self, opening: Opening) -> Served:
        """The flows that an opening serves; every peer and every port of it must have one."""
        ports, peers = opening.ports.value, peers_of(opening)
        if isinstance(ports, Unknown):
            return Served(frozenset(self._named(opening)), ports)
        if isinstance(peers, Unknown):
            return Served(frozenset(self._named(opening)), peers)
        if isinstance(opening.protects, Unknown):
            return Served(frozenset(self._named(opening)), opening.protects)
        found: set[str] = set()
        explained = True
        for peer in (*peers.ranges, *peers.groups, *peers.tags):
            if peer.lower() == _PROVIDER_PROBES:
                continue
            flows = [flow for flow in self.flows if self._serves(flow, opening, ports, peer)]
            found.update(flow.id for flow in flows)
            allowed = [interval for flow in flows for interval in ports_of(flow)]
            explained = explained and bool(flows) and _all_inside(intervals(ports), allowed)
        return Served(frozenset(found), explained)

    def _named(self, opening: Opening) -> Iterable[str]:
        known = {flow.id for flow in self.flows}
        named = flow_id(opening.description)
        return (named,) if named in known else ()

    def _serves(self, flow: Flow, opening: Opening, ports: Ports, peer: str) -> bool:
        named = tuple(self._named(opening))
        if named and flow.id not in named:
            return False
        return (
            _same_direction(flow, opening)
            and self._protects(flow, opening)
            and flow.protocol in ("any", ports.protocol)
            and _overlap(ports_of(flow), intervals(ports))
            and self._at_end(flow, opening, peer, named=bool(named))
        )

    def _zones(self, ranges: tuple[str, ...] | Unknown) -> frozenset[str]:
        """The planned zones in which all of the ranges lie; none where one lies elsewhere."""
        held = () if isinstance(ranges, Unknown) else ranges
        planned = self.plan.subnets if self.plan else ()
        zones = [
            {subnet.name for subnet in planned if within(one, (subnet.range,))} for one in held
        ]
        return frozenset().union(*zones) if all(zones) else frozenset()

    def _protects(self, flow: Flow, opening: Opening) -> bool:
        """Whether what stands behind the rule is the flow's own end, as far as anybody can say."""
        end = flow.destination if opening.inbound else flow.source
        return _may_be(end, self.zones[opening])

    def _at_end(self, flow: Flow, opening: Opening, peer: str, *, named: bool) -> bool:
        """Whether the peer is the flow's other end, seen from where the rule is."""
        end = flow.source if opening.inbound else flow.destination
        if networks(peer) is None:
            known = peer.lower() == end.lower()
            if not _may_be(end, self.behind.get(peer, frozenset())):
                return False
            return known or named or flow.direction == "internal"
        if end == _INTERNET:
            return True
        ranges = _ranges(self.plan, end)
        return bool(ranges) and bool(within(peer, ranges))


def _may_be(end: str, zones: frozenset[str]) -> bool:
    """Whether an end of a flow may be one of these zones; where none is known, it may."""
    return not zones or end not in ZONES_OF_USE or end in zones


def _same_direction(flow: Flow, opening: Opening) -> bool:
    if flow.direction == "internal":
        return True
    return (flow.direction == "inbound") == opening.inbound


def _overlap(first: Iterable[Interval], second: Iterable[Interval]) -> bool:
    others = tuple(second)
    return not others or any(a <= d and c <= b for a, b in first for c, d in others)


def _all_inside(inner: Iterable[Interval], allowed: Iterable[Interval]) -> bool:
    union = tuple(merged(allowed))
    return all(any(a <= first and last <= b for a, b in union) for first, last in inner)


def _ranges(plan: AddressPlan | None, end: str) -> tuple[str, ...]:
    if plan is None:
        return (end,) if networks(end) else ()
    try:
        return plan.resolve(end)
    except PlanningError:
        return ()
