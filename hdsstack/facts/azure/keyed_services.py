"""Managed services that say how they are reached and whose key they use, and little more.

Defaults as documented by Microsoft (reference of azure-native 3.29.0, read 2026-11).
"""

from collections.abc import Iterator, Mapping

from hdsstack.facts import facts_of
from hdsstack.facts.azure.copies import copy_to
from hdsstack.facts.azure.exposure import Gate
from hdsstack.facts.azure.managed import Shape, managed_store
from hdsstack.model.facts import Fact, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph

SIGNALS = ("azure-native:signalrservice:SignalR", "azure-native:webpubsub:WebPubSub")
_REPLICAS = (
    "azure-native:signalrservice:SignalRReplica",
    "azure-native:webpubsub:WebPubSubReplica",
)
JOINED = (
    "azure-native:automation:Certificate",
    "azure-native:automation:DscConfiguration",
    "azure-native:automation:HybridRunbookWorker",
    "azure-native:automation:HybridRunbookWorkerGroup",
    "azure-native:automation:JobSchedule",
    "azure-native:automation:Module",
    "azure-native:automation:PowerShell72Module",
    "azure-native:automation:PrivateEndpointConnection",
    "azure-native:automation:Python3Package",
    "azure-native:automation:Runbook",
    "azure-native:automation:RuntimeEnvironment",
    "azure-native:automation:Schedule",
    "azure-native:batch:Application",
    "azure-native:batch:ApplicationPackage",
    "azure-native:dashboard:IntegrationFabric",
    "azure-native:dashboard:ManagedPrivateEndpoint",
    "azure-native:dashboard:PrivateEndpointConnection",
    "azure-native:eventgrid:DomainTopic",
    "azure-native:eventgrid:NamespaceTopic",
    "azure-native:eventgrid:PrivateEndpointConnection",
    "azure-native:eventgrid:SystemTopic",
    "azure-native:healthcareapis:IotConnectorFhirDestination",
    "azure-native:healthcareapis:PrivateEndpointConnection",
    "azure-native:purview:PrivateEndpointConnection",
    "azure-native:relay:HybridConnection",
    "azure-native:relay:HybridConnectionAuthorizationRule",
    "azure-native:relay:NamespaceAuthorizationRule",
    "azure-native:relay:PrivateEndpointConnection",
    "azure-native:signalrservice:SignalRCustomCertificate",
    "azure-native:signalrservice:SignalRCustomDomain",
    "azure-native:signalrservice:SignalRPrivateEndpointConnection",
    "azure-native:signalrservice:SignalRSharedPrivateLinkResource",
    "azure-native:webpubsub:WebPubSubHub",
    "azure-native:webpubsub:WebPubSubPrivateEndpointConnection",
    "azure-native:webpubsub:WebPubSubSharedPrivateLinkResource",
)
_GRID_GATE = Gate(rules="inboundIpRules", address="ipMask", narrowed=True)
_GRID = Shape(
    kind=StoreKind.QUEUE,
    gate=_GRID_GATE,
    tls="minimumTlsVersionAllowed",
    local_auth_off="disableLocalAuth",
)
# Neither SignalR, Web PubSub nor Relay keeps what passes through it (learn.microsoft.com, security
# baselines and frequent questions, from memory); Event Grid keeps events for a day, IoT Hub longer.
_SIGNAL = Shape(kind=StoreKind.QUEUE, gate=Gate(), local_auth_off="disableLocalAuth", keeps=False)
_SHAPES: Mapping[str, Shape] = {
    # Its switch is a yes or no.
    "azure-native:automation:AutomationAccount": Shape(
        kind=StoreKind.SECRETS,
        gate=Gate(closed=("false",), opened="true"),
        key="encryption.keySource",
        key_values=("microsoft.keyvault",),
        local_auth_off="disableLocalAuth",
    ),
    "azure-native:dashboard:Grafana": Shape(
        kind=StoreKind.ANALYTICS, gate=Gate(access="properties.publicNetworkAccess")
    ),
    "azure-native:digitaltwins:DigitalTwin": Shape(kind=StoreKind.DATABASE, gate=Gate()),
    "azure-native:eventgrid:Domain": _GRID,
    "azure-native:eventgrid:Namespace": Shape(
        kind=StoreKind.QUEUE, gate=_GRID_GATE, tls="minimumTlsVersionAllowed"
    ),
    "azure-native:eventgrid:Topic": _GRID,
    # Azure API for FHIR, the service before Health Data Services.
    "azure-native:healthcareapis:Service": Shape(
        kind=StoreKind.DATABASE,
        gate=Gate(access="properties.publicNetworkAccess"),
        key="properties.cosmosDbConfiguration.keyVaultKeyUri",
    ),
    "azure-native:iothub:IotHubResource": Shape(
        kind=StoreKind.QUEUE,
        gate=Gate(
            access="properties.publicNetworkAccess",
            action="properties.networkRuleSets.defaultAction",
            rules="properties.networkRuleSets.ipRules",
            address="ipMask",
        ),
        tls="properties.minTlsVersion",
        local_auth_off="properties.disableLocalAuth",
    ),
    "azure-native:purview:Account": Shape(kind=StoreKind.ANALYTICS, gate=Gate()),
    "azure-native:relay:Namespace": Shape(kind=StoreKind.QUEUE, gate=Gate(), keeps=False),
    **dict.fromkeys(SIGNALS, _SIGNAL),
}


@facts_of(*_SHAPES)
def keyed(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A service that is open to the public network, and accepts keys, unless it refuses them."""
    yield from managed_store(found, graph, _SHAPES[found.type])


@facts_of(*_REPLICAS)
def replica(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A replica of a service in another region."""
    del graph
    yield copy_to(found, "location")
