"""Which network security groups stand before a load balancer or gateway that faces the internet."""

from collections.abc import Iterator

from hdsstack.facts.azure.joins import named
from hdsstack.model.facts import Claims
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Unknown, dig

GATEWAY = "azure-native:network:ApplicationGateway"
BALANCER = "azure-native:network:LoadBalancer"
_GROUP = "azure-native:network:NetworkSecurityGroup"
_SUBNET = "azure-native:network:Subnet"
_NIC = "azure-native:network:NetworkInterface"


def is_public(front: Resource) -> bool:
    """Whether a gateway or balancer has a frontend with a public address."""
    return any(
        isinstance(dig(item, "publicIPAddress"), dict | Unknown)
        for item in listed(front, "frontendIPConfigurations")
    )


def listed(resource: Resource, path: str) -> list[Found]:
    """The items of a list; none where it is unknown."""
    items = resource.items(path)
    return [] if isinstance(items, Unknown) else list(items)


def unread(resource: Resource, *paths: str) -> Claims:
    """An undecided observation for each list that is not known."""
    items = ((path, resource.items(path)) for path in paths)
    return tuple(
        Seen(held, at=path, on=resource.urn) for path, held in items if isinstance(held, Unknown)
    )


def faces_internet(group: Resource, graph: ResourceGraph) -> bool:
    """Whether the group guards a public gateway's subnet, or what a public balancer sends to."""
    return any(
        group in _groups_of(subnet, graph)
        for front in graph.of(GATEWAY)
        if is_public(front)
        for subnet in _subnets(front, "gatewayIPConfigurations", graph)
    ) or any(
        group in _groups_of(guarded, graph)
        for nic in graph.of(_NIC)
        if _is_backend(nic, graph)
        for guarded in (nic, *_subnets(nic, "ipConfigurations", graph))
    )


def _subnets(resource: Resource, path: str, graph: ResourceGraph) -> Iterator[Resource]:
    for item in listed(resource, path):
        found = named(dig(item, "subnet.id"), resource, path, graph, _SUBNET)
        if isinstance(found, Resource):
            yield found


def _groups_of(guarded: Resource, graph: ResourceGraph) -> list[Resource]:
    path = "networkSecurityGroup.id"
    found = named(guarded.get(path), guarded, path, graph, _GROUP)
    return [found] if isinstance(found, Resource) else []


def _is_backend(nic: Resource, graph: ResourceGraph) -> bool:
    for item in listed(nic, "ipConfigurations"):
        pools = dig(item, "loadBalancerBackendAddressPools")
        for pool in pools if isinstance(pools, list) else []:
            found = named(dig(pool, "id"), nic, "ipConfigurations", graph, BALANCER)
            if isinstance(found, Resource) and is_public(found):
                return True
    return False
