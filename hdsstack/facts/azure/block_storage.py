"""Elastic SAN, Lustre and File Sync.

Defaults as documented by Microsoft (reference of azure-native 3.29.0, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.exposure import (
    Gate,
    public,
    reached_privately,
)
from hdsstack.facts.azure.joins import linked
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.managed import Shape, key_owner
from hdsstack.facts.azure.place import data_class
from hdsstack.model.facts import (
    Encryption,
    Fact,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen

SAN = "azure-native:elasticsan:ElasticSan"
JOINED = (
    SAN,
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
