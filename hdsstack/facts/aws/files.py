"""Shared files: EFS and FSx."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import coverage, with_own
from hdsstack.facts.aws.keys import flagged_encryption, keyed_encryption
from hdsstack.facts.aws.place import data_class_of, region_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.policies import denies_plain, statements
from hdsstack.model.facts import Claims, Copy, Coverage, Encryption, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.planning.schedule import DAY_MINUTES

EFS = "aws:efs/fileSystem:FileSystem"
_POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy"
_BACKUP_POLICY = "aws:efs/backupPolicy:BackupPolicy"
_REPLICATION = "aws:efs/replicationConfiguration:ReplicationConfiguration"
_ONTAP = "aws:fsx/ontapFileSystem:OntapFileSystem"
_FSX = (
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    _ONTAP,
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
)
JOINED = (
    _POLICY,
    _BACKUP_POLICY,
    "aws:efs/mountTarget:MountTarget",
    "aws:efs/accessPoint:AccessPoint",
)
# The plan that EFS makes by itself keeps its daily backups for 35 days.
_AUTOMATIC_DAYS = 35.0


@facts_of(EFS)
def file_system(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An EFS file system: in clear unless asked, several zones unless one is named."""
    copies = list(graph.pointing(found, "sourceFileSystemId", _REPLICATION))
    zoned = found.has("availabilityZoneName")
    why = message(N_("the file system is kept in one zone"))
    yield Store(
        resource=found,
        kind=StoreKind.FILES,
        data_class=data_class_of(found, graph),
        encryption=(
            flagged_encryption(found, graph, flag="encrypted", key="kmsKeyId", default=False),
            *_copy_keys(copies, graph),
        ),
        transit=(_transit(found, graph),),
        backups=with_own(coverage(found, graph), *_automatic(found, graph)),
        guarded=(pulumi_guard(found),),
        zones=(Seen(not zoned, "availabilityZoneName", found.urn, why=why),),
    )


def _copy_keys(copies: list[Resource], graph: ResourceGraph) -> Iterator[Encryption]:
    for copy in copies:
        yield keyed_encryption(copy, graph, key="destination.kmsKeyId")


def _transit(found: Resource, graph: ResourceGraph) -> Seen[str]:
    """NFS in clear unless a policy of the file system refuses it."""
    for policy in graph.pointing(found, "fileSystemId", _POLICY):
        read = statements(policy.get("policy"))
        if isinstance(read, Unknown):
            return Seen(read, "policy", policy.urn)
        why = message(N_("no statement refuses NFS without TLS for every client"))
        refuses = denies_plain(read, "elasticfilesystem")
        return Seen("1.2" if refuses else "plain", "policy", policy.urn, why=why)
    why = message(N_("no policy of the file system refuses NFS without TLS"))
    return Seen("plain", "", found.urn, why=why)


def _automatic(found: Resource, graph: ResourceGraph) -> Iterator[Coverage]:
    for policy in graph.pointing(found, "fileSystemId", _BACKUP_POLICY):
        status = policy.text("backupPolicy.status")
        if isinstance(status.value, Unknown):
            missing: Seen[float] = Seen(status.value, status.at, policy.urn)
            yield Coverage(by=policy, interval=missing, kept=missing, own=True)
        elif status.value == "ENABLED":
            daily = Seen(float(DAY_MINUTES), status.at, policy.urn)
            kept = Seen(_AUTOMATIC_DAYS, status.at, policy.urn)
            yield Coverage(by=policy, interval=daily, kept=kept, own=True)


@facts_of(_REPLICATION)
def replication(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A replica of a file system, in the region that it names, else its own."""
    source = graph.linked(found, "sourceFileSystemId", EFS)
    origin = source if isinstance(source, Resource) else found
    own = region_of(found, graph).value
    region = found.text("destination.region", default=own)
    yield Copy(resource=origin, provider="aws", region=Seen(region.value, region.at, found.urn))


@facts_of(*_FSX)
def fsx(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An FSx file system: always encrypted; its own backups are daily."""
    windows = found.type == _FSX[0]
    kept = found.number("automaticBackupRetentionDays", default=7 if windows else 0)
    daily = Seen(float(DAY_MINUTES), "automaticBackupRetentionDays", found.urn)
    own = () if kept.value == 0 else (Coverage(by=found, interval=daily, kept=kept, own=True),)
    deployment = found.text("deploymentType", default="SINGLE_AZ_1")
    yield Store(
        resource=found,
        kind=StoreKind.FILES,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyId"),),
        backups=with_own(coverage(found, graph), *own),
        guarded=(*_last_backup(found), pulumi_guard(found)),
        zones=(deployment.map(lambda said: said.startswith("MULTI_AZ")),),
    )


def _last_backup(found: Resource) -> Claims:
    """What the program says of a last backup: Lustre takes none by itself, ONTAP's volumes do."""
    path = "skipFinalBackup"
    if found.type == _ONTAP or not found.has(path):
        return ()
    why = message(N_("no final backup is taken when the file system is deleted"))
    return (found.flag(path, default=False).map(lambda skips: not skips).because(why),)
