"""DynamoDB: tables, their replicas and their continuous backups."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import coverage, with_own
from hdsstack.facts.aws.keys import keyed_encryption, provider_encryption
from hdsstack.facts.aws.kms import open_policy
from hdsstack.facts.aws.place import data_class_of, region_of
from hdsstack.facts.aws.private_access import endpoint_claims
from hdsstack.facts.aws.protection import deletion_claims
from hdsstack.model.facts import Copy, Coverage, Encryption, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

TABLE = "aws:dynamodb/table:Table"
_POLICY = "aws:dynamodb/resourcePolicy:ResourcePolicy"
_REPLICA = "aws:dynamodb/tableReplica:TableReplica"
JOINED = (
    _POLICY,
    "aws:dynamodb/tableItem:TableItem",
    "aws:dynamodb/tag:Tag",
    "aws:dynamodb/contributorInsights:ContributorInsights",
)
_PITR = "pointInTimeRecovery.enabled"


@facts_of(TABLE)
def table(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A table: AWS's own key unless one is named, no point-in-time recovery unless asked."""
    history = found.flag(_PITR, default=False)
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph),
        encryption=(_encryption(found, graph), *_replica_keys(found, graph)),
        public=tuple(
            open_policy(policy, "policy")
            for policy in graph.pointing(found, "resourceArn", _POLICY)
        ),
        private=endpoint_claims(found, graph, "dynamodb"),
        transit=(found.says("1.2"),),
        backups=with_own(coverage(found, graph), *_own(found, history)),
        history=(history,),
        expires=(found.flag("ttl.enabled", default=False),),
        guarded=deletion_claims(found, "deletionProtectionEnabled"),
    )
    for path in _replicas(found):
        yield Copy(resource=found, provider="aws", region=_replica_region(found, path))


def _encryption(table: Resource, graph: ResourceGraph) -> Encryption:
    """Always encrypted; `enabled` without a key is AWS's `alias/aws/dynamodb`."""
    enabled = table.flag("serverSideEncryption.enabled", default=False)
    if enabled.value is False:
        return provider_encryption(table, "serverSideEncryption")
    return keyed_encryption(table, graph, key="serverSideEncryption.kmsKeyArn")


def _replicas(table: Resource) -> list[str]:
    items = table.items("replicas")
    if isinstance(items, Unknown):
        return ["replicas"]
    return [f"replicas[{index}]" for index in range(len(items))]


def _replica_region(table: Resource, path: str) -> Seen[str]:
    if path == "replicas":
        return Seen(Unknown("the replicas are an output"), path, table.urn)
    return table.text(f"{path}.regionName")


def _replica_keys(table: Resource, graph: ResourceGraph) -> Iterator[Encryption]:
    for path in _replicas(table):
        if path == "replicas":
            missing = Unknown("the replicas are an output")
            yield Encryption(
                encrypted=table.says(value=True, at=path), owner=Seen(missing, path, table.urn)
            )
        else:
            yield keyed_encryption(table, graph, key=f"{path}.kmsKeyArn")


def _own(table: Resource, history: Seen[bool]) -> tuple[Coverage, ...]:
    """Point-in-time recovery: continuous, kept 35 days unless it says less."""
    if history.value is False:
        return ()
    kept = table.number("pointInTimeRecovery.recoveryPeriodInDays", default=35)
    if isinstance(history.value, Unknown):
        kept = Seen(history.value, _PITR, table.urn)
    why = message(N_("point-in-time recovery stays in the region of the table"))
    stays = (Seen(value=False, at=_PITR, on=table.urn, why=why),)
    continuous = Seen(0.0, _PITR, table.urn)
    return (Coverage(by=table, interval=continuous, kept=kept, elsewhere=stays, own=True),)


@facts_of(_REPLICA)
def replica(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A replica as a resource of its own, in its own region."""
    source = graph.linked(found, "globalTableArn", TABLE)
    origin = source if isinstance(source, Resource) else found
    region = region_of(found, graph)
    where = Seen(region.value, region.at, found.urn)
    yield Copy(resource=origin, provider="aws", region=where)
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph, origin),
        encryption=(keyed_encryption(found, graph, key="kmsKeyArn"),),
        transit=(found.says("1.2"),),
        guarded=deletion_claims(found, "deletionProtectionEnabled"),
        backups_possible=False,
    )


@facts_of("aws:dynamodb/globalTable:GlobalTable")
def global_table(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The older form of a replicated table: only its regions."""
    del graph
    for path in _replicas(found):
        yield Copy(resource=found, provider="aws", region=_replica_region(found, path))
