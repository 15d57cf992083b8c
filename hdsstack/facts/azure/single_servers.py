"""Single servers of PostgreSQL, MySQL and MariaDB, as older programs have them.

Azure has retired all three (MySQL in 2024, PostgreSQL and MariaDB in 2025); what a program declares
is judged nevertheless. Defaults as documented by Microsoft on 2026-11.
"""

from collections.abc import Iterator

from hdsstack.facts.azure.coverage import coverage, own_backups
from hdsstack.facts.azure.exposure import Gate, firewall_open, reached_privately
from hdsstack.facts.azure.geo import pair_of
from hdsstack.facts.azure.joins import children
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.parameters import lowest_tls
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.clear import clear_at
from hdsstack.model.facts import (
    Claims,
    ClearSecret,
    Copy,
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

KEYS = ("azure-native:dbforpostgresql:ServerKey", "azure-native:dbformysql:ServerKey")
RULES = (
    "azure-native:dbforpostgresql:FirewallRule",
    "azure-native:dbforpostgresql:SingleServerFirewallRule",
    "azure-native:dbformysql:FirewallRule",
    "azure-native:dbformysql:SingleServerFirewallRule",
    "azure-native:dbformariadb:FirewallRule",
)
NETWORK_RULES = (
    "azure-native:dbforpostgresql:VirtualNetworkRule",
    "azure-native:dbforpostgresql:SingleServerVirtualNetworkRule",
    "azure-native:dbformysql:VirtualNetworkRule",
    "azure-native:dbformysql:SingleServerVirtualNetworkRule",
    "azure-native:dbformariadb:VirtualNetworkRule",
)
JOINED = (
    *KEYS,
    *RULES,
    *NETWORK_RULES,
    "azure-native:dbforpostgresql:SingleServerDatabase",
    "azure-native:dbforpostgresql:SingleServerServerAdministrator",
    "azure-native:dbforpostgresql:SingleServerServerSecurityAlertPolicy",
    "azure-native:dbformysql:SingleServerDatabase",
    "azure-native:dbformysql:SingleServerServerAdministrator",
    "azure-native:dbformariadb:Database",
    "azure-native:dbformariadb:PrivateEndpointConnection",
)
_BACKUP = "properties.storageProfile"


def single_server(resource: Resource, graph: ResourceGraph, traced: Claims) -> Iterator[Fact]:
    """No zones, and passwords that cannot be refused."""
    gate = Gate(access="properties.publicNetworkAccess")
    geo = resource.text(f"{_BACKUP}.geoRedundantBackup", default="Disabled").map(
        lambda text: text.lower() == "enabled"
    )
    days = resource.number(f"{_BACKUP}.backupRetentionDays", default=7)
    always = Seen(value=True, on=resource.urn, default=True)
    exposed = firewall_open(resource, graph, gate, *RULES, networks=NETWORK_RULES)
    yield Store(
        resource=resource,
        kind=StoreKind.DATABASE,
        data_class=data_class(resource),
        encryption=(Encryption(encrypted=always, owner=_owner(resource, graph)),),
        public=exposed,
        private=reached_privately(resource, graph, gate, exposed),
        transit=_transit(resource),
        backups=(own_backups(resource, graph, days=days, geo=geo), *coverage(resource, graph)),
        history=(always,),
        guarded=guarded(resource, graph),
        administration_traced=traced,
        zones=(resource.says(False),),
    )
    if geo.value is not False:
        unknown: Seen[str] = Seen(Unknown("geo-redundancy is not known"), geo.at, resource.urn)
        region = pair_of(resource, graph, geo.at) if geo.value is True else unknown
        yield Copy(resource=resource, provider="azure", region=region)
    yield LocalCredential(resource=resource, enabled=(resource.says(True, "properties"),))
    why = message(N_("the administrator's password is written in the program"))
    clear = clear_at(resource, "properties.administratorLoginPassword", why)
    yield ClearSecret(resource=resource, clear=clear)
    yield auditable(resource, graph)


def _owner(resource: Resource, graph: ResourceGraph) -> Seen[KeyOwner]:
    """A key of Key Vault is a resource of its own that names the server."""
    for key in children(resource, graph, *KEYS, by="serverName"):
        return Seen(KeyOwner.ESTABLISHMENT, "serverKeyType", key.urn)
    return Seen(KeyOwner.PROVIDER, on=resource.urn)


def _transit(resource: Resource) -> tuple[Seen[str], ...]:
    enforced = resource.text("properties.sslEnforcement", default="Enabled").map(
        lambda text: "on" if text.lower() == "enabled" else "off"
    )
    lowest = resource.text("properties.minimalTlsVersion", default="TLS1_0")
    version = lowest.map(lambda text: text.lower().replace("_", ".").replace("tls", "tlsv"))
    anything = version.map(lambda text: text if text.startswith("tlsv1") else "tlsv1.0")
    return lowest_tls(enforced, anything)
