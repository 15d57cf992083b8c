"""Azure SQL managed instances: servers inside a virtual network."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.copies import copies_to
from hdsstack.facts.azure.coverage import own_backups
from hdsstack.facts.azure.geo import pair_of
from hdsstack.facts.azure.joins import children
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable, sends_all
from hdsstack.facts.clear import clear_at
from hdsstack.model.facts import (
    ClearSecret,
    Copy,
    Coverage,
    Encryption,
    Fact,
    KeyOwner,
    LocalCredential,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

INSTANCE = "azure-native:sql:ManagedInstance"
FAILOVER = "azure-native:sql:InstanceFailoverGroup"
ENTRA_ONLY = "azure-native:sql:ManagedInstanceAzureADOnlyAuthentication"
JOINED = (
    ENTRA_ONLY,
    "azure-native:sql:ManagedDatabase",
    "azure-native:sql:ManagedInstanceAdministrator",
    "azure-native:sql:ManagedInstanceKey",
    "azure-native:sql:ManagedInstanceLongTermRetentionPolicy",
    "azure-native:sql:ManagedInstancePrivateEndpointConnection",
)
_REDUNDANCY = "requestedBackupStorageRedundancy"


@facts_of(INSTANCE)
def managed_instance(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """In a subnet of its own; a public data endpoint only where it is asked for."""
    key = KeyOwner.ESTABLISHMENT if resource.has("keyId") else KeyOwner.PROVIDER
    always = Seen(value=True, at="keyId", on=resource.urn, default=True)
    lowest = resource.text("minimalTlsVersion", default="1.2").map(str.lower)
    yield Store(
        resource=resource,
        kind=StoreKind.DATABASE,
        data_class=data_class(resource),
        encryption=(Encryption(encrypted=always, owner=resource.says(key, "keyId")),),
        public=(resource.flag("publicDataEndpointEnabled", default=False),),
        transit=(lowest.map(lambda text: "1.0" if text == "none" else text),),
        backups=(_backups(resource, graph),),
        history=(always,),
        guarded=guarded(resource, graph),
        administration_traced=sends_all(resource, graph, "SQLSecurityAuditEvents"),
        zones=(resource.flag("zoneRedundant", default=False),),
    )
    yield from _copies(resource, graph)
    yield LocalCredential(resource=resource, enabled=(_passwords(resource, graph),))
    why = message(N_("the administrator's password is written in the program"))
    clear = clear_at(resource, "administratorLoginPassword", why)
    yield ClearSecret(resource=resource, clear=clear)
    yield auditable(resource, graph)


def _backups(resource: Resource, graph: ResourceGraph) -> Coverage:
    """Kept seven days unless the databases' own policies say more, which no type here holds."""
    geo = _geo(resource)
    days = Seen(7.0, "", resource.urn, default=True)
    return own_backups(resource, graph, days=days, geo=geo, interval_minutes=10.0)


def _geo(resource: Resource) -> Seen[bool]:
    found = resource.text(_REDUNDANCY, default="Geo").map(str.lower)
    return found.map(lambda text: text in ("geo", "geozone"))


def _copies(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    geo = _geo(resource)
    if isinstance(geo.value, Unknown):
        unknown: Seen[str] = Seen(geo.value, _REDUNDANCY, resource.urn)
        yield Copy(resource=resource, provider="azure", region=unknown)
    elif geo.value:
        region = pair_of(resource, graph, _REDUNDANCY)
        yield Copy(resource=resource, provider="azure", region=region)


def _passwords(resource: Resource, graph: ResourceGraph) -> Seen[bool]:
    own = resource.flag("administrators.azureADOnlyAuthentication", default=False)
    for setting in children(resource, graph, ENTRA_ONLY, by="managedInstanceName"):
        own = setting.flag("azureADOnlyAuthentication")
    return own.map(lambda only: not only)


@facts_of(FAILOVER)
def failover_group(group: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Its instance is copied to the partner regions."""
    del graph
    yield from copies_to(group, "partnerRegions", "location")
