"""Which rules of a security group take effect: what is allowed, minus what a stronger rule denies.

Provider-neutral: a reader turns each written rule into a `Rule`, `effective` says what remains.
"""

import ipaddress
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hdsstack.model.graph import Resource
from hdsstack.model.values import Unknown
from hdsstack.planning.addresses import Interval, covers_internet, is_private, networks

ANYWHERE = "anywhere"
ALL_PORTS: tuple[Interval, ...] = ((0, 65535),)
_WORDS = frozenset({"*", "any", "anywhere", "0.0.0.0/0", "::/0"})
# Service tags of Azure and words that stand for addresses inside the network.
_INSIDE = frozenset({"virtualnetwork", "azureloadbalancer"})
_INTERNET = "internet"
# Not the internet (RFC 1918, 6598, 4193).
_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
_PROTOCOLS = {
    "*": "any",
    "-1": "any",
    "all": "any",
    "6": "tcp",
    "17": "udp",
    "1": "icmp",
    "58": "icmp",
}
_V4, _V6 = 4, 6
_V4_END, _V6_END = 2**32 - 1, 2**128 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A written rule.

    Attributes:
        resource: Where it is written; `at` is the property path there.
        priority: The lowest number decides; 0 where rules have no order.
        protocol: "tcp", "udp", "icmp", or "any".
        ports: Closed intervals, destination side.
        peers: The other side: sources of an inbound rule, destinations of an outbound one.
        own: This side: destinations of an inbound rule, sources of an outbound one.
        default: Not written: the provider's own rule.

    """

    resource: Resource
    at: str
    allow: bool | Unknown
    inbound: bool | Unknown
    priority: float | Unknown
    protocol: str | Unknown
    ports: tuple[Interval, ...] | Unknown
    peers: tuple[str, ...] | Unknown
    own: tuple[str, ...] | Unknown = ("*",)
    description: str = ""
    default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """What remains of an allowing rule; `peers` are "anywhere", CIDR, tags or URNs."""

    rule: Rule
    ports: tuple[Interval, ...] | Unknown
    peers: tuple[str, ...] | Unknown


def effective(rules: Sequence[Rule]) -> Iterator[Effective]:
    """Every allowing rule of one group and direction, without what stronger denies take away.

    A rule that is wholly denied yields nothing. Where a deny cannot be read the peers of the
    allowed rule are unknown.
    """
    denies = [rule for rule in rules if rule.allow is not True]
    for rule in rules:
        if isinstance(rule.allow, Unknown):
            yield Effective(rule=rule, ports=rule.ports, peers=rule.allow)
        elif rule.allow:
            yield from _remaining(rule, denies)


def _remaining(rule: Rule, denies: Sequence[Rule]) -> Iterator[Effective]:
    stronger = [deny for deny in denies if deny is not rule and _may_win(deny, rule)]
    unreadable = [missing for deny in stronger for missing in _unknowns(deny)]
    if isinstance(rule.ports, Unknown) or isinstance(rule.peers, Unknown):
        yield Effective(rule=rule, ports=rule.ports, peers=rule.peers)
        return
    if isinstance(rule.priority, Unknown) and stronger:
        yield Effective(rule=rule, ports=rule.ports, peers=rule.priority)
        return
    readable = [deny for deny in stronger if not _unknowns(deny)]
    by_peers: dict[tuple[str, ...], list[Interval]] = {}
    for segment in _segments(rule.ports, readable):
        peers = _left(rule.peers, [deny for deny in readable if _denies(deny, rule, segment)])
        if peers:
            by_peers.setdefault(peers, []).append(segment)
    for peers, segments in by_peers.items():
        left = unreadable[0] if unreadable and not _all_private(peers) else peers
        yield Effective(rule=rule, ports=_joined(segments), peers=left)


def _may_win(deny: Rule, rule: Rule) -> bool:
    if (
        isinstance(deny.inbound, bool)
        and isinstance(rule.inbound, bool)
        and deny.inbound != rule.inbound
    ):
        return False
    if isinstance(deny.priority, Unknown) or isinstance(rule.priority, Unknown):
        return True
    return deny.priority < rule.priority


def _unknowns(deny: Rule) -> list[Unknown]:
    held = (deny.allow, deny.priority, deny.protocol, deny.ports, deny.peers, deny.own)
    return [value for value in held if isinstance(value, Unknown)]


def _segments(ports: tuple[Interval, ...], denies: Iterable[Rule]) -> Iterator[Interval]:
    """The ports cut where a deny begins or ends, so that each piece has one answer."""
    cuts = {
        cut
        for deny in denies
        if not isinstance(deny.ports, Unknown)
        for first, last in deny.ports
        for cut in (first, last + 1)
    }
    for first, last in ports:
        inner = sorted({first, last + 1, *(cut for cut in cuts if first < cut <= last)})
        yield from ((start, end - 1) for start, end in pairwise(inner))


def _denies(deny: Rule, rule: Rule, segment: Interval) -> bool:
    if isinstance(deny.ports, Unknown) or isinstance(deny.own, Unknown):
        return False
    same = deny.protocol in ("any", rule.protocol)
    covers = any(first <= segment[0] and segment[1] <= last for first, last in deny.ports)
    return same and covers and _covers_own(deny.own, rule.own)


def _covers_own(deny: tuple[str, ...], own: tuple[str, ...] | Unknown) -> bool:
    """Whether the deny holds for this side of the rule: all behind the group, or the same."""
    words = {text.lower() for text in deny}
    if words & (_WORDS | {"virtualnetwork"}):
        return True
    return not isinstance(own, Unknown) and {text.lower() for text in own} <= words


def _left(peers: tuple[str, ...], denies: Sequence[Rule]) -> tuple[str, ...]:
    """The peers that no deny takes away."""
    words = {
        text.lower()
        for deny in denies
        if not isinstance(deny.peers, Unknown)
        for text in deny.peers
    }
    if words & {"*", "any", "anywhere"}:
        return ()
    return tuple(dict.fromkeys(text for peer in peers for text in _minus(peer, words)))


def _minus(peer: str, denied: set[str]) -> Iterator[str]:
    """One peer without the denied ranges, as text."""
    if peer.lower() in denied:
        return
    mine = _span(peer.lower())
    if mine is None:
        yield peer
        return
    theirs = [span for span in map(_span, denied) if span is not None]
    left = _subtract(mine, [hole for span in theirs for hole in span])
    if left == mine:
        yield ANYWHERE if _is_anywhere(peer) else peer
    elif left:
        yield from _written(left)


_Piece = tuple[int, int, int]


def _span(text: str) -> list[_Piece] | None:
    """The addresses of a range as (version, first, last); None for a tag or a group."""
    if text in ("*", "any", ANYWHERE):
        return [(_V4, 0, _V4_END), (_V6, 0, _V6_END)]
    if text == _INTERNET:
        inside = [piece for private in _PRIVATE for piece in _span(private) or ()]
        return list(_subtract([(_V4, 0, _V4_END), (_V6, 0, _V6_END)], inside))
    found = networks(text)
    if found is None:
        return None
    return [(n.version, int(n.network_address), int(n.broadcast_address)) for n in found]


def _subtract(pieces: Iterable[_Piece], holes: Iterable[_Piece]) -> list[_Piece]:
    left = list(pieces)
    for version, first, last in holes:
        cut: list[_Piece] = []
        for v, start, end in left:
            if v != version or last < start or first > end:
                cut.append((v, start, end))
                continue
            if start < first:
                cut.append((v, start, first - 1))
            if end > last:
                cut.append((v, last + 1, end))
        left = cut
    return left


def _written(pieces: Iterable[_Piece]) -> Iterator[str]:
    """Ranges as CIDR text; what still holds half of the internet is anywhere."""
    texts: list[str] = []
    for version, first, last in pieces:
        texts += _cidrs(version, first, last)
    public = [text for text in texts if not is_private(text)]
    yield from [ANYWHERE] if covers_internet(public) else texts


def _cidrs(version: int, first: int, last: int) -> list[str]:
    if version == _V6:
        return [
            str(network)
            for network in ipaddress.summarize_address_range(
                ipaddress.IPv6Address(first), ipaddress.IPv6Address(last)
            )
        ]
    return [
        str(network)
        for network in ipaddress.summarize_address_range(
            ipaddress.IPv4Address(first), ipaddress.IPv4Address(last)
        )
    ]


def _is_anywhere(peer: str) -> bool:
    return peer.lower() in _WORDS | {_INTERNET}


def _all_private(peers: Iterable[str]) -> bool:
    return all(peer.lower() in _INSIDE or is_private(peer) for peer in peers)


def _joined(segments: Sequence[Interval]) -> tuple[Interval, ...]:
    joined: list[Interval] = []
    for first, last in sorted(segments):
        if joined and first == joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def protocol_of(text: str) -> str:
    """A protocol under our name for it: Azure's and AWS's words and numbers."""
    word = text.strip().lower()
    return "icmp" if word.startswith("icmp") else _PROTOCOLS.get(word, word)
