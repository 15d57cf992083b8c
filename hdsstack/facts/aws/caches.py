"""Caches and in-memory databases: ElastiCache and MemoryDB."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.keys import flagged_encryption, key_owner, keyed_encryption
from hdsstack.facts.aws.place import data_class_of, region_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.aws.secret_values import secret_in_clear
from hdsstack.model.facts import (
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
from hdsstack.model.values import Unknown
from hdsstack.planning.schedule import DAY_MINUTES

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
GLOBAL = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup"
CLUSTER = "aws:elasticache/cluster:Cluster"
JOINED = (
    "aws:elasticache/subnetGroup:SubnetGroup",
    "aws:elasticache/parameterGroup:ParameterGroup",
    "aws:elasticache/user:User",
    "aws:elasticache/userGroup:UserGroup",
    "aws:memorydb/subnetGroup:SubnetGroup",
    "aws:memorydb/parameterGroup:ParameterGroup",
    "aws:memorydb/acl:Acl",
)


@facts_of(GROUP)
def replication_group(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cache of several nodes. Valkey is encrypted at rest by default, Redis is not."""
    yield Store(
        resource=found,
        kind=StoreKind.CACHE,
        data_class=data_class_of(found, graph),
        encryption=(_at_rest(found, graph),),
        transit=(_transit(found, _primary(found, graph)),),
        backups_possible=False,
        zones=(found.flag("multiAzEnabled", default=False),),
    )
    if claim := secret_in_clear(found, "authToken"):
        yield ClearSecret(resource=found, clear=(claim,))


def _primary(found: Resource, graph: ResourceGraph) -> Resource | Unknown | None:
    """The first group of the global one that a group joins: it decides for the others."""
    if not found.has("globalReplicationGroupId"):
        return None
    joined = graph.linked(found, "globalReplicationGroupId", GLOBAL)
    if isinstance(joined, Resource):
        first = graph.linked(joined, "primaryReplicationGroupId", GROUP)
        if isinstance(first, Resource) and first.urn != found.urn:
            return first
    return Unknown("the first group of the global one is not in this stack")


def _at_rest(found: Resource, graph: ResourceGraph) -> Encryption:
    """Its own word, else that of the first group of its global one; the key is its own region's."""
    flag = "atRestEncryptionEnabled"
    first = None if found.has(flag) else _primary(found, graph)
    if isinstance(first, Unknown):
        return Encryption(
            encrypted=Seen(first, flag, found.urn), owner=key_owner(found, "kmsKeyId", graph)
        )
    holder = first or found
    valkey = holder.get("engine") == "valkey"
    if first is not None and first.flag(flag, default=valkey).value is True:
        return keyed_encryption(found, graph, key="kmsKeyId")
    return flagged_encryption(holder, graph, flag=flag, key="kmsKeyId", default=valkey)


def _transit(found: Resource, first: Resource | Unknown | None = None) -> Seen[str]:
    """TLS where it is on and required; `preferred` still takes plain connections."""
    why = message(N_("the cache accepts connections without TLS"))
    if not found.has("transitEncryptionEnabled"):
        if isinstance(first, Unknown):
            return Seen(first, "transitEncryptionEnabled", found.urn)
        found = first or found
    mode = found.text("transitEncryptionMode", default="required")
    if mode.value != "required":
        return mode.map(lambda _: "plain").because(why)
    enabled = found.flag("transitEncryptionEnabled", default=False)
    return enabled.map(lambda on: "1.2" if on else "plain").because(why)


@facts_of(CLUSTER)
def cache_cluster(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cache of its own, or a node of a group that says everything for it."""
    if found.has("replicationGroupId"):
        return
    why = message(N_("this kind of cache has no encryption at rest"))
    clear = Encryption(
        encrypted=Seen(value=False, at="engine", on=found.urn, why=why),
        owner=Seen(KeyOwner.NOBODY, "engine", found.urn),
    )
    yield Store(
        resource=found,
        kind=StoreKind.CACHE,
        data_class=data_class_of(found, graph),
        encryption=(clear,),
        transit=(_transit(found),),
        backups_possible=False,
        zones=(found.text("azMode", default="single-az").map(lambda mode: mode == "cross-az"),),
    )


@facts_of("aws:elasticache/serverlessCache:ServerlessCache")
def serverless_cache(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Always encrypted, at rest and in transit, in several zones."""
    yield Store(
        resource=found,
        kind=StoreKind.CACHE,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyId"),),
        transit=(found.says("1.2", "engine"),),
        backups_possible=False,
    )


@facts_of(GLOBAL)
def global_group(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Each group that joins a global one holds a copy in its own region."""
    for part in graph.pointing(found, "globalReplicationGroupId", GROUP):
        where = Seen(region_of(part, graph).value, "globalReplicationGroupId", part.urn)
        yield Copy(resource=found, provider="aws", region=where)


@facts_of("aws:memorydb/cluster:Cluster")
def memory_database(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A durable database in memory: encrypted at rest by nature, TLS unless it is switched off."""
    kept = found.number("snapshotRetentionLimit", default=0)
    daily = Seen(float(DAY_MINUTES), "snapshotRetentionLimit", found.urn)
    own = () if kept.value == 0 else (Coverage(by=found, interval=daily, kept=kept, own=True),)
    tls = found.flag("tlsEnabled", default=True)
    replicas = found.number("numReplicasPerShard", default=1)
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyArn"),),
        transit=(tls.map(lambda on: "1.2" if on else "plain"),),
        backups=own,
        guarded=(pulumi_guard(found),),
        zones=(replicas.map(lambda count: count > 0),),
    )
