"""What an opening lets in: who its peers are, and what its ports are for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hdsstack.controls import Context
from hdsstack.model.facts import Facts, Opening, Ports
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.message import N_, Message, message
from hdsstack.model.values import Unknown
from hdsstack.planning.addresses import Interval, covers_internet, networks, touches
from hdsstack.planning.error import PlanningError
from hdsstack.planning.plan import AddressPlan, address_plan

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment

# HTTPS, SMTPS, submission over TLS, IMAPS, POP3S, FTPS, LDAPS, SIPS, DICOM over TLS.
TLS_PORTS: Final = frozenset({443, 465, 636, 990, 993, 995, 2762, 5061, 8443})
# SSH, Telnet, Remote Desktop, VNC, Windows Remote Management.
ADMINISTRATION_PORTS: Final = frozenset({22, 23, 3389, 5900, 5985, 5986})
HTTPS: Final = 443
_EVERY_PORT: tuple[Interval, ...] = ((0, 65535),)
# A range this wide may be a part of the internet cut in pieces (IPv4, IPv6).
_PIECE: Final = {4: 12, 6: 20}


@dataclass(frozen=True, slots=True)
class Peers:
    """The known peers of an opening, by what they are."""

    ranges: tuple[str, ...]
    groups: tuple[str, ...]
    tags: tuple[str, ...]


def peers_of(opening: Opening) -> Peers | Unknown:
    """CIDR ranges and words for anywhere, URNs of groups, and service tags."""
    found = opening.sources.value
    if isinstance(found, Unknown):
        return found
    ranges = tuple(peer for peer in found if networks(peer) is not None)
    groups = tuple(peer for peer in found if peer.startswith("urn:"))
    tags = tuple(peer for peer in found if peer not in ranges and peer not in groups)
    return Peers(ranges, groups, tags)


def intervals(ports: Ports) -> tuple[Interval, ...]:
    """The port intervals; a rule about every protocol without ports opens all of them."""
    return ports.ranges or (_EVERY_PORT if ports.protocol == "any" else ())


def is_icmp(opening: Opening) -> bool:
    """ICMP has no port: such a rule alone opens none."""
    ports = opening.ports.value
    return isinstance(ports, Ports) and ports.protocol.startswith("icmp")


def lets_everyone(opening: Opening, context: Context) -> bool | Unknown:
    """Whether anyone on the internet is let in, by this rule or with others that split it."""
    peers = peers_of(opening)
    if isinstance(peers, Unknown):
        return peers
    if covers_internet(peers.ranges):
        return True
    pieces = [text for text in peers.ranges if _is_piece(text)]
    door = (opening.group, opening.inbound)
    if not pieces or door not in context.graph.derived(_split, context.facts):
        return False
    others = [
        text
        for other in context.facts.beside(opening)
        if _same_door(opening, other)
        for text in _pieces_of(other)
    ]
    return covers_internet((*pieces, *others))


def _split(_graph: ResourceGraph, facts: Facts) -> frozenset[tuple[str, bool]]:
    """The groups and directions whose rules, on whatever ports, split the internet among them."""
    found: dict[tuple[str, bool], set[str]] = {}
    for opening in facts.of(Opening):
        found.setdefault((opening.group, opening.inbound), set()).update(_pieces_of(opening))
    return frozenset(door for door, pieces in found.items() if covers_internet(pieces))


def _pieces_of(opening: Opening) -> Iterable[str]:
    peers = peers_of(opening)
    if isinstance(peers, Unknown) or covers_internet(peers.ranges):
        return ()
    return tuple(text for text in peers.ranges if _is_piece(text))


def _is_piece(text: str) -> bool:
    return any(row.prefixlen <= _PIECE[row.version] for row in networks(text) or ())


def _same_door(first: Opening, second: Opening) -> bool:
    """Whether two openings of one group have a port in common."""
    ours, theirs = first.ports.value, second.ports.value
    if isinstance(ours, Unknown) or isinstance(theirs, Unknown):
        return False
    return any(
        a <= last and first_ <= b for a, b in intervals(ours) for first_, last in intervals(theirs)
    )


def on_tls_only(ports: Ports) -> bool:
    """Whether every port of the rule is one on which TLS is spoken."""
    opened = intervals(ports)
    return bool(opened) and all(
        last - first < len(TLS_PORTS) and set(range(first, last + 1)) <= TLS_PORTS
        for first, last in opened
    )


def on_administration(ports: Ports) -> bool:
    """Whether the rule opens a port of administration."""
    return touches(intervals(ports), ADMINISTRATION_PORTS)


def shown(ports: Ports) -> Message:
    """The ports of a rule as people write them."""
    opened = intervals(ports)
    if opened == _EVERY_PORT:
        return Message(N_("every port"))
    written = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in opened)
    return message(N_("port {ports}") if written.isdigit() else N_("ports {ports}"), ports=written)


def inside(inner: Iterable[Interval], outer: Iterable[Interval]) -> bool:
    """Whether every interval of `inner` lies in one of `outer`."""
    allowed = tuple(outer)
    return all(any(a <= first and last <= b for a, b in allowed) for first, last in inner)


def plan_of(establishment: Establishment) -> AddressPlan | None:
    """The address plan of a manifest; None where it declares no network that can be planned."""
    try:
        return address_plan(establishment)
    except PlanningError:
        return None
