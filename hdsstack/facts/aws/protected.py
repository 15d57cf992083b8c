"""What a security group protects: the ranges of the subnets in which its members stand."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import Unknown

Ranges: TypeAlias = "tuple[str, ...] | Unknown"
_SUBNET = "aws:ec2/subnet:Subnet"
_GROUPS = (
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
)
_SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup"
# A type -> its list of groups, and its subnets; those of a database are its subnet group's.
_MEMBERS: Mapping[str, tuple[str, str]] = {
    "aws:ec2/instance:Instance": ("vpcSecurityGroupIds", "subnetId"),
    "aws:ec2/networkInterface:NetworkInterface": ("securityGroups", "subnetId"),
    "aws:ec2/vpcEndpoint:VpcEndpoint": ("securityGroupIds", "subnetIds"),
    "aws:ecs/service:Service": (
        "networkConfiguration.securityGroups",
        "networkConfiguration.subnets",
    ),
    "aws:efs/mountTarget:MountTarget": ("securityGroups", "subnetId"),
    "aws:lambda/function:Function": ("vpcConfig.securityGroupIds", "vpcConfig.subnetIds"),
    "aws:lb/loadBalancer:LoadBalancer": ("securityGroups", "subnets"),
    "aws:rds/cluster:Cluster": ("vpcSecurityGroupIds", "dbSubnetGroupName"),
    "aws:rds/instance:Instance": ("vpcSecurityGroupIds", "dbSubnetGroupName"),
}
# Members that say elsewhere where they stand.
_ELSEWHERE: Mapping[str, str] = {"aws:ec2/launchTemplate:LaunchTemplate": "vpcSecurityGroupIds"}


def protected(group: Resource, graph: ResourceGraph) -> Ranges:
    """The ranges in which the group's members stand; none where no member says it."""
    found = graph.derived(_protected)
    held = found.get(group.urn)
    return found.get("", ()) if held is None else held


def _protected(graph: ResourceGraph) -> Mapping[str, Ranges]:
    """URN of a group -> the ranges of its members; under no URN, what may be any group's."""
    found: dict[str, list[Ranges]] = {}
    for urn, ranges in _members(graph):
        found.setdefault(urn, []).append(ranges)
    return {urn: _together(all_) for urn, all_ in found.items()}


def _together(found: list[Ranges]) -> Ranges:
    known: list[tuple[str, ...]] = []
    for ranges in found:
        if isinstance(ranges, Unknown):
            return ranges
        known.append(ranges)
    return tuple(dict.fromkeys(one for ranges in known for one in ranges)) if all(known) else ()


def _members(graph: ResourceGraph) -> Iterator[tuple[str, Ranges]]:
    for kind, (groups, subnets) in _MEMBERS.items():
        for member in graph.of(kind):
            links = graph.linked_all(member, groups, *_GROUPS)
            for group in links.resources:
                yield group.urn, _ranges(member, subnets, graph)
            if links.unknown is not None:
                yield "", links.unknown
    for kind, groups in _ELSEWHERE.items():
        for member in graph.of(kind):
            for group in graph.linked_all(member, groups, *_GROUPS).resources:
                yield group.urn, ()


def _ranges(member: Resource, path: str, graph: ResourceGraph) -> Ranges:
    """The ranges of a member's subnets; none where one of them is of another stack."""
    if path == "dbSubnetGroupName":
        match graph.linked(member, path, _SUBNET_GROUP):
            case Resource() as held:
                return _ranges(held, "subnetIds", graph)
            case Unknown() as missing:
                return missing
            case _:
                return ()
    links = graph.linked_all(member, path, _SUBNET)
    found = [subnet.get("cidrBlock") for subnet in links.resources]
    hidden = next((one for one in found if isinstance(one, Unknown)), links.unknown)
    if hidden is not None:
        return hidden
    known = tuple(one for one in found if isinstance(one, str))
    return known if len(known) == len(found) and not links.literals else ()
