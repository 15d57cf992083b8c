"""Azure SQL: servers and their databases. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.coverage import own_backups
from hdsstack.facts.azure.exposure import Gate, firewall_open, reached_privately
from hdsstack.facts.azure.geo import pair_of
from hdsstack.facts.azure.joins import children, linked, resources_at
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.place import data_class, region_of
from hdsstack.facts.azure.sql_settings import (
    audited,
    encryption,
    long_term,
    short_term,
)
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.clear import clear_at
from hdsstack.model.facts import (
    Claims,
    ClearSecret,
    Copy,
    Coverage,
    Fact,
    LocalCredential,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, dig

SERVER = "azure-native:sql:Server"
DATABASE = "azure-native:sql:Database"
FAILOVER = "azure-native:sql:FailoverGroup"
ENTRA_ONLY = "azure-native:sql:ServerAzureADOnlyAuthentication"
RULES = ("azure-native:sql:FirewallRule", "azure-native:sql:IPv6FirewallRule")
NETWORK_RULE = "azure-native:sql:VirtualNetworkRule"
JOINED = (
    ENTRA_ONLY,
    *RULES,
    NETWORK_RULE,
    "azure-native:sql:ElasticPool",
    "azure-native:sql:ServerAzureADAdministrator",
    "azure-native:sql:PrivateEndpointConnection",
    "azure-native:sql:ServerDnsAlias",
)

_GATE = Gate()
_REDUNDANCY = "requestedBackupStorageRedundancy"
_TLS = {"none": "1.0"}
# Logs are backed up about every ten minutes (learn.microsoft.com, automated backups).
_LOG_MINUTES = 10.0


@facts_of(SERVER)
def server(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A logical server; the data are in its databases, or in what another stack puts there."""
    yield LocalCredential(resource=resource, enabled=(_passwords(resource, graph),))
    why = message(N_("the administrator's password is written in the program"))
    clear = clear_at(resource, "administratorLoginPassword", why)
    yield ClearSecret(resource=resource, clear=clear)
    if not children(resource, graph, DATABASE, by="serverName"):
        yield Store(
            resource=resource,
            kind=StoreKind.DATABASE,
            data_class=data_class(resource),
            public=_public(resource, graph),
            private=_private(resource, graph),
            transit=_transit(resource),
            backups_possible=False,
            guarded=guarded(resource, graph),
            administration_traced=audited(resource, None, graph),
        )


def _passwords(resource: Resource, graph: ResourceGraph) -> Seen[bool]:
    """SQL sign-in is on unless only Entra identities are accepted."""
    own = resource.flag("administrators.azureADOnlyAuthentication", default=False)
    if own.value is True:
        return Seen(value=False, at=own.at, on=resource.urn)
    for setting in children(resource, graph, ENTRA_ONLY, by="serverName"):
        return setting.flag("azureADOnlyAuthentication").map(lambda only: not only)
    return own.map(lambda only: not only)


def _public(resource: Resource, graph: ResourceGraph) -> Claims:
    return firewall_open(resource, graph, _GATE, *RULES, networks=(NETWORK_RULE,))


def _private(resource: Resource, graph: ResourceGraph) -> Claims:
    return reached_privately(resource, graph, _GATE, _public(resource, graph))


def _transit(resource: Resource) -> tuple[Seen[str], ...]:
    """Always encrypted; `None` accepts any version, and TLS 1.2 is the least since 2025-08."""
    lowest = resource.text("minimalTlsVersion", default="1.2").map(str.lower)
    return (lowest.map(lambda text: _TLS.get(text, text)),)


@facts_of(DATABASE)
def database(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A database: reached through its server, backed up by the service."""
    host = linked(resource, "serverName", graph, SERVER)
    held = host if isinstance(host, Resource) else None
    unknown: Seen[bool] = Seen(
        Unknown("the server is not in this stack"), "serverName", resource.urn
    )
    yield Store(
        resource=resource,
        kind=StoreKind.DATABASE,
        data_class=data_class(resource),
        encryption=(encryption(resource, held, graph),),
        public=_public(held, graph) if held else (unknown,),
        private=_private(held, graph) if held else (unknown,),
        transit=_transit(held) if held else (Seen(Unknown("the server is not in this stack")),),
        backups=tuple(_backups(resource, graph)),
        history=(Seen(value=True, on=resource.urn, default=True),),
        guarded=guarded(resource, graph),
        administration_traced=audited(held, resource, graph),
        zones=(resource.flag("zoneRedundant", default=False),),
    )
    yield from _copies(resource, graph)
    yield auditable(resource, graph)


def _redundancy(resource: Resource) -> Seen[str]:
    return resource.text(_REDUNDANCY, default="Geo").map(str.lower)


def _backups(resource: Resource, graph: ResourceGraph) -> Iterator[Coverage]:
    """Point-in-time recovery, and the weekly copies of a long-term policy."""
    geo = _redundancy(resource).map(lambda text: text in ("geo", "geozone"))
    days = short_term(resource, graph)
    own = own_backups(resource, graph, days=days, geo=geo, interval_minutes=_LOG_MINUTES)
    local = _redundancy(resource).map(lambda text: text != "local")
    yield Coverage(by=own.by, interval=own.interval, kept=own.kept, elsewhere=(local,), own=True)
    yield from long_term(resource, graph, elsewhere=(local,))


def _copies(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Geo-redundant backups go to the pair of the region; a secondary is a copy of its source."""
    redundancy = _redundancy(resource)
    if isinstance(redundancy.value, Unknown):
        yield Copy(resource=resource, provider="azure", region=redundancy)
    elif redundancy.value in ("geo", "geozone"):
        region = pair_of(resource, graph, _REDUNDANCY)
        yield Copy(resource=resource, provider="azure", region=region)
    source = linked(resource, "sourceDatabaseId", graph, DATABASE)
    if isinstance(source, Resource) and source.urn != resource.urn:
        where = Seen(region_of(resource, graph).value, "location", resource.urn)
        yield Copy(resource=source, provider="azure", region=where)


@facts_of(FAILOVER)
def failover_group(group: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Its databases are copied to every partner server."""
    primary = linked(group, "serverName", graph, SERVER)
    about = primary if isinstance(primary, Resource) else group
    items = group.items("partnerServers")
    if isinstance(items, Unknown):
        partners = list(resources_at(group, "partnerServers", [items], graph, SERVER))
    else:
        ids = [dig(item, "id") for item in items]
        partners = list(resources_at(group, "partnerServers", ids, graph, SERVER))
    partners = [one for one in partners if one is not primary]
    for partner in partners:
        region = Seen(region_of(partner, graph).value, "partnerServers", group.urn)
        yield Copy(resource=about, provider="azure", region=region)
    if not partners:
        missing: Seen[str] = Seen(
            Unknown("the partner server is not in this stack"), "partnerServers", group.urn
        )
        yield Copy(resource=about, provider="azure", region=missing)
