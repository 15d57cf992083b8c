"""Redshift: clusters, and the serverless form."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import coverage, with_own
from hdsstack.facts.aws.keys import flagged_encryption, keyed_encryption
from hdsstack.facts.aws.parameters import group_of
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.aws.secret_values import secret_in_clear
from hdsstack.model.facts import ClearSecret, Copy, Coverage, Encryption, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Unknown, unknowns_in

CLUSTER = "aws:redshift/cluster:Cluster"
_GROUP = "aws:redshift/parameterGroup:ParameterGroup"
_COPY = "aws:redshift/snapshotCopy:SnapshotCopy"
_LOGGING = "aws:redshift/logging:Logging"
_NAMESPACE = "aws:redshiftserverless/namespace:Namespace"
JOINED = (
    _GROUP,
    _LOGGING,
    "aws:redshift/subnetGroup:SubnetGroup",
    "aws:redshift/clusterIamRoles:ClusterIamRoles",
    "aws:redshift/endpointAccess:EndpointAccess",
    "aws:redshift/snapshotCopyGrant:SnapshotCopyGrant",
    "aws:redshift/snapshotSchedule:SnapshotSchedule",
    "aws:redshift/snapshotScheduleAssociation:SnapshotScheduleAssociation",
    "aws:redshift/usageLimit:UsageLimit",
    "aws:redshiftserverless/endpointAccess:EndpointAccess",
    "aws:redshiftserverless/usageLimit:UsageLimit",
)
_RETENTION = "automatedSnapshotRetentionPeriod"
_SNAPSHOT_MINUTES = 480.0


@facts_of(CLUSTER)
def cluster(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A warehouse. New clusters are encrypted, private and TLS only since 2025-01."""
    kept = found.number(_RETENTION, default=1)
    copies = list(graph.pointing(found, "clusterIdentifier", _COPY))
    own = Coverage(
        by=found,
        interval=Seen(_SNAPSHOT_MINUTES, _RETENTION, found.urn),
        kept=kept,
        elsewhere=tuple(copy.says(value=True, at="destinationRegion") for copy in copies),
        own=True,
    )
    skips = found.flag("skipFinalSnapshot", default=False)
    yield Store(
        resource=found,
        kind=StoreKind.WAREHOUSE,
        data_class=data_class_of(found, graph),
        encryption=(
            flagged_encryption(found, graph, flag="encrypted", key="kmsKeyId", default=True),
        ),
        public=(found.flag("publiclyAccessible", default=False),),
        transit=(_transit(found, graph),),
        backups=with_own(coverage(found, graph), *(() if kept.value == 0 else (own,))),
        history=(kept.map(lambda days: days > 0),),
        guarded=(skips.map(lambda skip: not skip), pulumi_guard(found)),
        administration_traced=(_traced(found, graph),),
        zones=(found.flag("multiAz", default=False),),
    )
    if claim := secret_in_clear(found, "masterPassword"):
        yield ClearSecret(resource=found, clear=(claim,))


def _transit(found: Resource, graph: ResourceGraph) -> Seen[str]:
    group = group_of(found, graph, "clusterParameterGroupName", _GROUP)
    family = group.holder.get("family") if group.holder is not None else "redshift-2.0"
    required = group.on("require_ssl", default=family == "redshift-2.0")
    why = message(N_("the warehouse accepts connections without TLS"))
    return required.map(lambda on: "1.2" if on else "plain").because(why)


def _traced(found: Resource, graph: ResourceGraph) -> Seen[bool]:
    for logging in graph.pointing(found, "clusterIdentifier", _LOGGING):
        return logging.says(value=True, at="clusterIdentifier")
    why = message(N_("the audit log of the warehouse is not kept"))
    return Seen(value=False, on=found.urn, why=why)


@facts_of(_COPY)
def snapshot_copy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Snapshots copied to another region."""
    source = graph.linked(found, "clusterIdentifier", CLUSTER)
    origin = source if isinstance(source, Resource) else found
    yield Copy(resource=origin, provider="aws", region=found.text("destinationRegion"))


@facts_of(
    "aws:redshift/clusterSnapshot:ClusterSnapshot", "aws:redshiftserverless/snapshot:Snapshot"
)
def snapshot(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A snapshot is encrypted as the warehouse that it is made from."""
    linked = graph.linked(found, "clusterIdentifier", CLUSTER)
    if not found.has("clusterIdentifier"):
        linked = graph.linked(found, "namespaceName", _NAMESPACE)
    owner = linked if isinstance(linked, Resource) else None
    yield Store(
        resource=found,
        kind=StoreKind.WAREHOUSE,
        data_class=data_class_of(found, graph, owner),
        encryption=(_at_rest(owner, graph),) if owner is not None else (),
        backups_possible=False,
    )


def _at_rest(owner: Resource, graph: ResourceGraph) -> Encryption:
    if owner.type == CLUSTER:
        return flagged_encryption(owner, graph, flag="encrypted", key="kmsKeyId", default=True)
    return keyed_encryption(owner, graph, key="kmsKeyId")


@facts_of(_NAMESPACE)
def namespace(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The data of a serverless warehouse: always encrypted."""
    yield Store(
        resource=found,
        kind=StoreKind.WAREHOUSE,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyId"),),
        backups=coverage(found, graph),
        guarded=(pulumi_guard(found),),
        administration_traced=_exported(found),
    )
    if claim := secret_in_clear(found, "adminUserPassword"):
        yield ClearSecret(resource=found, clear=(claim,))


_LOGS = ("connectionlog", "useractivitylog")


def _exported(found: Resource) -> tuple[Seen[bool], ...]:
    """Who connects and what they run are two logs, each exported where it is named."""
    said = found.get("logExports")
    unread = next(unknowns_in(said), None)
    why = message(N_("the logs of connections and statements of the warehouse are not both kept"))
    known = said if isinstance(said, list) else []
    kept: bool | Unknown = all(log in known for log in _LOGS)
    value = unread if kept is False and unread is not None else kept
    return (Seen(value, "logExports", found.urn, default=said is ABSENT, why=why),)


@facts_of("aws:redshiftserverless/workgroup:Workgroup")
def workgroup(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """How a serverless warehouse is reached."""
    linked = graph.linked(found, "namespaceName", _NAMESPACE)
    source = linked if isinstance(linked, Resource) else None
    yield Store(
        resource=found,
        kind=StoreKind.WAREHOUSE,
        data_class=data_class_of(found, graph, source),
        public=(found.flag("publiclyAccessible", default=False),),
        transit=(_required(found),),
        backups_possible=False,
    )


def _required(found: Resource) -> Seen[str]:
    """Whether `require_ssl` is on among the parameters."""
    path = "configParameters"
    items = found.items(path)
    if isinstance(items, Unknown):
        return Seen(items, path, found.urn)
    why = message(N_("the warehouse accepts connections without TLS"))
    for rank in range(len(items)):
        name = found.text(f"{path}[{rank}].parameterKey")
        if isinstance(name.value, Unknown):
            return Seen(name.value, path, found.urn)
        if name.value == "require_ssl":
            on = found.flag(f"{path}[{rank}].parameterValue")
            return on.map(lambda required: "1.2" if required else "plain").because(why)
    return Seen(Unknown("the default of this version is not known"), path, found.urn, default=True)
