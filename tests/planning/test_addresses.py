"""What ranges and ports let in."""

import ipaddress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdsstack.planning.addresses import (
    covers_internet,
    is_private,
    is_public,
    is_wide,
    merged,
    parse_ports,
    touches,
    within,
)


@pytest.mark.parametrize(
    "ranges",
    [
        ["0.0.0.0/0"],
        ["::/0"],
        ["*"],
        ["Internet"],
        ["Any"],
        ["0.0.0.0/1", "128.0.0.0/1"],
        ["128.0.0.0/1"],
        ["0.0.0.0-255.255.255.255"],
        ["2000::/3"],
        ["10.0.0.0/8", "0.0.0.0/0"],
        [f"{first}.0.0.0/8" for first in range(1, 224)],
    ],
)
def test_ranges_that_are_anywhere(ranges: list[str]) -> None:
    assert covers_internet(ranges)


@pytest.mark.parametrize(
    "ranges",
    [
        [],
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
        ["192.0.2.0/28"],
        ["VirtualNetwork"],
        ["AzureLoadBalancer"],
        ["sg-0123"],
        ["fc00::/7"],
        ["203.0.113.7"],
        ["9.0.0.0/8"],
    ],
)
def test_ranges_that_are_not(ranges: list[str]) -> None:
    assert not covers_internet(ranges)


@given(st.integers(0, 10))
def test_every_split_of_the_internet_is_anywhere(prefix: int) -> None:
    parts = [str(row) for row in ipaddress.ip_network("0.0.0.0/0").subnets(new_prefix=prefix)]
    assert covers_internet(parts)
    assert not covers_internet(parts[: max(len(parts) // 2 - 1, 0)])


@given(st.ip_addresses(v=4), st.integers(8, 32))
def test_no_range_of_a_class_a_or_smaller_is_anywhere(
    address: ipaddress.IPv4Address, prefix: int
) -> None:
    network = str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
    assert not covers_internet([network])
    assert is_wide(network) is False


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("10.1.2.3", True),
        ("172.31.0.0/16", True),
        ("172.32.0.0/16", False),
        ("100.64.1.0/24", True),
        ("10.0.0.0/7", False),
        ("10.0.0.1-10.0.0.9", True),
        ("fd00::/8", True),
        ("2001:db8::/32", False),
        ("192.0.2.0/24", False),
        ("*", False),
        ("VirtualNetwork", None),
        ("pl-0123", None),
        ("10.0.0.9-10.0.0.1", None),
        ("10.0.0.1-fd00::1", None),
    ],
)
def test_private_public_or_unreadable(text: str, *, private: bool | None) -> None:
    assert is_private(text) is private
    assert is_public(text) is (None if private is None else not private)


@pytest.mark.parametrize(
    ("text", "wide"),
    [("8.0.0.0/7", True), ("8.0.0.0/8", False), ("2000::/15", True), ("10.0.0.0/8", False),
     ("Internet", True), ("sg-1", None)],
)  # fmt: skip
def test_wide(text: str, *, wide: bool | None) -> None:
    assert is_wide(text) is wide


def test_within_adds_ranges_up_and_admits_that_it_cannot_read() -> None:
    assert within("10.0.0.0/23", ["10.0.0.0/24", "10.0.1.0/24"]) is True
    assert within("10.0.0.0/23", ["10.0.0.0/24"]) is False
    assert within("10.0.0.0/23", ["VirtualNetwork"]) is None
    assert within("::1", ["0.0.0.0/0"]) is False


@pytest.mark.parametrize(
    ("texts", "intervals"),
    [
        (["443"], ((443, 443),)),
        (["20-4000", "443"], ((20, 4000),)),
        (["*"], ((0, 65535),)),
        (["80,443"], ((80, 80), (443, 443))),
        (["80", "81"], ((80, 81),)),
        ([], ()),
        (["https"], None),
        (["70000"], None),
        (["443-80"], None),
        ([""], None),
    ],
)
def test_ports(texts: list[str], intervals: tuple[tuple[int, int], ...] | None) -> None:
    assert parse_ports(*texts) == intervals


def test_touches() -> None:
    ports = parse_ports("20-4000")
    assert ports is not None
    assert touches(ports, {22, 3389})
    assert not touches(ports, {5432})


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))))
def test_merged_is_the_union(intervals: list[tuple[int, int]]) -> None:
    union = {n for first, last in intervals for n in range(first, last + 1)}
    found = list(merged(intervals))
    assert {n for first, last in found for n in range(first, last + 1)} == union
    assert all(left[1] + 1 < right[0] for left, right in pairwise(found))
