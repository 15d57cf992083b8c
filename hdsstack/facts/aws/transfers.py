"""DataSync, Storage Gateway and the connectors of Transfer Family: what carries files about.

Defaults as the provider and AWS document them, read 2026-11.
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import region_in_arn
from hdsstack.facts.aws.keys import keyed_encryption
from hdsstack.facts.aws.place import data_class_of, region_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.paths import spread
from hdsstack.model.facts import Copy, Endpoint, Fact, Opening, Ports, Store, StoreKind
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_S3 = "aws:datasync/s3Location:S3Location"
_EFS = "aws:datasync/efsLocation:EfsLocation"
_NFS = "aws:datasync/nfsLocation:NfsLocation"
_HDFS = "aws:datasync/locationHdfs:LocationHdfs"
_OBJECTS = "aws:datasync/locationObjectStorage:LocationObjectStorage"
_BLOBS = "aws:datasync/locationAzureBlob:LocationAzureBlob"
_LOCATIONS = (
    _S3,
    _EFS,
    _NFS,
    _HDFS,
    _OBJECTS,
    _BLOBS,
    "aws:datasync/fsxOpenZfsFileSystem:FsxOpenZfsFileSystem",
    "aws:datasync/locationFsxLustre:LocationFsxLustre",
    "aws:datasync/locationFsxOntapFileSystem:LocationFsxOntapFileSystem",
    "aws:datasync/locationFsxWindows:LocationFsxWindows",
    "aws:datasync/locationSmb:LocationSmb",
)
JOINED = (
    *_LOCATIONS,
    "aws:datasync/agent:Agent",
    "aws:storagegateway/cache:Cache",
    "aws:storagegateway/tapePool:TapePool",
    "aws:storagegateway/uploadBuffer:UploadBuffer",
    "aws:storagegateway/workingStorage:WorkingStorage",
    "aws:transfer/access:Access",
    "aws:transfer/agreement:Agreement",
    "aws:transfer/profile:Profile",
    "aws:transfer/workflow:Workflow",
)


# DataSync ----------------------------------------------------------------------------------------


@facts_of("aws:datasync/task:Task")
def task(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A task copies files to its destination, wherever that is."""
    path = "destinationLocationArn"
    match graph.linked(found, path, *_LOCATIONS):
        case Resource() as location:
            where = _region(location, graph)
        case Literal(text):
            where = region_in_arn(text)
        case Unknown() as missing:
            where = missing
        case None:
            return
    yield Copy(resource=found, provider="aws", region=Seen(where, path, found.urn))


def _region(location: Resource, graph: ResourceGraph) -> str | Unknown:
    """A bucket's own region; what lies outside AWS is in an unknown place."""
    if location.type in (_OBJECTS, _BLOBS):
        return Unknown("the files leave AWS for a place that is not known")
    if location.type == _S3:
        bucket = graph.linked(location, "s3BucketArn", "aws:s3/bucket:Bucket")
        if isinstance(bucket, Resource):
            return region_of(bucket, graph).value
    return region_of(location, graph).value


@facts_of(_EFS, _NFS, _HDFS, _OBJECTS)
def location_transit(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """How files travel between a location and DataSync; NFS has no encryption of its own."""
    del graph
    why = message(N_("files travel in clear between the location and DataSync"))
    if found.type == _NFS:
        transit = found.says("plain")
    elif found.type == _EFS:
        mode = found.text("inTransitEncryption", default="NONE")
        transit = mode.map(lambda said: "1.2" if said == "TLS1_2" else "plain")
    elif found.type == _OBJECTS:
        protocol = found.text("serverProtocol", default="HTTPS")
        transit = protocol.map(lambda said: "1.2" if said == "HTTPS" else "plain")
    else:
        protection = found.text("qopConfiguration.dataTransferProtection", default="PRIVACY")
        transit = protection.map(lambda said: "1.2" if said == "PRIVACY" else "plain")
    yield Endpoint(resource=found, transit=(transit.because(why),))


# Storage Gateway ---------------------------------------------------------------------------------

_OVER_SMB = ("FILE_S3", "FILE_FSX_SMB")


@facts_of("aws:storagegateway/gateway:Gateway")
def gateway(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A gateway of files over SMB takes clients that do not encrypt unless it refuses them."""
    del graph
    kind = found.text("gatewayType", default="STORED")
    if kind.value not in _OVER_SMB or not found.has("smbSecurityStrategy"):
        return
    strategy = found.text("smbSecurityStrategy")
    why = message(N_("SMB clients that do not encrypt are accepted"))
    sent = strategy.map(lambda said: "1.2" if said.startswith("MandatoryEncryption") else "plain")
    yield Endpoint(resource=found, transit=(sent.because(why),))


@facts_of(
    "aws:storagegateway/nfsFileShare:NfsFileShare", "aws:storagegateway/smbFileShare:SmbFileShare"
)
def file_share(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A share before a bucket, under AWS's own key unless one is named; NFS is plain."""
    nfs = found.type.endswith("NfsFileShare")
    why = message(N_("NFS has no encryption: files travel in clear to the gateway"))
    plain = Seen("plain", "", found.urn, why=why)
    yield Store(
        resource=found,
        kind=StoreKind.FILES,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyArn"),),
        transit=(plain,) if nfs else (),
        backups_possible=False,
        guarded=(pulumi_guard(found),),
    )
    if nfs:
        yield from _clients(found)


def _clients(share: Resource) -> Iterator[Opening]:
    """The addresses that may mount a share."""
    for path in spread(share, "clientLists[]"):
        sources: Seen[tuple[str, ...]] = share.text(path).map(lambda said: (said,))
        ports = Seen(Ports(protocol="tcp", ranges=((2049, 2049),)), path, share.urn)
        yield Opening(resource=share, inbound=True, group=share.urn, ports=ports, sources=sources)


# Transfer Family ---------------------------------------------------------------------------------


@facts_of("aws:transfer/connector:Connector")
def connector(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Files sent to a partner by SFTP, or by AS2, which may leave them in clear."""
    del graph
    why = message(N_("files are sent to the partner in clear"))
    url = found.text("url", default="")
    algorithm = found.text("as2Config.encryptionAlgorithm", default="AES256_CBC")
    plain = url.map(lambda said: said.lower().startswith("http:")).value
    if not found.has("as2Config"):
        yield Endpoint(resource=found, transit=(found.says("1.2", "sftpConfig"),))
    elif plain is True and algorithm.value == "NONE":
        yield Endpoint(
            resource=found,
            transit=(Seen("plain", "as2Config.encryptionAlgorithm", found.urn, why=why),),
        )
    else:
        sent = algorithm.map(lambda _: "1.2") if plain is True else url.map(lambda _: "1.2")
        yield Endpoint(resource=found, transit=(sent,))
