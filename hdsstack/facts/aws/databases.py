"""What database clusters of AWS have in common: encryption, transport, backups, insights."""

from collections.abc import Iterator

from hdsstack.facts.aws.keys import key_owner, keyed_encryption
from hdsstack.facts.aws.parameters import Group, forced_tls, lowest_tls
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.aws.zones import one_zone
from hdsstack.model.facts import Claims, Coverage, Encryption, KeyOwner
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

RETENTION = "backupRetentionPeriod"


def storage(
    database: Resource, graph: ResourceGraph, *, default: bool | Unknown, key: str = "kmsKeyId"
) -> Encryption:
    """`storageEncrypted` with its key; `default` is what an absent flag means."""
    encrypted = database.flag("storageEncrypted", default=default)
    if encrypted.value is False:
        owner: Seen[KeyOwner] = Seen(KeyOwner.NOBODY, encrypted.at, encrypted.on, encrypted.default)
    else:
        owner = key_owner(database, key, graph)
    return Encryption(encrypted=encrypted, owner=owner)


def insights(database: Resource, graph: ResourceGraph) -> Iterator[Encryption]:
    """Performance Insights keeps statements, under a key of its own."""
    if database.flag("performanceInsightsEnabled", default=False).value is not False:
        yield keyed_encryption(database, graph, key="performanceInsightsKmsKeyId")


def transit(engine: Seen[str], group: Group) -> tuple[Seen[str], ...]:
    """The lowest protocol of a database: plain where nothing forces TLS."""
    if isinstance(engine.value, Unknown):
        return (Seen(engine.value, engine.at, engine.on),)
    forced = forced_tls(engine.value, group)
    if forced.value is True:
        lowest = lowest_tls(engine.value, group)
        return (lowest if lowest.known else Seen(lowest.value, lowest.at, lowest.on),)
    why = message(N_("the database accepts connections without TLS"))
    return (forced.map(lambda _: "plain").because(why),)


def own_backups(
    database: Resource, retention: Seen[float], elsewhere: Claims = ()
) -> tuple[Coverage, ...]:
    """The service's own backups: continuous, kept as long as the retention; none at 0."""
    if retention.value == 0:
        return ()
    continuous = Seen(0.0, RETENTION, database.urn)
    return (
        Coverage(by=database, interval=continuous, kept=retention, elsewhere=elsewhere, own=True),
    )


def kept_on_deletion(database: Resource) -> Claims:
    """Deletion protection, a final snapshot, and Pulumi's own protection."""
    snapshot = database.flag("skipFinalSnapshot", default=False).map(lambda skips: not skips)
    why = message(N_("no final snapshot is taken when the database is deleted"))
    return (
        database.flag("deletionProtection", default=False),
        snapshot.because(why),
        pulumi_guard(database),
    )


def several_members(
    cluster: Resource, members: list[Resource], wanted: int = 2
) -> tuple[Seen[bool], ...]:
    """A cluster survives a zone with two members or more."""
    why = message(N_("the cluster has fewer than two members"))
    if len(members) < wanted:
        return (Seen(value=False, at="", on=cluster.urn, why=why),)
    stacked = message(N_("the members of the cluster are all in one zone"))
    one = one_zone(members)
    value = one if isinstance(one, Unknown) else not one
    return (Seen(value, "", cluster.urn, why=stacked),)
