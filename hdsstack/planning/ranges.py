"""Ranges that an establishment, its group and its clouds use, and which of them overlap."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment


@dataclass(frozen=True, slots=True)
class NamedRange:
    """A range (CIDR), who uses it, and where the manifest says so."""

    owner: str
    range: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two ranges of different owners with an address in common."""

    first: NamedRange
    second: NamedRange


def declared_ranges(establishment: Establishment) -> tuple[NamedRange, ...]:
    """List cloud, site and group ranges; administration ranges lie inside them and are left out."""
    network = establishment.network
    rows = [
        NamedRange("cloud", text, f"network.{field}")
        for field, text in (
            ("cloud_range", network.cloud_range),
            ("second_range", network.second_range),
        )
        if text
    ]
    rows += [
        NamedRange(site.name, text, f"network.sites[{rank}].ranges[{inner}]")
        for rank, site in enumerate(network.sites)
        for inner, text in enumerate(site.ranges)
    ]
    group = establishment.establishment.group
    rows += [
        NamedRange(member.name, text, f"establishment.group.ranges[{rank}].ranges[{inner}]")
        for rank, member in enumerate(group.ranges if group else ())
        for inner, text in enumerate(member.ranges)
    ]
    return tuple(rows)


def overlaps(ranges: Iterable[NamedRange]) -> tuple[Overlap, ...]:
    """Pairs of ranges with an address in common, in the order given; ranges must be valid CIDR."""
    return tuple(
        Overlap(first, second)
        for first, second in combinations(ranges, 2)
        if ipaddress.ip_network(first.range).overlaps(ipaddress.ip_network(second.range))
    )
