"""Copies that services list or that are resources of their own: exports, replicas, recovery."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.caches import DATABASE, ENTERPRISE
from hdsstack.facts.azure.copies import copies_to, copy_to
from hdsstack.facts.azure.joins import linked, named
from hdsstack.facts.azure.place import region_of
from hdsstack.model.facts import Copy, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Unknown, dig

EXPORT = "azure-native:operationalinsights:DataExport"
DIRECTORY = "azure-native:aad:DomainService"
FABRIC = "azure-native:recoveryservices:ReplicationFabric"
HSM = "azure-native:keyvault:ManagedHsm"
SETTINGS_REPLICA = "azure-native:appconfiguration:Replica"
LINKED_CACHES = ("azure-native:redis:LinkedServer", "azure-native:redis:RedisLinkedServer")
RESTORE_POINTS = "azure-native:compute:RestorePointCollection"
_GROUP = "geoReplication.linkedDatabases"
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


@facts_of(*LINKED_CACHES)
def linked_cache(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The second cache of a pair; linked as the first, it is the source and no copy."""
    del graph
    if found.text("serverRole").map(str.lower).value != "primary":
        yield copy_to(found, "linkedRedisCacheLocation")


@facts_of(DATABASE)
def linked_databases(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Databases of Redis Enterprise that hold the same data, in whatever regions."""
    items = found.items(_GROUP)
    ids = [items] if isinstance(items, Unknown) else [dig(item, "id") for item in items]
    for rank, value in enumerate(ids):
        region = _region_of_database(value, found, graph)
        yield Copy(
            resource=found,
            provider="azure",
            region=Seen(region, f"{_GROUP}[{rank}].id", found.urn),
        )


def _region_of_database(value: Found, found: Resource, graph: ResourceGraph) -> str | Unknown:
    """Where the cluster of a linked database is; an id names it, as all are called `default`."""
    cluster = value.partition("/databases/") if isinstance(value, str) else ("", "", "")
    if cluster[1]:
        target = named(cluster[0], found, _GROUP, graph, ENTERPRISE)
    else:
        target = named(value, found, _GROUP, graph, DATABASE)
    if isinstance(target, Resource) and target.type == DATABASE:
        target = linked(target, "clusterName", graph, ENTERPRISE)
    if isinstance(target, Resource):
        return region_of(target, graph).value
    outside = Unknown("the linked database is not in this stack")
    return target if isinstance(target, Unknown) else outside


@facts_of(RESTORE_POINTS)
def restore_points(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Restore points of machines; a collection made from another is a copy in its own region.

    learn.microsoft.com/azure/virtual-machines/manage-restore-points, 2026-11.
    """
    if found.has("source"):
        region = Seen(region_of(found, graph).value, "location", found.urn)
        yield Copy(resource=found, provider="azure", region=region)
