"""RDS and Aurora: instances, clusters and their members, replicas, proxies, copies."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import coverage, with_own
from hdsstack.facts.aws.database_traces import audited
from hdsstack.facts.aws.databases import (
    RETENTION,
    insights,
    kept_on_deletion,
    own_backups,
    several_members,
    storage,
    transit,
)
from hdsstack.facts.aws.keys import keyed_encryption
from hdsstack.facts.aws.parameters import CLUSTER_GROUP, INSTANCE_GROUP, Group, group_of
from hdsstack.facts.aws.place import data_class_of, region_of
from hdsstack.facts.aws.secret_values import secret_in_clear
from hdsstack.facts.aws.shares import replica_abroad, shared_copies, shared_with_all
from hdsstack.model.facts import (
    Claims,
    ClearSecret,
    Copy,
    Coverage,
    Encryption,
    Endpoint,
    Fact,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
MEMBER = "aws:rds/clusterInstance:ClusterInstance"
GLOBAL = "aws:rds/globalCluster:GlobalCluster"
BACKUP_COPY = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
JOINED = (
    INSTANCE_GROUP,
    CLUSTER_GROUP,
    "aws:rds/optionGroup:OptionGroup",
    "aws:rds/subnetGroup:SubnetGroup",
    "aws:rds/clusterActivityStream:ClusterActivityStream",
    "aws:rds/proxyTarget:ProxyTarget",
    "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
)


@facts_of(INSTANCE)
def instance(db: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A database. Defaults of the provider: in clear, private, one zone, no backups."""
    source = _source(db, graph)
    engine = (source or db).text("engine")
    group = group_of(db, graph, "parameterGroupName", INSTANCE_GROUP)
    yield Store(
        resource=db,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(db, graph, source),
        encryption=(
            _instance_storage(db, source, graph),
            *insights(db, graph),
            *_kept_elsewhere(db, graph),
        ),
        public=(db.flag("publiclyAccessible", default=False),),
        transit=transit(engine, group),
        backups=_instance_backups(db, source, graph),
        history=() if _is_replica(db) else (_history(db, default=0),),
        guarded=kept_on_deletion(db),
        administration_traced=tuple(_traced(db, engine, group, graph)),
        zones=() if _is_replica(db) else (db.flag("multiAz", default=False),),
    )
    if clear := secret_in_clear(db, "password"):
        yield ClearSecret(resource=db, clear=(clear,))
    if _copies_abroad(db, source, graph):
        where = Seen(region_of(db, graph).value, "replicateSourceDb", db.urn)
        yield Copy(resource=source or db, provider="aws", region=where)


def _copies_abroad(db: Resource, source: Resource | None, graph: ResourceGraph) -> bool:
    """A replica of another region names its source by ARN; one of the same region by name."""
    if source is not None:
        return region_of(source, graph).value != region_of(db, graph).value
    named = db.get("replicateSourceDb")
    return isinstance(named, Unknown) or (isinstance(named, str) and named.startswith("arn:"))


def _traced(
    db: Resource, engine: Seen[str], group: Group, graph: ResourceGraph
) -> Iterator[Seen[bool]]:
    if isinstance(engine.value, Unknown):
        yield Seen(engine.value, engine.at, engine.on)
    else:
        yield from audited(db, engine.value, group, graph)


def _is_replica(db: Resource) -> bool:
    return db.has("replicateSourceDb")


def _source(db: Resource, graph: ResourceGraph) -> Resource | None:
    found = graph.linked(db, "replicateSourceDb", INSTANCE, CLUSTER)
    return found if isinstance(found, Resource) else None


def _instance_storage(db: Resource, source: Resource | None, graph: ResourceGraph) -> Encryption:
    """A replica of the same region inherits; a restored snapshot keeps what it was."""
    if db.has("storageEncrypted") or db.has("kmsKeyId"):
        return storage(db, graph, default=_absent(db))
    if source is not None:
        return storage(source, graph, default=_absent(source))
    return storage(db, graph, default=_absent(db))


def _absent(db: Resource) -> bool | Unknown:
    restored = any(
        db.has(path) for path in ("snapshotIdentifier", "restoreToPointInTime", "replicateSourceDb")
    )
    return Unknown("as what it is restored or replicated from") if restored else False


def _kept_elsewhere(db: Resource, graph: ResourceGraph) -> Iterator[Encryption]:
    """The keys of backups that are replicated to another region."""
    for copy in graph.pointing(db, "sourceDbInstanceArn", BACKUP_COPY):
        yield keyed_encryption(copy, graph, key="kmsKeyId")


def _history(db: Resource, *, default: float) -> Seen[bool]:
    return db.number(RETENTION, default=default).map(lambda days: days > 0)


def _instance_backups(
    db: Resource, source: Resource | None, graph: ResourceGraph
) -> tuple[Coverage, ...] | Unknown:
    """Plans and own backups; a replica holds nothing that its source has not."""
    if source is not None and not db.has(RETENTION):
        return with_own(
            coverage(db, graph), *_own(source, graph), *_listed(coverage(source, graph))
        )
    return with_own(coverage(db, graph), *_own(db, graph))


def _listed(found: tuple[Coverage, ...] | Unknown) -> tuple[Coverage, ...]:
    return () if isinstance(found, Unknown) else found


def _own(db: Resource, graph: ResourceGraph) -> tuple[Coverage, ...]:
    default = 1 if db.type == CLUSTER else 0
    replicated = tuple(
        copy.says(value=True, at="sourceDbInstanceArn")
        for copy in graph.pointing(db, "sourceDbInstanceArn", BACKUP_COPY)
    )
    why = message(N_("automated backups stay in the region of the database"))
    stay: Claims = (Seen(value=False, at=RETENTION, on=db.urn, why=why),)
    return own_backups(db, db.number(RETENTION, default=default), replicated or stay)


@facts_of(BACKUP_COPY)
def backup_copy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Automated backups replicated into the region that this resource is made in."""
    source = graph.linked(found, "sourceDbInstanceArn", INSTANCE)
    region = region_of(found, graph)
    where = Seen(region.value, region.at, found.urn)
    origin = source if isinstance(source, Resource) else found
    yield Copy(resource=origin, provider="aws", region=where)


# Clusters ----------------------------------------------------------------------------------------


@facts_of(CLUSTER)
def cluster(db: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An Aurora or Multi-AZ cluster. Aurora's storage is encrypted by AWS since 2026-02-18."""
    engine = db.text("engine")
    group = group_of(db, graph, "dbClusterParameterGroupName", CLUSTER_GROUP)
    yield Store(
        resource=db,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(db, graph),
        encryption=(storage(db, graph, default=_cluster_default(db)), *insights(db, graph)),
        public=(db.flag("publiclyAccessible", default=False),),
        transit=transit(engine, group),
        backups=with_own(coverage(db, graph), *_own(db, graph)),
        history=(_history(db, default=1),),
        guarded=kept_on_deletion(db),
        administration_traced=tuple(_traced(db, engine, group, graph)),
        zones=_cluster_zones(db, graph),
    )
    if clear := secret_in_clear(db, "masterPassword"):
        yield ClearSecret(resource=db, clear=(clear,))
    yield from replica_abroad(db, graph, CLUSTER, INSTANCE)


def _aurora(db: Resource) -> bool:
    engine = db.get("engine")
    return isinstance(engine, str) and engine.startswith("aurora")


def _cluster_default(db: Resource) -> bool | Unknown:
    restored = db.has("snapshotIdentifier") or db.has("restoreToPointInTime")
    if restored and not _aurora(db):
        return Unknown("as what it is restored from")
    return _aurora(db)


def _cluster_zones(db: Resource, graph: ResourceGraph) -> tuple[Seen[bool], ...]:
    if db.has("dbClusterInstanceClass"):
        return (db.says(value=True, at="dbClusterInstanceClass"),)
    if db.get("engineMode") == "serverless":
        return (db.says(value=True, at="engineMode"),)
    return several_members(db, list(graph.pointing(db, "clusterIdentifier", MEMBER)))


@facts_of(MEMBER)
def member(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A member of a cluster: computes over the cluster's storage and inherits its encryption."""
    linked = graph.linked(found, "clusterIdentifier", CLUSTER)
    owner = linked if isinstance(linked, Resource) else None
    inherited = (storage(owner, graph, default=_cluster_default(owner)),) if owner else ()
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph, owner),
        encryption=(*inherited, *insights(found, graph)),
        public=(found.flag("publiclyAccessible", default=False),),
        backups_possible=False,
    )


@facts_of(GLOBAL)
def global_cluster(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Each cluster of a global database holds a copy in its own region."""
    for part in graph.pointing(found, "globalClusterIdentifier", CLUSTER):
        where = Seen(region_of(part, graph).value, "globalClusterIdentifier", part.urn)
        yield Copy(resource=found, provider="aws", region=where)


# Snapshots and proxies ---------------------------------------------------------------------------


@facts_of("aws:rds/snapshotCopy:SnapshotCopy", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy")
def snapshot_copy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A copy of a snapshot, in its own region unless it names another."""
    own = region_of(found, graph)
    region = found.text("destinationRegion", default=own.value)
    yield Copy(resource=found, provider="aws", region=Seen(region.value, region.at, found.urn))
    yield from _snapshot_store(found, graph, ())


@facts_of("aws:rds/snapshot:Snapshot", "aws:rds/clusterSnapshot:ClusterSnapshot")
def snapshot(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A snapshot is encrypted as its source; sharing it with `all` publishes it."""
    path, kind = (
        ("dbInstanceIdentifier", INSTANCE)
        if found.type.endswith(":Snapshot")
        else ("dbClusterIdentifier", CLUSTER)
    )
    source = graph.linked(found, path, kind)
    inherited: tuple[Encryption, ...] = ()
    if isinstance(source, Resource):
        default = _cluster_default(source) if kind == CLUSTER else _absent(source)
        inherited = (storage(source, graph, default=default),)
    yield from _snapshot_store(found, graph, inherited)


def _snapshot_store(
    found: Resource, graph: ResourceGraph, inherited: tuple[Encryption, ...]
) -> Iterator[Fact]:
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph),
        encryption=inherited,
        public=(shared_with_all(found, "sharedAccounts"),),
        backups_possible=False,
    )
    yield from shared_copies(found, "sharedAccounts")


@facts_of("aws:rds/proxy:Proxy")
def proxy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A proxy accepts plain connections unless it requires TLS (1.2 or better)."""
    del graph
    required = found.flag("requireTls", default=False)
    yield Endpoint(resource=found, transit=(required.map(lambda tls: "1.2" if tls else "plain"),))
