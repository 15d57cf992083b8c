"""What remains of an allowing rule when stronger rules deny."""

from collections.abc import Sequence

import pytest

from hdsstack.facts.openings import ALL_PORTS, Effective, Rule, effective, protocol_of
from hdsstack.model.graph import Resource
from hdsstack.model.values import Unknown
from hdsstack.planning.addresses import Interval

GROUP = Resource(urn="urn:pulumi:p::s::t::g", type="t", token="t", name="g", inputs={})


def rule(
    allow: bool,
    priority: float | Unknown,
    ports: tuple[Interval, ...] = ALL_PORTS,
    *peers: str,
    protocol: str = "any",
    own: tuple[str, ...] = ("*",),
) -> Rule:
    return Rule(
        resource=GROUP,
        at="",
        allow=allow,
        inbound=True,
        priority=priority,
        protocol=protocol,
        ports=ports,
        peers=peers or ("*",),
        own=own,
    )


def left(*rules: Rule) -> list[tuple[object, object]]:
    found: Sequence[Effective] = list(effective(rules))
    return [(one.ports, one.peers) for one in found]


RDP = ((3389, 3389),)


def test_a_stronger_deny_hides_an_allow() -> None:
    assert left(rule(True, 200, RDP, "Internet"), rule(False, 100, ALL_PORTS, "Internet")) == []


def test_a_weaker_deny_hides_nothing() -> None:
    found = left(rule(True, 200, RDP, "Internet"), rule(False, 300, ALL_PORTS, "Internet"))
    assert found == [(RDP, ("anywhere",))]


def test_a_deny_of_one_port_leaves_the_others() -> None:
    found = left(rule(False, 100, ((22, 22),)), rule(True, 200, ((20, 4000),)))
    assert found == [(((20, 21), (23, 4000)), ("anywhere",))]


def test_a_deny_of_the_internet_leaves_private_sources_only() -> None:
    ((ports, peers),) = left(
        rule(False, 100, ALL_PORTS, "Internet"), rule(True, 200, RDP, "0.0.0.0/0")
    )
    assert ports == RDP
    assert isinstance(peers, tuple)
    assert "10.0.0.0/8" in peers
    assert "anywhere" not in peers


def test_a_deny_of_a_small_range_leaves_anywhere() -> None:
    found = left(rule(False, 100, ALL_PORTS, "203.0.113.0/24"), rule(True, 200, RDP))
    assert found == [(RDP, ("anywhere",))]


@pytest.mark.parametrize("own", [("10.1.0.0/24",), ("10.9.0.4",)])
def test_a_deny_for_another_destination_hides_nothing(own: tuple[str, ...]) -> None:
    found = left(rule(False, 100, own=own), rule(True, 200, RDP))
    assert found == [(RDP, ("anywhere",))]


def test_a_deny_of_another_protocol_hides_nothing() -> None:
    found = left(rule(False, 100, protocol="udp"), rule(True, 200, RDP, protocol="tcp"))
    assert found == [(RDP, ("anywhere",))]


def test_a_tag_is_kept_as_it_is() -> None:
    assert left(rule(True, 200, RDP, "VirtualNetwork")) == [(RDP, ("VirtualNetwork",))]


def test_an_unreadable_deny_makes_a_public_allow_unknown() -> None:
    ((_, peers),) = left(rule(False, Unknown("an output")), rule(True, 200, RDP))
    assert isinstance(peers, Unknown)


def test_an_unreadable_deny_leaves_a_private_allow_alone() -> None:
    found = left(rule(False, Unknown("an output")), rule(True, 200, RDP, "10.0.0.0/8"))
    assert found == [(RDP, ("10.0.0.0/8",))]


def test_a_half_of_the_internet_is_kept_as_a_range() -> None:
    assert left(rule(True, 200, RDP, "128.0.0.0/1")) == [(RDP, ("128.0.0.0/1",))]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("*", "any"), ("Tcp", "tcp"), ("6", "tcp"), ("Icmpv6", "icmp"), ("-1", "any")],
)
def test_protocols_have_one_name(word: str, wanted: str) -> None:
    assert protocol_of(word) == wanted
