"""Service Bus and Event Hubs. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.copies import copies_to
from hdsstack.facts.azure.exposure import Gate, public
from hdsstack.facts.azure.joins import children
from hdsstack.facts.azure.managed import Shape, managed_store
from hdsstack.model.facts import Claims, Fact, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph

NAMESPACES = ("azure-native:servicebus:Namespace", "azure-native:eventhub:Namespace")
RULE_SETS = (
    "azure-native:servicebus:NamespaceNetworkRuleSet",
    "azure-native:eventhub:NamespaceNetworkRuleSet",
)
JOINED = (
    *RULE_SETS,
    "azure-native:servicebus:Queue",
    "azure-native:servicebus:Topic",
    "azure-native:servicebus:Subscription",
    "azure-native:servicebus:Rule",
    "azure-native:servicebus:DisasterRecoveryConfig",
    "azure-native:servicebus:NamespaceAuthorizationRule",
    "azure-native:servicebus:QueueAuthorizationRule",
    "azure-native:servicebus:TopicAuthorizationRule",
    "azure-native:servicebus:PrivateEndpointConnection",
    "azure-native:eventhub:EventHub",
    "azure-native:eventhub:ConsumerGroup",
    "azure-native:eventhub:DisasterRecoveryConfig",
    "azure-native:eventhub:NamespaceAuthorizationRule",
    "azure-native:eventhub:EventHubAuthorizationRule",
    "azure-native:eventhub:SchemaRegistry",
    "azure-native:eventhub:PrivateEndpointConnection",
)

_SHAPE = Shape(
    kind=StoreKind.QUEUE,
    gate=Gate(),
    key="encryption.keySource",
    key_values=("microsoft.keyvault",),
    tls="minimumTlsVersion",
    local_auth_off="disableLocalAuth",
)
_RULES = Gate(action="defaultAction", rules="ipRules", address="ipMask")
_REPLICAS = "geoDataReplication.locations"


@facts_of(*NAMESPACES)
def namespace(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Messages in a namespace: keys and the public network are open unless refused."""
    zones = found.flag("zoneRedundant", default=True)
    yield from managed_store(found, graph, _SHAPE, exposed=_exposed, zones=(zones,))
    yield from copies_to(found, _REPLICAS, "locationName")


def _exposed(found: Resource, graph: ResourceGraph) -> Claims:
    """The namespace's switch, then its network rules, a resource of their own."""
    own = public(found, _SHAPE.gate)
    rules = children(found, graph, *RULE_SETS, by="namespaceName")
    if not rules or own[0].value is not True:
        return own
    return tuple(claim for rule in rules for claim in public(rule, _RULES))
