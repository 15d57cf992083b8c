"""Elastic SAN, Lustre, File Sync and clusters of MongoDB.

Defaults as documented by Microsoft (reference of azure-native 3.29.0, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.exposure import (
    Gate,
    firewall_open,
    public,
    reached_privately,
)
from hdsstack.facts.azure.joins import linked
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.managed import Shape, key_owner
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

SAN = "azure-native:elasticsan:ElasticSan"
MONGO_RULE = "azure-native:cosmosdb:MongoClusterFirewallRule"
JOINED = (
    SAN,
    MONGO_RULE,
    "azure-native:elasticsan:PrivateEndpointConnection",
    "azure-native:elasticsan:Volume",
    "azure-native:elasticsan:VolumeSnapshot",
    "azure-native:storagecache:AutoExportJob",
    "azure-native:storagecache:AutoImportJob",
    "azure-native:storagecache:ImportJob",
    "azure-native:storagesync:CloudEndpoint",
    "azure-native:storagesync:PrivateEndpointConnection",
    "azure-native:storagesync:RegisteredServer",
    "azure-native:storagesync:ServerEndpoint",
    "azure-native:storagesync:SyncGroup",
)

_SAN = Shape(
    kind=StoreKind.DISK,
    gate=Gate(),
    key="encryption",
    key_values=("encryptionatrestwithcustomermanagedkey",),
)


@facts_of("azure-native:elasticsan:VolumeGroup")
def volumes(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Volumes of a SAN: its network rules let in subnets only, whatever the SAN says."""
    host = linked(found, "elasticSanName", graph, SAN)
    always = Seen(value=True, at=_SAN.key, on=found.urn, default=True)
    yield Store(
        resource=found,
        kind=_SAN.kind,
        data_class=data_class(host if isinstance(host, Resource) else found),
        encryption=(Encryption(encrypted=always, owner=key_owner(found, _SAN)),),
        public=(found.says(False, "networkAcls"),),
        guarded=guarded(found, graph),
    )


_LUSTRE = Shape(kind=StoreKind.FILES, gate=Gate(), key="encryptionSettings.keyEncryptionKey.keyUrl")


@facts_of("azure-native:storagecache:AmlFilesystem")
def lustre(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Fast files in a subnet, which are made again from a container."""
    always = Seen(value=True, at=_LUSTRE.key, on=found.urn, default=True)
    yield Store(
        resource=found,
        kind=_LUSTRE.kind,
        data_class=data_class(found),
        encryption=(Encryption(encrypted=always, owner=key_owner(found, _LUSTRE)),),
        backups_possible=False,
        guarded=guarded(found, graph),
    )


_SYNC = Gate(
    access="incomingTrafficPolicy", closed=("allowvirtualnetworksonly",), opened="allowalltraffic"
)


@facts_of("azure-native:storagesync:StorageSyncService")
def file_sync(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """What carries files between servers and a share, which is judged itself."""
    yield Store(
        resource=found,
        kind=StoreKind.FILES,
        data_class=data_class(found),
        public=public(found, _SYNC),
        private=reached_privately(found, graph, _SYNC, public(found, _SYNC)),
        transit=(Seen(value="1.2", on=found.urn, default=True),),
        backups_possible=False,
    )


# MongoDB -----------------------------------------------------------------------------------------

# Backups are continuous and kept so long.
_MONGO_DAYS = 35.0
_MONGO = Shape(kind=StoreKind.DATABASE, gate=Gate())


@facts_of("azure-native:cosmosdb:MongoCluster")
def mongo(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cluster of MongoDB with a local administrator, that firewall rules narrow."""
    always = Seen(value=True, on=found.urn, default=True)
    continuous: Seen[float] = Seen(0.0, "", found.urn, default=True)
    days: Seen[float] = Seen(_MONGO_DAYS, "", found.urn, default=True)
    spread = found.flag("nodeGroupSpecs[0].enableHa", default=False)
    opened = firewall_open(found, graph, _MONGO.gate, MONGO_RULE, by="mongoClusterName")
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class(found),
        encryption=(Encryption(encrypted=always, owner=key_owner(found, _MONGO)),),
        public=opened,
        private=reached_privately(found, graph, _MONGO.gate, opened),
        transit=(Seen(value="1.2", on=found.urn, default=True),),
        backups=(Coverage(by=found, interval=continuous, kept=days, own=True),),
        history=(Seen(value=True, on=found.urn, default=True),),
        guarded=guarded(found, graph),
        zones=(spread,),
    )
    yield LocalCredential(resource=found, enabled=(found.says(True, "administratorLogin"),))
    why = message(N_("the administrator's password is written in the program"))
    clear = clear_at(found, "administratorLoginPassword", why)
    yield ClearSecret(resource=found, clear=clear)
    yield auditable(found, graph)
