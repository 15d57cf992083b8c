"""Subnets are disjoint, inside the range, and never move."""

import ipaddress
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdsstack.model.establishment import Establishment
from hdsstack.model.manifest import load
from hdsstack.planning.error import PlanningError
from hdsstack.planning.flows import description, flow_id, ports_of, public_entries
from hdsstack.planning.plan import address_plan
from hdsstack.planning.ranges import NamedRange, declared_ranges, overlaps
from hdsstack.planning.subnets import Request, Subnet, hospital_requests, subnets

STACKS = Path(__file__).parent.parent.parent / "stacks"
PREFIXES = st.lists(st.integers(20, 28), min_size=1, max_size=12)


def named(prefixes: Sequence[int]) -> list[Request]:
    return [Request(f"s{rank}", prefix) for rank, prefix in enumerate(prefixes)]


def nets(planned: Sequence[Subnet]) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    return [ipaddress.ip_network(subnet.range) for subnet in planned]


@given(PREFIXES)
def test_subnets_are_disjoint_and_inside(prefixes: list[int]) -> None:
    found = nets(subnets("10.20.0.0/14", named(prefixes)))
    cloud = ipaddress.ip_network("10.20.0.0/14")
    assert [row.prefixlen for row in found] == prefixes
    assert all(cloud.overlaps(row) and row.prefixlen >= cloud.prefixlen for row in found)
    assert not any(left.overlaps(right) for left, right in combinations(found, 2))


@given(PREFIXES, st.integers(20, 28))
def test_appending_one_moves_none(prefixes: list[int], another: int) -> None:
    before = subnets("10.20.0.0/14", named(prefixes))
    after = subnets("10.20.0.0/14", named([*prefixes, another]))
    assert after[: len(before)] == before


def test_a_range_that_is_too_small_says_so_with_numbers() -> None:
    wanted = [Request("s0", 26), Request("s1", 25), Request("s2", 25)]
    with pytest.raises(PlanningError, match=r"10\.0\.0\.0/24 .*'s2' \(/25\) after 2 .*/23"):
        subnets("10.0.0.0/24", wanted)


@pytest.mark.parametrize("provider", ["aws", "azure"])
@pytest.mark.parametrize("prefix", [16, 18, 20, 21])
def test_a_hospital_fits(provider: str, prefix: int) -> None:
    cloud = f"10.64.0.0/{prefix}"
    planned = subnets(cloud, hospital_requests(provider, cloud))
    uses = {subnet.name for subnet in planned}
    assert {"front", "application", "database", "files", "endpoints", "bastion"} <= uses
    assert all(16 <= row.prefixlen <= 28 for row in nets(planned))
    if provider == "azure":
        assert planned[-1].name == "gateway"
        widths = {subnet.name: int(subnet.range.split("/")[1]) for subnet in planned}
        assert widths["bastion"] <= 26
        assert widths["gateway"] <= 27


@pytest.fixture(params=["ch-bapaume", "hcl-easily", "petite-clinique", "infogerance-cloud"])
def establishment(request: pytest.FixtureRequest) -> Establishment:
    return load(STACKS / str(request.param) / "establishment.yaml")


def test_every_flow_of_a_reference_resolves(establishment: Establishment) -> None:
    plan = address_plan(establishment)
    for flow in establishment.flows:
        assert plan.resolve(flow.source)
        assert plan.resolve(flow.destination)


def test_a_plan_resolves_words_and_ranges(establishment: Establishment) -> None:
    plan = address_plan(establishment)
    site = establishment.network.sites[0]
    assert plan.resolve("internet") == ("0.0.0.0/0",)
    assert plan.resolve("administration") == establishment.network.administration
    assert plan.resolve(site.name) == site.ranges
    assert plan.resolve("198.51.100.0/24") == ("198.51.100.0/24",)
    with pytest.raises(PlanningError, match=r"'basement'.*internet, administration"):
        plan.resolve("basement")


def test_no_cloud_range_no_plan(establishment: Establishment) -> None:
    bare = establishment.model_copy(
        update={"network": establishment.network.model_copy(update={"cloud_range": None})}
    )
    with pytest.raises(PlanningError, match=r"network\.cloud_range"):
        address_plan(bare)


def test_reference_ranges_do_not_overlap(establishment: Establishment) -> None:
    ranges = declared_ranges(establishment)
    assert len(ranges) >= 2
    assert overlaps(ranges) == ()


def test_overlaps_names_both_ends() -> None:
    first, second = NamedRange("cloud", "10.0.0.0/8"), NamedRange("site", "10.9.0.0/16")
    third = NamedRange("other", "fd00::/8")
    found = overlaps([first, second, third])
    assert [(row.first, row.second) for row in found] == [(first, second)]


def test_descriptions_fit_the_provider_and_keep_the_flow(establishment: Establishment) -> None:
    for flow in establishment.flows:
        aws, azure = description(flow, "aws"), description(flow, "azure")
        assert flow_id(aws) == flow_id(azure) == flow.id
        assert aws.isascii()
        assert "'" not in aws
        assert len(azure) <= 140
        assert ports_of(flow)
    assert public_entries(establishment) == ()
