"""Azure Cosmos DB for PostgreSQL: a coordinator and nodes.

Defaults as documented by Microsoft (learn.microsoft.com/azure/cosmos-db/postgresql, from memory,
2026-11): TLS is always required, backups are continuous and kept 35 days, high availability is off.
The reference says no default for public access: the coordinator counts as open unless refused, the
nodes as closed.
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.coverage import own_backups
from hdsstack.facts.azure.exposure import Gate, firewall_open, reached_privately
from hdsstack.facts.azure.geo import pair_of
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.managed import Shape, key_owner
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.clear import clear_at
from hdsstack.model.facts import (
    ClearSecret,
    Copy,
    Encryption,
    Fact,
    LocalCredential,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

CLUSTER = "azure-native:dbforpostgresql:ServerGroupCluster"
RULES = (
    "azure-native:dbforpostgresql:FirewallRule",
    "azure-native:dbforpostgresql:ServerGroupFirewallRule",
)
JOINED = (
    *RULES,
    "azure-native:dbforpostgresql:ServerGroupPrivateEndpointConnection",
    "azure-native:dbforpostgresql:ServerGroupRole",
)
_COORDINATOR = Gate(access="coordinatorEnablePublicIpAccess", closed=("false",), opened="true")
_NODES = Gate(access="nodeEnablePublicIpAccess", closed=("false",), opened="false")
_DAYS = 35.0
_SHAPE = Shape(kind=StoreKind.DATABASE, gate=_COORDINATOR, key="dataEncryption.primaryKeyUri")


@facts_of(CLUSTER)
def cluster(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A database spread over nodes; a standby of each node is in another zone."""
    always = Seen(value=True, on=found.urn, default=True)
    geo = found.flag("enableGeoBackup", default=False)
    days: Seen[float] = Seen(_DAYS, "", found.urn, default=True)
    exposed = tuple(
        claim
        for gate in (_COORDINATOR, _NODES)
        for claim in firewall_open(found, graph, gate, *RULES, by="clusterName")
    )
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class(found),
        encryption=(Encryption(encrypted=always, owner=key_owner(found, _SHAPE)),),
        public=exposed,
        private=reached_privately(found, graph, _COORDINATOR, exposed),
        transit=(Seen(value="1.2", on=found.urn, default=True),),
        backups=(own_backups(found, graph, days=days, geo=geo),),
        history=(always,),
        guarded=guarded(found, graph),
        zones=(found.flag("enableHa", default=False),),
    )
    if geo.value is not False:
        unknown: Seen[str] = Seen(Unknown("geo-redundancy is not known"), geo.at, found.urn)
        region = pair_of(found, graph, geo.at) if geo.value is True else unknown
        yield Copy(resource=found, provider="azure", region=region)
    passwords = found.text("authConfig.passwordAuth", default="Enabled")
    enabled = passwords.map(lambda text: text.lower() != "disabled")
    yield LocalCredential(resource=found, enabled=(enabled,))
    why = message(N_("the administrator's password is written in the program"))
    clear = clear_at(found, "administratorLoginPassword", why)
    yield ClearSecret(resource=found, clear=clear)
    yield auditable(found, graph)
