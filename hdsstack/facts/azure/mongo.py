"""Azure DocumentDB, clusters of MongoDB (Cosmos DB for MongoDB vCore before).

Defaults as documented by Microsoft (reference of azure-native 3.29.0, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.exposure import Gate, firewall_open, reached_privately
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.managed import only_microsofts
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.clear import clear_at
from hdsstack.model.facts import (
    ClearSecret,
    Coverage,
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

# The first is of earlier versions of the interface, without `properties`.
CLUSTERS = ("azure-native:cosmosdb:MongoCluster", "azure-native:mongocluster:MongoCluster")
RULES = (
    "azure-native:cosmosdb:MongoClusterFirewallRule",
    "azure-native:mongocluster:FirewallRule",
)
JOINED = (
    *RULES,
    "azure-native:mongocluster:PrivateEndpointConnection",
    "azure-native:mongocluster:User",
)

# Backups are continuous and kept so long.
_DAYS = 35.0
_NOWHERE_SAID = Unknown("the service's documentation does not say where backups are kept")


@facts_of(*CLUSTERS)
def mongo(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cluster with a local administrator, that firewall rules narrow."""
    new = found.type == CLUSTERS[1]
    gate = Gate(access="properties.publicNetworkAccess") if new else Gate()
    always = Seen(value=True, on=found.urn, default=True)
    continuous: Seen[float] = Seen(0.0, "", found.urn, default=True)
    days: Seen[float] = Seen(_DAYS, "", found.urn, default=True)
    where: Seen[bool] = Seen(_NOWHERE_SAID, "", found.urn)
    opened = firewall_open(found, graph, gate, *RULES, by="mongoClusterName")
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class(found),
        encryption=(Encryption(encrypted=always, owner=only_microsofts(found)),),
        public=opened,
        private=reached_privately(found, graph, gate, opened),
        transit=(Seen(value="1.2", on=found.urn, default=True),),
        backups=(Coverage(by=found, interval=continuous, kept=days, elsewhere=(where,), own=True),),
        history=(always,),
        guarded=guarded(found, graph),
        zones=(_spread(found) if new else found.flag("nodeGroupSpecs[0].enableHa", default=False),),
    )
    login = "properties.administrator" if new else "administratorLogin"
    yield LocalCredential(resource=found, enabled=(found.says(True, login),))
    why = message(N_("the administrator's password is written in the program"))
    secret = "properties.administrator.password" if new else "administratorLoginPassword"
    yield ClearSecret(resource=found, clear=clear_at(found, secret, why))
    yield auditable(found, graph)


def _spread(found: Resource) -> Seen[bool]:
    mode = found.text("properties.highAvailability.targetMode", default="Disabled")
    return mode.map(lambda text: text.lower().startswith("zoneredundant"))
