"""Openings: who is let in, on which ports, and what the register says of it."""

import pytest

from hdsstack.model.facts import Barrier, Ports
from tests.controls.handmade import UNKNOWN, ask, claim, opening, resource

SSH, RDP, HTTPS = (22, 22), (3389, 3389), (443, 443)


@pytest.mark.parametrize(
    "sources",
    [
        ("0.0.0.0/0",),
        ("::/0",),
        ("anywhere",),
        ("0.0.0.0/1",),
        ("0.0.0.0/1", "128.0.0.0/1"),
        tuple(f"{first}.0.0.0/8" for first in range(256)),
        ("10.0.0.0/8", "0.0.0.0/0"),
    ],
)
def test_anywhere_in_all_its_spellings(sources: tuple[str, ...]) -> None:
    assert ask("HDS-NET-002", opening("rule", (1521, 1521), *sources)) == {"rule": "fail"}


def test_the_internet_cut_in_halves_over_two_rules() -> None:
    quarters = [opening(f"q{n}", RDP, f"{n * 64}.0.0.0/2") for n in range(4)]
    assert ask("HDS-NET-003", *quarters) == dict.fromkeys(("q0", "q1", "q2", "q3"), "fail")
    assert ask("HDS-NET-002", *quarters) == dict.fromkeys(("q0", "q1", "q2", "q3"), "fail")


def test_pieces_in_different_groups_or_on_different_ports_do_not_add_up() -> None:
    apart = [
        opening("a", (1521, 1521), "0.0.0.0/2", group="a"),
        opening("b", (1521, 1521), "64.0.0.0/2", group="b"),
    ]
    assert ask("HDS-NET-002", *apart) == {"a": "pass", "b": "pass"}
    ports = [opening("a", (1521, 1521), "0.0.0.0/2"), opening("b", (1433, 1433), "64.0.0.0/2")]
    assert ask("HDS-NET-002", *ports) == {"a": "pass", "b": "pass"}


def test_one_address_beside_a_rule_for_everyone_is_not_to_blame() -> None:
    both = [
        opening("wide", (1521, 1521), "0.0.0.0/0"),
        opening("one", (1521, 1521), "203.0.113.7/32"),
    ]
    assert ask("HDS-NET-002", *both) == {"wide": "fail", "one": "pass"}


def test_groups_and_inner_tags_are_not_anywhere() -> None:
    for peer in (
        "urn:pulumi:prod::case::aws:ec2/securityGroup:SecurityGroup::g",
        "VirtualNetwork",
        "AzureLoadBalancer",
    ):
        assert ask("HDS-NET-002", opening("rule", (0, 65535), peer)) == {"rule": "pass"}


def test_icmp_alone_opens_no_port() -> None:
    icmp = opening("ping", Ports(protocol="icmp", ranges=()), "0.0.0.0/0")
    assert ask("HDS-NET-002", icmp) == {"ping": "pass"}
    assert ask("HDS-NET-003", icmp) == {"ping": "pass"}


def test_every_protocol_from_anywhere_opens_all_of_them() -> None:
    everything = opening("all", Ports(protocol="any", ranges=()), "0.0.0.0/0")
    assert ask("HDS-NET-002", everything) == {"all": "fail"}
    assert ask("HDS-NET-003", everything) == {"all": "fail"}


def test_without_a_manifest_443_is_for_entry_points() -> None:
    assert ask("HDS-NET-002", opening("lb", HTTPS, "0.0.0.0/0", entry_point=True)) == {"lb": "pass"}
    assert ask("HDS-NET-002", opening("app", HTTPS, "0.0.0.0/0")) == {"app": "unknown"}
    http = opening("lb", (80, 80), "0.0.0.0/0", entry_point=True)
    assert ask("HDS-NET-002", http) == {"lb": "fail"}


def test_with_a_manifest_the_register_decides_for_entry_points_too() -> None:
    entry = opening("lb", HTTPS, "0.0.0.0/0", entry_point=True)
    assert ask("HDS-NET-002", entry, manifest={}) == {"lb": "fail"}


def test_what_cannot_be_read_is_undecided() -> None:
    assert ask("HDS-NET-002", opening("rule", (1521, 1521), "?")) == {"rule": "unknown"}
    assert ask("HDS-NET-002", opening("rule", UNKNOWN, "0.0.0.0/0")) == {"rule": "unknown"}
    assert ask("HDS-NET-002", opening("rule", UNKNOWN, "10.0.0.0/8")) == {"rule": "pass"}
    assert ask("HDS-NET-003", opening("rule", SSH, "?")) == {"rule": "unknown"}
    assert ask("HDS-NET-003", opening("rule", UNKNOWN, "0.0.0.0/0")) == {"rule": "unknown"}
    assert ask("HDS-NET-003", opening("rule", (1521, 1521), "?")) == {"rule": "pass"}


@pytest.mark.parametrize("ports", [(20, 4000), (22, 22), (3389, 3390), (5985, 5986), (0, 65535)])
def test_a_range_that_contains_an_administration_port(ports: tuple[int, int]) -> None:
    assert ask("HDS-NET-003", opening("rule", ports, "198.51.100.0/24")) == {"rule": "fail"}


def test_administration_of_the_stacks_own_bastion_subnet() -> None:
    from hdsstack.planning.plan import address_plan
    from tests.samples import establishment_with

    bastion = address_plan(establishment_with({})).of("bastion")[0].range
    assert ask("HDS-NET-003", opening("rule", SSH, bastion), manifest={}) == {"rule": "pass"}
    assert ask("HDS-NET-003", opening("rule", SSH, "10.200.0.0/20"), manifest={}) == {
        "rule": "fail"
    }


def test_inner_network_tag_with_and_without_a_declared_administration() -> None:
    inner = opening("rule", SSH, "VirtualNetwork")
    assert ask("HDS-NET-003", inner) == {"rule": "unknown"}
    assert ask("HDS-NET-003", inner, manifest={}) == {"rule": "fail"}
    assert ask("HDS-NET-003", opening("rule", SSH, "AzureLoadBalancer"), manifest={}) == {
        "rule": "pass"
    }


def test_free_egress_by_rule_or_by_default() -> None:
    rule = opening("out", (0, 65535), "0.0.0.0/0", inbound=False)
    assert ask("HDS-NET-006", rule) == {"out": "fail"}
    assert ask("HDS-NET-006", opening("out", HTTPS, "0.0.0.0/0", inbound=False)) == {}
    group = resource("nsg", "azure-native:network:NetworkSecurityGroup")
    assert ask("HDS-NET-006", Barrier(resource=group, egress_open=(claim(True),))) == {
        "nsg": "fail"
    }
    assert ask("HDS-NET-006", Barrier(resource=group, egress_open=(claim(False),))) == {
        "nsg": "pass"
    }
    assert ask("HDS-NET-006", Barrier(resource=group, egress_open=(claim(UNKNOWN),))) == {
        "nsg": "unknown"
    }


FLOWS = {
    "flows": [
        {
            "id": "a",
            "from": "main-site",
            "to": "front",
            "ports": ["443"],
            "direction": "inbound",
            "purpose": "A",
        },
        {
            "id": "b",
            "from": "main-site",
            "to": "front",
            "ports": ["8443"],
            "direction": "inbound",
            "purpose": "B",
        },
    ]
}


def test_one_rule_may_serve_two_flows_of_the_register() -> None:
    rule = opening("rule", [(443, 443), (8443, 8443)], "10.10.0.0/16")
    assert ask("HDS-NET-009", rule, manifest=FLOWS) == {"rule": "pass", "*": "pass"}


def test_a_rule_named_after_one_flow_does_not_serve_another() -> None:
    rule = opening("rule", [(443, 443), (8443, 8443)], "10.10.0.0/16", description="a: A")
    assert ask("HDS-NET-009", rule, manifest=FLOWS) == {"rule": "fail", "*": "fail"}


def test_the_providers_own_probes_need_no_flow() -> None:
    probe = opening("probe", (65503, 65534), "AzureLoadBalancer")
    assert ask("HDS-NET-009", probe, manifest={"flows": []}) == {"probe": "pass", "*": "pass"}


def test_an_outbound_rule_is_no_inbound_flow() -> None:
    rule = opening("rule", HTTPS, "10.10.0.0/16", inbound=False)
    assert ask("HDS-NET-009", rule, manifest=FLOWS)["rule"] == "fail"
