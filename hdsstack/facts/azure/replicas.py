"""Copies that services list or that are resources of their own: exports, replicas, recovery."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.copies import copies_to, copy_to
from hdsstack.facts.azure.joins import linked
from hdsstack.facts.azure.place import region_of
from hdsstack.model.facts import Copy, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

EXPORT = "azure-native:operationalinsights:DataExport"
DIRECTORY = "azure-native:aad:DomainService"
FABRIC = "azure-native:recoveryservices:ReplicationFabric"
HSM = "azure-native:keyvault:ManagedHsm"
SETTINGS_REPLICA = "azure-native:appconfiguration:Replica"
JOINED = (
    "azure-native:recoveryservices:ReplicationPolicy",
    "azure-native:recoveryservices:ReplicationProtectedItem",
    "azure-native:recoveryservices:ReplicationProtectionContainerMapping",
    "azure-native:recoveryservices:ReplicationNetworkMapping",
    "azure-native:recoveryservices:ReplicationRecoveryPlan",
)
# Where a service lists the regions that it is in, and what it calls each.
_REGIONS = {DIRECTORY: ("replicaSets", "location"), HSM: ("properties.regions", "name")}
_RECEIVERS = (
    "azure-native:storage:StorageAccount",
    "azure-native:eventhub:Namespace",
    "azure-native:eventhub:EventHub",
)


@facts_of(EXPORT)
def data_export(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Tables of a workspace that go on to a storage account or an event hub."""
    if found.flag("enable", default=True).value is False:
        return
    match linked(found, "resourceId", graph, *_RECEIVERS):
        case Resource() as target:
            region = region_of(target, graph).value
        case Unknown() as missing:
            region = missing
        case _:
            region = Unknown("the place of a destination that this stack does not hold")
    yield Copy(resource=found, provider="azure", region=Seen(region, "resourceId", found.urn))


@facts_of(*_REGIONS)
def replicated(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A managed domain with its replica sets, a managed HSM with its pool in several regions."""
    del graph
    path, place = _REGIONS[found.type]
    yield from copies_to(found, path, place)


@facts_of(FABRIC)
def recovery_fabric(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A region between which and another site recovery replicates machines."""
    del graph
    path = "properties.customDetails.location"
    if found.has(path):
        yield copy_to(found, path)


@facts_of(SETTINGS_REPLICA)
def settings_replica(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Settings of applications in one more region."""
    del graph
    yield copy_to(found, "location")
