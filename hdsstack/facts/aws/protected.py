"""What a security group protects: the ranges of the subnets in which its members stand."""

from collections.abc import Iterator, Mapping

from hdsstack.model.graph import Resource, ResourceGraph

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


def protected(group: Resource, graph: ResourceGraph) -> tuple[str, ...]:
    """The ranges in which the group's members stand; none where that is not known of each."""
    return graph.derived(_protected).get(group.urn) or ()


def _protected(graph: ResourceGraph) -> Mapping[str, tuple[str, ...]]:
    """URN of a group -> the ranges of its members; an empty one where a member hides its own."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for urn, ranges in _members(graph):
        found.setdefault(urn, []).append(ranges)
    return {
        urn: tuple(dict.fromkeys(one for ranges in all_ for one in ranges)) if all(all_) else ()
        for urn, all_ in found.items()
    }


def _members(graph: ResourceGraph) -> Iterator[tuple[str, tuple[str, ...]]]:
    for kind, (groups, subnets) in _MEMBERS.items():
        for member in graph.of(kind):
            for group in graph.linked_all(member, groups, *_GROUPS).resources:
                yield group.urn, _ranges(member, subnets, graph)
    for kind, groups in _ELSEWHERE.items():
        for member in graph.of(kind):
            for group in graph.linked_all(member, groups, *_GROUPS).resources:
                yield group.urn, ()


def _ranges(member: Resource, path: str, graph: ResourceGraph) -> tuple[str, ...]:
    """The ranges of a member's subnets; none where one of them is not known."""
    if path == "dbSubnetGroupName":
        held = graph.linked(member, path, _SUBNET_GROUP)
        return _ranges(held, "subnetIds", graph) if isinstance(held, Resource) else ()
    links = graph.linked_all(member, path, _SUBNET)
    found = [subnet.get("cidrBlock") for subnet in links.resources]
    known = tuple(one for one in found if isinstance(one, str))
    whole = len(known) == len(found) and not links.literals and links.unknown is None
    return known if whole else ()
