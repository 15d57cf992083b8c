"""What single parts fix, on both clouds."""

from pathlib import Path

import pytest

from hdsstack.engine.errors import TargetError
from hdsstack.model.values import Secret
from tests.components.recording import HEADS, of, recorded

LINK = """
links = LinkGateway("links", site=site)
SiteLink("vpn", SiteLinkArgs(gateway="192.0.2.1", ranges=("10.61.0.0/16",){key}),
         site=site, links=links)
"""
OPENING = """
Opening("ward-front", OpeningArgs(source="ward", destination="front", ports=("443", "8443"),
        purpose="Les soignants ouvrent le dossier", rank=3), site=site)
Opening("front-application", OpeningArgs(source="front", destination="application",
        ports=("443",), purpose="The entrance reaches the machines", rank=4), site=site)
"""


def test_aws_makes_the_shared_key_unless_one_is_given(tmp_path: Path) -> None:
    (tunnel,) = of(recorded(tmp_path, "aws", LINK.format(key="")), ":VpnConnection")
    assert "tunnel1PresharedKey" not in tunnel.inputs
    assert tunnel.inputs["presharedKeyStorage"] == "SecretsManager"


@pytest.mark.parametrize(
    ("provider", "kind", "paths"),
    [
        ("aws", ":VpnConnection", ("tunnel1PresharedKey", "tunnel2PresharedKey")),
        ("azure", ":VirtualNetworkGatewayConnection", ("sharedKey",)),
    ],
)
def test_a_given_shared_key_stays_a_secret(
    tmp_path: Path, provider: str, kind: str, paths: tuple[str, ...]
) -> None:
    lines = LINK.format(key=", shared_key=pulumi.Output.secret('k' * 20)")
    (tunnel,) = of(recorded(tmp_path, provider, lines), kind)
    for path in paths:
        assert isinstance(tunnel.inputs[path], Secret)


def test_an_opening_is_a_rule_at_each_end_on_aws(tmp_path: Path) -> None:
    graph = recorded(tmp_path, "aws", OPENING)
    inbound, outbound = of(graph, "IngressRule"), of(graph, "EgressRule")
    assert sorted(row.name for row in inbound) == [
        "front-application-in-443",
        "ward-front-in-0-443",
        "ward-front-in-0-8443",
    ]
    assert [row.name for row in outbound] == ["front-application-out-443"]
    assert {row.inputs.get("cidrIpv4") for row in inbound} == {None, "10.61.0.0/16"}


def test_an_opening_has_its_rank_as_priority_on_azure(tmp_path: Path) -> None:
    graph = recorded(tmp_path, "azure", OPENING)
    rules = {row.name: row for row in of(graph, ":SecurityRule")}
    ward = rules["ward-front-inbound"]
    assert ward.inputs["priority"] == 130
    assert ward.inputs["destinationPortRanges"] == ["443", "8443"]
    assert ward.inputs["sourceAddressPrefixes"] == ["10.61.0.0/16"]
    assert ward.inputs["description"] == "ward-front: Les soignants ouvrent le dossier"
    assert set(rules) == {
        "ward-front-inbound",
        "front-application-inbound",
        "front-application-outbound",
    }


def test_every_group_of_azure_ends_with_a_denial_in_both_directions(tmp_path: Path) -> None:
    groups = of(recorded(tmp_path, "azure", ""), ":NetworkSecurityGroup")
    assert len(groups) == 6
    for group in groups:
        rules = group.items("securityRules")
        assert isinstance(rules, list)
        last = [row for row in rules if isinstance(row, dict) and row["priority"] == 4096]
        assert {(row["access"], row["direction"]) for row in last} == {
            ("Deny", "Inbound"),
            ("Deny", "Outbound"),
        }


def test_an_end_that_the_plan_does_not_know_stops_the_program(tmp_path: Path) -> None:
    lines = OPENING.replace('source="ward"', 'source="basement"')
    for provider in HEADS:
        with pytest.raises(TargetError, match="basement"):
            recorded(tmp_path, provider, lines)


def test_copies_of_azure_go_to_the_pair_or_the_program_stops(tmp_path: Path) -> None:
    lines = """
Account("other", AccountArgs(establishment="x", environment="prod", owner="dsi", account="a",
        region="francecentral", second_region="westeurope"))
"""
    with pytest.raises(TargetError, match="westeurope; wanted francesouth"):
        recorded(tmp_path, "azure", lines)


def test_records_are_read_from_inside_the_network_only(tmp_path: Path) -> None:
    graph = recorded(tmp_path, "aws", 'RecordStore("dpi-records", RecordStoreArgs(), site=site)\n')
    (policy,) = [row for row in of(graph, ":BucketPolicy") if row.name == "dpi-records-policy"]
    text = str(policy.inputs["policy"])
    assert "aws:SecureTransport" in text
    assert "aws:SourceVpc" in text
