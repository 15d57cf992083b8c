"""Networks of AWS: security groups and their rules, the default group, flow logs."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.links import listing
from hdsstack.facts.aws.peers import inline_peers, one_peer, rule_peers
from hdsstack.facts.aws.protected import protected
from hdsstack.facts.openings import protocol_of
from hdsstack.model.facts import Barrier, Fact, Network, Opening, Ports
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Unknown

GROUP = "aws:ec2/securityGroup:SecurityGroup"
DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
GROUPS = (GROUP, DEFAULT_GROUP)
VPC = "aws:ec2/vpc:Vpc"
DEFAULT_VPC = "aws:ec2/defaultVpc:DefaultVpc"
SUBNET = "aws:ec2/subnet:Subnet"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
_INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
_EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
_BALANCERS = ("aws:lb/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer")
JOINED = (
    SUBNET,
    FLOW_LOG,
    "aws:ec2/managedPrefixList:ManagedPrefixList",
    "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
    "aws:ec2/defaultSubnet:DefaultSubnet",
    "aws:ec2/networkAcl:NetworkAcl",
    "aws:ec2/networkAclRule:NetworkAclRule",
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
    "aws:ec2/natGateway:NatGateway",
)
_LAST_PORT = 65535
# The range that AWS gives to every default network.
_DEFAULT_RANGE = "172.31.0.0/16"


@facts_of(*GROUPS)
def security_group(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The rules written inside a group; without `egress` the provider leaves none."""
    for path, inbound in (("ingress", True), ("egress", False)):
        items = found.items(path)
        if isinstance(items, Unknown):
            yield _unread(found, path, items, graph, inbound=inbound)
            continue
        for index in range(len(items)):
            yield _inline(found, f"{path}[{index}]", graph, inbound=inbound)
    closed = Seen(value=False, at="egress", on=found.urn, default=not found.has("egress"))
    empty = (_without_rules(found, graph),) if found.type == DEFAULT_GROUP else ()
    yield Barrier(resource=found, egress_open=(closed,), empty=empty)


def _unread(
    group: Resource, path: str, why: Unknown, graph: ResourceGraph, *, inbound: bool
) -> Opening:
    return Opening(
        resource=group,
        inbound=inbound,
        group=group.urn,
        ports=Seen(why, path, group.urn),
        sources=Seen(why, path, group.urn),
        entry_point=faces_internet(group, graph),
    )


def _inline(group: Resource, rule: str, graph: ResourceGraph, *, inbound: bool) -> Opening:
    return Opening(
        resource=group,
        inbound=inbound,
        group=group.urn,
        ports=_ports(group, f"{rule}.protocol", f"{rule}.fromPort", f"{rule}.toPort"),
        sources=inline_peers(group, rule, graph),
        protects=protected(group, graph),
        entry_point=inbound and faces_internet(group, graph),
        description=_description(group, f"{rule}.description"),
    )


def _without_rules(group: Resource, graph: ResourceGraph) -> Seen[bool]:
    why = message(N_("the default security group carries a rule"))
    for path in ("ingress", "egress"):
        items = group.items(path)
        if isinstance(items, Unknown):
            return Seen(items, path, group.urn)
        if items:
            return Seen(value=False, at=path, on=group.urn, why=why)
    added = next(graph.pointing(group, "securityGroupId", _RULE, _INGRESS, _EGRESS), None)
    if added is not None:
        return Seen(value=False, at="securityGroupId", on=added.urn, why=why)
    return group.says(value=True, at="ingress")


def faces_internet(group: Resource, graph: ResourceGraph) -> bool:
    """Whether the group belongs to a load balancer that is not internal."""
    return any(
        balancer.flag("internal", default=False).value is False
        for balancer in listing(group, graph, "securityGroups", *_BALANCERS)
    )


def _description(holder: Resource, path: str) -> str:
    found = holder.get(path)
    return found if isinstance(found, str) else ""


def _ports(holder: Resource, protocol: str, first: str, last: str) -> Seen[Ports]:
    """The destination ports of a rule; `-1` speaks of every protocol and port."""
    name = holder.text(protocol, default="-1")
    if isinstance(name.value, Unknown):
        return Seen(name.value, protocol, holder.urn)
    kind = protocol_of(name.value)
    if kind == "any":
        return Seen(Ports(protocol="any", ranges=((0, _LAST_PORT),)), protocol, holder.urn)
    if kind == "icmp":
        return Seen(Ports(protocol="icmp", ranges=()), protocol, holder.urn)
    low, high = holder.number(first, default=0), holder.number(last, default=_LAST_PORT)
    if isinstance(low.value, Unknown) or isinstance(high.value, Unknown):
        missing = low.value if isinstance(low.value, Unknown) else high.value
        return Seen(missing if isinstance(missing, Unknown) else Unknown(), first, holder.urn)
    span = (int(low.value), int(high.value))
    ranges = (span,) if span[0] >= 0 else ((0, _LAST_PORT),)
    return Seen(Ports(protocol=kind, ranges=ranges), first, holder.urn)


# Rules of their own ------------------------------------------------------------------------------


@facts_of(_RULE)
def group_rule(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A rule of the older kind: lists of ranges, a group, itself."""
    direction = found.text("type").value
    yield _separate(
        found,
        graph,
        inbound=direction != "egress",
        ports=_ports(found, "protocol", "fromPort", "toPort"),
        peers=rule_peers(found, graph),
    )


@facts_of(_INGRESS, _EGRESS)
def one_rule(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A rule of the newer kind: one peer."""
    yield _separate(
        found,
        graph,
        inbound=found.type == _INGRESS,
        ports=_ports(found, "ipProtocol", "fromPort", "toPort"),
        peers=one_peer(found, graph),
    )


def _separate(
    rule: Resource,
    graph: ResourceGraph,
    *,
    inbound: bool,
    ports: Seen[Ports],
    peers: Seen[tuple[str, ...]],
) -> Opening:
    linked = graph.linked(rule, "securityGroupId", *GROUPS)
    group = linked if isinstance(linked, Resource) else None
    outside = linked.text if isinstance(linked, Literal) else ""
    return Opening(
        resource=rule,
        inbound=inbound,
        group=group.urn if group else outside,
        ports=ports,
        sources=peers,
        protects=linked
        if isinstance(linked, Unknown)
        else protected(group, graph)
        if group
        else (),
        entry_point=inbound and group is not None and faces_internet(group, graph),
        description=_description(rule, "description"),
    )


# Networks ----------------------------------------------------------------------------------------


@facts_of(VPC, DEFAULT_VPC)
def network(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A VPC. Its default group lets everything out until the program takes it over."""
    yield Network(resource=found, flows_logged=(_logged(found, graph),), ranges=_ranges(found))
    if not any(graph.pointing(found, "vpcId", DEFAULT_GROUP)):
        why = message(N_("the network's default security group is not taken over and emptied"))
        yield Barrier(
            resource=found,
            egress_open=(Seen(value=True, on=found.urn, why=why),),
            empty=(Seen(value=False, on=found.urn, why=why),),
        )


def _ranges(vpc: Resource) -> Seen[tuple[str, ...]]:
    if vpc.type == DEFAULT_VPC:
        return Seen((_DEFAULT_RANGE,), "", vpc.urn, default=True)
    if vpc.get("cidrBlock") is ABSENT:
        return Seen(Unknown("the range of the network is given by a pool"), "cidrBlock", vpc.urn)
    return vpc.text("cidrBlock").map(lambda block: (block,))


def _logged(vpc: Resource, graph: ResourceGraph) -> Seen[bool]:
    """A flow log of the network, or one on each of its subnets; accepted and refused traffic."""
    logs = list(graph.pointing(vpc, "vpcId", FLOW_LOG))
    if logs:
        return _all_traffic(logs)
    subnets = list(graph.pointing(vpc, "vpcId", SUBNET))
    on_each = [list(graph.pointing(one, "subnetId", FLOW_LOG)) for one in subnets]
    if subnets and all(on_each):
        judged = [_all_traffic(held) for held in on_each]
        return next((one for one in judged if one.value is not True), judged[0])
    why = message(N_("no flow log is attached to the network"))
    return Seen(value=False, on=vpc.urn, why=why)


def _all_traffic(logs: list[Resource]) -> Seen[bool]:
    """One log of all traffic, or two that add up to it."""
    why = message(N_("the flow log records a part of the traffic only"))
    kinds = [log.text("trafficType", default="ALL") for log in logs]
    both = {"ACCEPT", "REJECT"} <= {kind.value for kind in kinds if isinstance(kind.value, str)}
    whole = [kind.map(lambda said: both or said == "ALL").because(why) for kind in kinds]
    known = next((one for one in whole if one.value is True), None)
    return known or next((one for one in whole if not one.known), whole[0])
