"""Azure NetApp Files. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.copies import copy_to
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.place import data_class
from hdsstack.model.facts import Claims, Encryption, Fact, KeyOwner, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

VOLUME = "azure-native:netapp:CapacityPoolVolume"
JOINED = (
    "azure-native:netapp:Account",
    "azure-native:netapp:CapacityPool",
    "azure-native:netapp:SnapshotPolicy",
    "azure-native:netapp:BackupPolicy",
    "azure-native:netapp:BackupVault",
    "azure-native:netapp:CapacityPoolVolumeQuotaRule",
)
_REMOTE = "dataProtection.replication.remoteVolumeRegion"


@facts_of(VOLUME)
def volume(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A share in a subnet of its own: NFS in clear unless Kerberos, SMB in clear unless asked."""
    source = found.text("encryptionKeySource", default="Microsoft.NetApp").map(
        lambda text: (
            KeyOwner.ESTABLISHMENT if text.lower() == "microsoft.keyvault" else KeyOwner.PROVIDER
        )
    )
    always = Seen(value=True, at="encryptionKeySource", on=found.urn, default=True)
    yield Store(
        resource=found,
        kind=StoreKind.FILES,
        data_class=data_class(found),
        encryption=(Encryption(encrypted=always, owner=source),),
        transit=(_transit(found),),
        backups=_backups(found),
        history=_snapshots(found),
        guarded=guarded(found, graph),
    )
    if found.has(_REMOTE):
        yield copy_to(found, _REMOTE)


def _transit(found: Resource) -> Seen[str]:
    protocols = found.items("protocolTypes")
    if isinstance(protocols, Unknown):
        return Seen(protocols, "protocolTypes", found.urn)
    names = {str(name).lower() for name in protocols} or {"nfsv3"}
    secured = found.flag("smbEncryption" if names == {"cifs"} else "kerberosEnabled", default=False)
    why = message(N_("the volume speaks NFS or SMB without encryption"))
    return secured.map(lambda on: "1.2" if on else "plain").because(why)


def _backups(found: Resource) -> tuple[()] | Unknown:
    """The schedule of a backup policy is written where no type here reads it."""
    if found.has("dataProtection.backup.backupPolicyId"):
        return Unknown("the backup policy of the volume is not read")
    return ()


def _snapshots(found: Resource) -> Claims:
    at = "dataProtection.snapshot.snapshotPolicyId"
    why = message(N_("no snapshot policy is given"))
    return (Seen(found.has(at), at, found.urn, default=not found.has(at), why=why),)
