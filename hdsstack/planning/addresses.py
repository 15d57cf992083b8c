"""What an address range or a port list, as a program writes it, lets in."""

import ipaddress
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Interval = tuple[int, int]

_WORLD_WORDS = frozenset({"*", "any", "internet", "anywhere", "all"})
_WORLD = (ipaddress.IPv4Network("0.0.0.0/0"), ipaddress.IPv6Network("::/0"))

# Documentation ranges (RFC 5737, RFC 3849) count as public: examples use them as such.
_PRIVATE = tuple(
    ipaddress.ip_network(text)
    for text in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_WIDEST = {4: 8, 6: 16}
_HALF = 0.5


@lru_cache(maxsize=4096)
def networks(text: str) -> tuple[Network, ...] | None:
    """Read a range: CIDR, one address, `first-last`, or a word for anywhere.

    Returns None for what is not an address: a service tag, a prefix list, a group.
    """
    word = text.strip()
    if word.lower() in _WORLD_WORDS:
        return _WORLD
    try:
        return (ipaddress.ip_network(word, strict=False),)
    except ValueError:
        return _span(word)


def _span(text: str) -> tuple[Network, ...] | None:
    first, dash, last = text.partition("-")
    try:
        start, end = ipaddress.ip_address(first.strip()), ipaddress.ip_address(last.strip())
        return tuple(ipaddress.summarize_address_range(start, end)) if dash else None
    except (ValueError, TypeError):
        return None


def is_public(text: str) -> bool | None:
    """Whether the range holds a public address; None when it cannot be read."""
    private = is_private(text)
    return None if private is None else not private


def is_private(text: str) -> bool | None:
    """Whether the whole range is private (RFC 1918, 6598, 4193, link-local, loopback)."""
    found = networks(text)
    if found is None:
        return None
    return all(any(_inside(network, private) for private in _PRIVATE) for network in found)


def _inside(network: Network, outer: Network) -> bool:
    if isinstance(network, ipaddress.IPv4Network):
        return isinstance(outer, ipaddress.IPv4Network) and network.subnet_of(outer)
    return isinstance(outer, ipaddress.IPv6Network) and network.subnet_of(outer)


def is_wide(text: str) -> bool | None:
    """Whether the range is public and larger than /8 (IPv4) or /16 (IPv6); None when unreadable."""
    public = is_public(text)
    if not public:
        return public
    return any(row.prefixlen < _WIDEST[row.version] for row in networks(text) or ())


def covers_internet(ranges: Iterable[str]) -> bool:
    """Whether the ranges together hold half or more of the IPv4, or of the global IPv6, space.

    So 0.0.0.0/0, ::/0, *, Internet, Any, and a /1 do; so does any list of splits of them. Ranges
    that cannot be read cover nothing here: the caller decides what it makes of them.
    """
    found = [row for text in ranges for row in networks(text) or ()]
    half_v4 = _share(found, _WORLD[0]) >= _HALF
    return half_v4 or _share(found, _GLOBAL_V6) >= _HALF


def _share(found: Iterable[Network], space: Network) -> float:
    """The part of `space` that the networks cover together."""
    low, high = int(space.network_address), int(space.broadcast_address)
    clipped = [
        (max(low, int(row.network_address)), min(high, int(row.broadcast_address)))
        for row in found
        if row.version == space.version
    ]
    covered = sum(last - first + 1 for first, last in merged(clipped))
    return covered / (high - low + 1)


def merged(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """Yield the union of closed integer intervals, in order, adjacent ones joined."""
    current: Interval | None = None
    for first, last in sorted(row for row in intervals if row[0] <= row[1]):
        if current and first <= current[1] + 1:
            current = (current[0], max(current[1], last))
            continue
        if current:
            yield current
        current = (first, last)
    if current:
        yield current


def within(inner: str, outers: Iterable[str]) -> bool | None:
    """Whether every address of `inner` is in one of `outers`; None when a range cannot be read."""
    found = networks(inner)
    allowed = [networks(text) for text in outers]
    if found is None or any(row is None for row in allowed):
        return None
    flat = [network for row in allowed for network in row or ()]
    return all(_share(flat, network) == 1 for network in found)


_LAST_PORT = 65535
_ALL_PORTS: Interval = (0, _LAST_PORT)
_PORT = re.compile(r"\s*([0-9]{1,5})\s*(?:-\s*([0-9]{1,5})\s*)?")


def parse_ports(*texts: str) -> tuple[Interval, ...] | None:
    """Read ports as programs write them: `443`, `20-4000`, `*`, `80,443`; None when unreadable."""
    intervals: list[Interval] = []
    for text in (part for whole in texts for part in whole.split(",")):
        if text.strip().lower() in ("*", "any", "all"):
            intervals.append(_ALL_PORTS)
            continue
        match = _PORT.fullmatch(text)
        if not match:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last <= _LAST_PORT:
            return None
        intervals.append((first, last))
    return tuple(merged(intervals))


def touches(ports: Iterable[Interval], wanted: Iterable[int]) -> bool:
    """Whether one of the wanted ports lies in one of the intervals."""
    intervals = tuple(ports)
    return any(first <= port <= last for port in wanted for first, last in intervals)
