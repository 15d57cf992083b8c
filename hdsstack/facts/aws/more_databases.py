"""Databases that are neither RDS nor DynamoDB: Keyspaces, Timestream, elastic DocumentDB, DAX.

Defaults as the provider and AWS document them, read 2026-11.
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import coverage, region_in_arn, with_own
from hdsstack.facts.aws.databases import own_backups
from hdsstack.facts.aws.keys import key_owner, keyed_encryption
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.aws.secret_values import secrets_in_clear
from hdsstack.facts.aws.shapes import Shape, kept
from hdsstack.facts.paths import spread
from hdsstack.model.facts import (
    Claims,
    ClearSecret,
    Copy,
    Coverage,
    Encryption,
    Fact,
    KeyOwner,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen

_OWN_KEY = "CUSTOMER_MANAGED_KMS_KEY"
# Point-in-time recovery of Keyspaces goes back so many days.
_RECOVERY_DAYS = 35.0
# Timestream keeps records so long where nobody says.
_TIMESTREAM_DAYS = 73000.0


@facts_of("aws:keyspaces/keyspace:Keyspace")
def keyspace(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Tables of several regions are kept in each of them."""
    del graph
    for path in spread(found, "replicationSpecification.regionLists[]"):
        yield Copy(resource=found, provider="aws", region=found.text(path))


@facts_of("aws:dsql/cluster:Cluster")
def witness(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A distributed cluster of several regions; each of its peers is a cluster of its own."""
    del graph
    path = "multiRegionProperties.witnessRegion"
    if found.has(path):
        yield Copy(resource=found, provider="aws", region=found.text(path))
    for peer in spread(found, "multiRegionProperties.clusters[]"):
        yield Copy(resource=found, provider="aws", region=found.text(peer).map(region_in_arn))


@facts_of("aws:rds/shardGroup:ShardGroup")
def shards(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The members of a limitless cluster, which may have public addresses of their own."""
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph),
        public=(found.flag("publiclyAccessible", default=False),),
        backups_possible=False,
    )


@facts_of("aws:keyspaces/table:Table")
def wide_table(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A table of Keyspaces: AWS's own key and no recovery unless asked, TLS only."""
    recovered = found.text("pointInTimeRecovery.status", default="DISABLED")
    on = recovered.map(lambda said: said == "ENABLED")
    expiry = found.number("defaultTimeToLive", default=0)
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph),
        encryption=(_table_key(found, graph),),
        transit=(found.says("1.2"),),
        backups=with_own(coverage(found, graph), *_recovery(found, on)),
        history=(on,),
        expires=(expiry.map(lambda seconds: seconds > 0),),
        guarded=(pulumi_guard(found),),
    )


def _table_key(found: Resource, graph: ResourceGraph) -> Encryption:
    kind = found.text("encryptionSpecification.type", default="AWS_OWNED_KMS_KEY")
    always = found.says(value=True, at=kind.at)
    if kind.value == _OWN_KEY:
        path = "encryptionSpecification.kmsKeyIdentifier"
        return Encryption(encrypted=always, owner=key_owner(found, path, graph))
    return Encryption(encrypted=always, owner=kind.map(lambda _: KeyOwner.PROVIDER))


def _recovery(found: Resource, on: Seen[bool]) -> tuple[Coverage, ...]:
    if on.value is False:
        return ()
    kept_days: Seen[float] = on.map(lambda _: _RECOVERY_DAYS)
    return (Coverage(by=found, interval=on.map(lambda _: 0.0), kept=kept_days, own=True),)


@facts_of("aws:timestreamwrite/table:Table")
def time_series(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A table of Timestream: its database's key; records expire after a number of days."""
    path = "retentionProperties.magneticStoreRetentionPeriodInDays"
    days = found.number(path, default=_TIMESTREAM_DAYS)
    why = message(N_("records are deleted when they reach an age"))
    expires = days.map(lambda count: count < _TIMESTREAM_DAYS).because(why)
    database = graph.linked(found, "databaseName", "aws:timestreamwrite/database:Database")
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(
            found, graph, database if isinstance(database, Resource) else None
        ),
        transit=(found.says("1.2"),),
        backups=coverage(found, graph),
        expires=(expires,),
        guarded=(pulumi_guard(found),),
    )


_INFLUX = Shape(
    kind=StoreKind.DATABASE,
    public="publiclyAccessible",
    passwords=("password",),
    backed_up=True,
    guarded=True,
)


@facts_of(
    "aws:timestreaminfluxdb/dbInstance:DbInstance", "aws:timestreaminfluxdb/dbCluster:DbCluster"
)
def influx(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A database of InfluxDB under AWS's own key, private unless asked."""
    kind = found.text("deploymentType", default="SINGLE_AZ")
    zones: Claims = (kind.map(lambda said: not said.startswith("SINGLE")),)
    yield from kept(found, graph, _INFLUX, zones=zones)


@facts_of("aws:docdb/elasticCluster:ElasticCluster")
def elastic_documents(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An elastic cluster of documents: always encrypted, TLS only, backed up for a day or more."""
    retention = found.number("backupRetentionPeriod", default=1)
    why = message(N_("the backups stay in the region of the database"))
    stay: Claims = (Seen(value=False, at="backupRetentionPeriod", on=found.urn, why=why),)
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyId"),),
        transit=(found.says("1.2"),),
        backups=with_own(coverage(found, graph), *own_backups(found, retention, stay)),
        history=(retention.map(lambda days: days > 0),),
        guarded=(pulumi_guard(found),),
    )
    yield ClearSecret(resource=found, clear=secrets_in_clear(found, "adminUserPassword"))


@facts_of("aws:dax/cluster:Cluster")
def table_cache(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cache before DynamoDB: in clear and plain unless asked, under AWS's own key."""
    on = found.flag("serverSideEncryption.enabled", default=False)
    owner: Seen[KeyOwner] = on.map(lambda said: KeyOwner.PROVIDER if said else KeyOwner.NOBODY)
    mode = found.text("clusterEndpointEncryptionType", default="NONE")
    why = message(N_("the cache accepts connections without TLS"))
    nodes = found.number("replicationFactor", default=1)
    yield Store(
        resource=found,
        kind=StoreKind.CACHE,
        data_class=data_class_of(found, graph),
        encryption=(Encryption(encrypted=on, owner=owner),),
        transit=(mode.map(lambda said: "1.2" if said == "TLS" else "plain").because(why),),
        backups_possible=False,
        zones=(nodes.map(lambda count: count > 1),),
    )
