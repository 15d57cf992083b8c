"""DocumentDB and Neptune: clusters, members, global clusters."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import coverage, with_own
from hdsstack.facts.aws.databases import (
    RETENTION,
    kept_on_deletion,
    own_backups,
    several_members,
    storage,
)
from hdsstack.facts.aws.parameters import Group, group_of
from hdsstack.facts.aws.place import data_class_of, region_of
from hdsstack.facts.aws.secret_values import secret_in_clear
from hdsstack.facts.aws.shares import replica_abroad
from hdsstack.model.facts import Claims, ClearSecret, Copy, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_DOCDB = "aws:docdb/cluster:Cluster"
_NEPTUNE = "aws:neptune/cluster:Cluster"
_DOCDB_MEMBER = "aws:docdb/clusterInstance:ClusterInstance"
_NEPTUNE_MEMBER = "aws:neptune/clusterInstance:ClusterInstance"
_DOCDB_GROUP = "aws:docdb/clusterParameterGroup:ClusterParameterGroup"
_NEPTUNE_GROUP = "aws:neptune/clusterParameterGroup:ClusterParameterGroup"
JOINED = (
    _DOCDB_GROUP,
    _NEPTUNE_GROUP,
    "aws:docdb/subnetGroup:SubnetGroup",
    "aws:neptune/clusterEndpoint:ClusterEndpoint",
    "aws:neptune/subnetGroup:SubnetGroup",
    "aws:neptune/parameterGroup:ParameterGroup",
)


@facts_of(_DOCDB)
def document_cluster(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A document database: in clear unless asked, TLS unless its parameters disable it."""
    group = group_of(found, graph, "dbClusterParameterGroupName", _DOCDB_GROUP)
    why = message(N_("the database accepts connections without TLS"))
    tls = group.value("tls", "enabled")
    transit = tls.map(lambda said: "plain" if said == "disabled" else "1.2").because(why)
    members = list(graph.pointing(found, "clusterIdentifier", _DOCDB_MEMBER))
    yield _cluster(
        found,
        graph,
        key="kmsKeyId",
        transit=transit,
        traced=_traced(found, group, "enabledCloudwatchLogsExports", "audit_logs", "disabled"),
        members=members,
    )
    if claim := secret_in_clear(found, "masterPassword"):
        yield ClearSecret(resource=found, clear=(claim,))


@facts_of(_NEPTUNE)
def graph_cluster(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A graph database: in clear unless asked, TLS only."""
    group = group_of(found, graph, "neptuneClusterParameterGroupName", _NEPTUNE_GROUP)
    yield _cluster(
        found,
        graph,
        key="kmsKeyArn",
        transit=found.says("1.2", "engine"),
        traced=_traced(
            found, group, "enableCloudwatchLogsExports", "neptune_enable_audit_log", "0"
        ),
        members=list(graph.pointing(found, "clusterIdentifier", _NEPTUNE_MEMBER)),
    )
    yield from replica_abroad(found, graph, _NEPTUNE)


def _cluster(
    found: Resource,
    graph: ResourceGraph,
    *,
    key: str,
    transit: Seen[str],
    traced: Claims,
    members: list[Resource],
) -> Store:
    retention = found.number(RETENTION, default=1)
    why = message(N_("the backups stay in the region of the database"))
    stay: Claims = (Seen(value=False, at=RETENTION, on=found.urn, why=why),)
    restored = found.has("snapshotIdentifier")
    default = Unknown("as the snapshot that it is restored from") if restored else False
    return Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph),
        encryption=(storage(found, graph, default=default, key=key),),
        transit=(transit,),
        backups=with_own(coverage(found, graph), *own_backups(found, retention, stay)),
        history=(retention.map(lambda days: days > 0),),
        guarded=kept_on_deletion(found),
        administration_traced=traced,
        zones=several_members(found, members),
    )


def _traced(found: Resource, group: Group, exports: str, parameter: str, off: str) -> Claims:
    """The audit log is written by a parameter, and leaves by an export."""
    items = found.items(exports)
    why = message(N_("the audit log of the database is not exported"))
    sent = items if isinstance(items, Unknown) else "audit" in items
    written = group.value(parameter, off).map(lambda said: said not in (off, "none"))
    unwritten = message(N_("the database writes no audit log ({name})"), name=parameter)
    return (Seen(sent, exports, found.urn, why=why), written.because(unwritten))


@facts_of(_DOCDB_MEMBER, _NEPTUNE_MEMBER)
def member(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A member computes over its cluster's storage and inherits its encryption."""
    linked = graph.linked(found, "clusterIdentifier", _DOCDB, _NEPTUNE)
    owner = linked if isinstance(linked, Resource) else None
    key = "kmsKeyArn" if owner is not None and owner.type == _NEPTUNE else "kmsKeyId"
    inherited = (storage(owner, graph, default=False, key=key),) if owner is not None else ()
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph, owner),
        encryption=inherited,
        public=_public(found),
        backups_possible=False,
    )


def _public(member: Resource) -> Claims:
    """DocumentDB is inside a network by nature; a member of Neptune may have a public address."""
    if member.type != _NEPTUNE_MEMBER:
        return ()
    return (member.flag("publiclyAccessible", default=False),)


@facts_of(
    "aws:docdb/clusterSnapshot:ClusterSnapshot", "aws:neptune/clusterSnapshot:ClusterSnapshot"
)
def snapshot(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A snapshot is encrypted as its cluster."""
    linked = graph.linked(found, "dbClusterIdentifier", _DOCDB, _NEPTUNE)
    owner = linked if isinstance(linked, Resource) else None
    key = "kmsKeyArn" if owner is not None and owner.type == _NEPTUNE else "kmsKeyId"
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph, owner),
        encryption=(storage(owner, graph, default=False, key=key),) if owner is not None else (),
        backups_possible=False,
    )


@facts_of("aws:docdb/globalCluster:GlobalCluster", "aws:neptune/globalCluster:GlobalCluster")
def global_cluster(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Each cluster of a global one holds a copy in its own region."""
    for part in graph.pointing(found, "globalClusterIdentifier", _DOCDB, _NEPTUNE):
        where = Seen(region_of(part, graph).value, "globalClusterIdentifier", part.urn)
        yield Copy(resource=found, provider="aws", region=where)
