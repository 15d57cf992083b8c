"""What the flexible servers of PostgreSQL and MySQL have in common."""

from collections.abc import Iterator

from hdsstack.facts.azure.coverage import coverage, own_backups
from hdsstack.facts.azure.exposure import Gate, firewall_open, reached_privately
from hdsstack.facts.azure.geo import pair_of
from hdsstack.facts.azure.joins import linked
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.place import data_class, region_of
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.clear import clear_at
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
from hdsstack.model.values import Unknown

GATE = Gate(access="network.publicNetworkAccess")
_SUBNET = "network.delegatedSubnetResourceId"
_DAYS = "backup.backupRetentionDays"
_GEO = "backup.geoRedundantBackup"
_MODE = "highAvailability.mode"
# Logs are archived every five minutes (learn.microsoft.com, backup and restore, from memory).
_LOG_MINUTES = 5.0


def public(server: Resource, graph: ResourceGraph, rule: str) -> Claims:
    """A server in a delegated subnet has no public address; the others have one unless refused."""
    network = server.get("network")
    if isinstance(network, Unknown):
        return (Seen(network, _SUBNET, server.urn),)
    if server.has(_SUBNET):
        return (server.says(False, _SUBNET),)
    return firewall_open(server, graph, GATE, rule)


def private(server: Resource, graph: ResourceGraph, rule: str) -> Claims:
    """In a delegated subnet, or behind private endpoints."""
    network = server.get("network")
    if isinstance(network, Unknown):
        return (Seen(network, _SUBNET, server.urn),)
    if server.has(_SUBNET):
        return (server.says(True, _SUBNET),)
    return reached_privately(server, graph, GATE, public(server, graph, rule))


def encryption(server: Resource) -> Encryption:
    """Always encrypted; with the establishment's key where `dataEncryption` names Key Vault."""
    at = "dataEncryption.type"
    kind = server.text(at, default="SystemManaged")
    if kind.default and server.has("dataEncryption.primaryKeyURI"):
        kind = server.says("AzureKeyVault", at)
    owner = kind.map(
        lambda text: (
            KeyOwner.ESTABLISHMENT if text.lower() == "azurekeyvault" else KeyOwner.PROVIDER
        )
    )
    return Encryption(encrypted=Seen(value=True, at=at, on=server.urn, default=True), owner=owner)


def server_facts(
    server: Resource,
    graph: ResourceGraph,
    rule: str,
    *,
    transit: tuple[Seen[str], ...],
    traced: Claims,
) -> Iterator[Fact]:
    """What is told of a flexible server of any engine; `rule` is its type of firewall rule."""
    yield Store(
        resource=server,
        kind=StoreKind.DATABASE,
        data_class=data_class(server),
        encryption=(encryption(server),),
        public=public(server, graph, rule),
        private=private(server, graph, rule),
        transit=transit,
        backups=backups(server, graph),
        history=(Seen(value=True, at="backup", on=server.urn, default=True),),
        guarded=guarded(server, graph),
        administration_traced=traced,
        zones=zones(server),
    )
    yield from copies(server, graph)
    why = message(N_("the administrator's password is written in the program"))
    clear = clear_at(server, "administratorLoginPassword", why)
    yield ClearSecret(resource=server, clear=clear)
    yield auditable(server, graph)


def source_of(server: Resource, graph: ResourceGraph) -> Resource | None:
    """The server that a replica follows."""
    found = linked(server, "sourceServerResourceId", graph, server.type)
    return found if isinstance(found, Resource) and found.urn != server.urn else None


def is_replica(server: Resource) -> bool:
    """A read replica: its backups are its source's."""
    mode = server.text("createMode", default="Default").value
    return isinstance(mode, str) and mode.lower() == "replica"


def backups(server: Resource, graph: ResourceGraph) -> tuple[Coverage, ...]:
    """Point-in-time recovery for `backupRetentionDays` (7 unless said), and backup plans."""
    source = source_of(server, graph) if is_replica(server) else None
    held = source or server
    days = held.number(_DAYS, default=7)
    own = own_backups(held, graph, days=days, geo=geo(held), interval_minutes=_LOG_MINUTES)
    return (own, *coverage(server, graph))


def geo(server: Resource) -> Seen[bool]:
    """Whether backups are copied to the pair of the region."""
    return server.text(_GEO, default="Disabled").map(lambda text: text.lower() == "enabled")


def zones(server: Resource) -> Claims:
    """A standby in another zone; `SameZone` and no standby do not survive the loss of one."""
    mode = server.text(_MODE, default="Disabled")
    return (mode.map(lambda text: text.lower() == "zoneredundant"),)


def copies(server: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Geo-redundant backups go to the pair; a replica may be in any region."""
    redundant = geo(server)
    if isinstance(redundant.value, Unknown):
        unknown: Seen[str] = Seen(redundant.value, _GEO, server.urn)
        yield Copy(resource=server, provider="azure", region=unknown)
    elif redundant.value:
        yield Copy(resource=server, provider="azure", region=pair_of(server, graph, _GEO))
    if (source := source_of(server, graph)) is not None:
        region = Seen(region_of(server, graph).value, "location", server.urn)
        yield Copy(resource=source, provider="azure", region=region)
