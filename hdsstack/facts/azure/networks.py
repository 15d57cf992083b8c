"""Virtual networks and their flow logs."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.joins import arriving, children, linked
from hdsstack.facts.azure.storage_services import deleted_after
from hdsstack.facts.azure.traces import auditable
from hdsstack.model.facts import NEVER, Claims, Fact, Network, TraceStore
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

ACCOUNT = "azure-native:storage:StorageAccount"
NETWORK = "azure-native:network:VirtualNetwork"
SUBNET = "azure-native:network:Subnet"
FLOW_LOG = "azure-native:network:FlowLog"
GROUP = "azure-native:network:NetworkSecurityGroup"
JOINED = (
    SUBNET,
    "azure-native:network:VirtualNetworkPeering",
    "azure-native:network:NatGateway",
    "azure-native:network:NetworkInterface",
    "azure-native:network:NetworkProfile",
    "azure-native:network:ConnectionMonitor",
    "azure-native:network:VirtualHub",
    "azure-native:network:VirtualWan",
    "azure-native:network:HubVirtualNetworkConnection",
    "azure-native:network:HubRouteTable",
    "azure-native:network:NetworkManager",
    "azure-native:network:NetworkGroup",
    "azure-native:network:PrivateLinkService",
)


@facts_of(NETWORK)
def virtual_network(network: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A network, logged by a flow log on itself, or on every group of its subnets."""
    yield Network(resource=network, flows_logged=_logged(network, graph), ranges=_ranges(network))
    yield auditable(network, graph)


def _ranges(network: Resource) -> Seen[tuple[str, ...]]:
    at = "addressSpace.addressPrefixes"
    items = network.items(at)
    if isinstance(items, Unknown):
        return Seen(items, at, network.urn)
    texts = tuple(item for item in items if isinstance(item, str))
    if len(texts) < len(items):
        return Seen(Unknown("a range of the network is an output"), at, network.urn)
    return Seen(texts, at, network.urn)


def _logged(network: Resource, graph: ResourceGraph) -> Claims:
    found = [_on(log) for log in _logs(network, graph)]
    if any(claim.value is True for claim in found):
        return (network.says(True),)
    if found:
        return tuple(found)
    subnets = children(network, graph, SUBNET, by="virtualNetworkName")
    if subnets and all(_subnet_logged(subnet, graph) for subnet in subnets):
        return (network.says(True),)
    why = message(N_("no flow log of this stack covers the network"))
    return (Seen(value=False, on=network.urn, why=why),)


def _logs(target: Resource, graph: ResourceGraph) -> tuple[Resource, ...]:
    return arriving(target, graph, "targetResourceId", FLOW_LOG)


def _on(log: Resource) -> Seen[bool]:
    why = message(N_("the flow log is not enabled"))
    return log.flag("enabled", default=False).because(why)


def _subnet_logged(subnet: Resource, graph: ResourceGraph) -> bool:
    group = linked(subnet, "networkSecurityGroup.id", graph, GROUP)
    held = (subnet, group) if isinstance(group, Resource) else (subnet,)
    return any(_on(log).value is True for one in held for log in _logs(one, graph))


@facts_of(FLOW_LOG)
def flow_log(log: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Flows are kept until their retention policy or their account's lifecycle ends them.

    For ever without either; the account of another stack may have a lifecycle that nobody sees.
    """
    account = linked(log, "storageId", graph, ACCOUNT)
    kept = _kept(log)
    if isinstance(account, Resource) and not isinstance(kept.value, Unknown):
        deleted = deleted_after(account, graph)
        if isinstance(deleted.value, Unknown) or deleted.value < kept.value:
            kept = deleted
    apart = not isinstance(account, Resource)
    yield TraceStore(resource=log, kind="flows", kept=kept, ended_apart=apart)


def _kept(log: Resource) -> Seen[float]:
    at = "retentionPolicy.days"
    enabled = log.flag("retentionPolicy.enabled", default=False)
    if isinstance(enabled.value, Unknown):
        return Seen(enabled.value, enabled.at, log.urn)
    days = log.number(at, default=0)
    if enabled.value is False:
        return Seen(NEVER, enabled.at, log.urn, default=enabled.default)
    return days.map(lambda value: value or NEVER)
