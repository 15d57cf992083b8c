"""Managed services that say little more than the key of what they keep.

Defaults as the provider documents them (reference of pulumi-aws 7.51.1, read 2026-11).
"""

from collections.abc import Iterator, Mapping

from hdsstack.facts import facts_of
from hdsstack.facts.aws.shapes import Shape, kept
from hdsstack.model.facts import Fact, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph

JOINED = (
    "aws:emr/instanceFleet:InstanceFleet",
    "aws:emr/instanceGroup:InstanceGroup",
    "aws:emr/managedScalingPolicy:ManagedScalingPolicy",
    "aws:fsx/backup:Backup",
    "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation",
    "aws:fsx/ontapVolume:OntapVolume",
    "aws:fsx/openZfsSnapshot:OpenZfsSnapshot",
    "aws:fsx/openZfsVolume:OpenZfsVolume",
    "aws:kendra/dataSource:DataSource",
    "aws:kendra/faq:Faq",
    "aws:kendra/thesaurus:Thesaurus",
    "aws:memorydb/snapshot:Snapshot",
    "aws:neptunegraph/privateGraphEndpoint:PrivateGraphEndpoint",
    "aws:s3tables/namespace:Namespace",
    "aws:s3tables/table:Table",
    "aws:sagemaker/endpoint:Endpoint",
    "aws:sagemaker/modelPackageGroup:ModelPackageGroup",
    "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration",
    "aws:sagemaker/pipeline:Pipeline",
    "aws:sagemaker/studioLifecycleConfig:StudioLifecycleConfig",
    "aws:sagemaker/userProfile:UserProfile",
)

_MODEL_KEYS = ("modelKmsKeyId", "volumeKmsKeyId")
_TRAINED = Shape(kind=StoreKind.ANALYTICS, keys=_MODEL_KEYS)
_SHAPES: Mapping[str, Shape] = {
    "aws:amp/workspace:Workspace": Shape(kind=StoreKind.ANALYTICS, keys=("kmsKeyArn",), tls=True),
    "aws:bedrock/agentAgent:AgentAgent": Shape(
        kind=StoreKind.ANALYTICS, keys=("customerEncryptionKeyArn",)
    ),
    "aws:bedrock/agentDataSource:AgentDataSource": Shape(
        kind=StoreKind.ANALYTICS, keys=("serverSideEncryptionConfiguration.kmsKeyArn",)
    ),
    "aws:bedrock/agentFlow:AgentFlow": Shape(
        kind=StoreKind.ANALYTICS, keys=("customerEncryptionKeyArn",)
    ),
    "aws:bedrock/agentcoreMemory:AgentcoreMemory": Shape(
        kind=StoreKind.ANALYTICS, keys=("encryptionKeyArn",)
    ),
    "aws:bedrock/customModel:CustomModel": Shape(
        kind=StoreKind.ANALYTICS, keys=("customModelKmsKeyId",)
    ),
    "aws:cloudwatch/eventArchive:EventArchive": Shape(
        kind=StoreKind.QUEUE, keys=("kmsKeyIdentifier",)
    ),
    "aws:comprehend/documentClassifier:DocumentClassifier": _TRAINED,
    "aws:comprehend/entityRecognizer:EntityRecognizer": _TRAINED,
    "aws:fsx/fileCache:FileCache": Shape(kind=StoreKind.FILES, keys=("kmsKeyId",)),
    "aws:kendra/index:Index": Shape(
        kind=StoreKind.SEARCH, keys=("serverSideEncryptionConfiguration.kmsKeyId",)
    ),
    "aws:kinesis/videoStream:VideoStream": Shape(
        kind=StoreKind.QUEUE, keys=("kmsKeyId",), tls=True
    ),
    "aws:neptunegraph/graph:Graph": Shape(
        kind=StoreKind.DATABASE,
        keys=("kmsKeyIdentifier",),
        public="publicConnectivity",
        deletion="deletionProtection",
        refused=True,
        backed_up=True,
        guarded=True,
        tls=True,
    ),
    "aws:pipes/pipe:Pipe": Shape(kind=StoreKind.QUEUE, keys=("kmsKeyIdentifier",)),
    "aws:qldb/ledger:Ledger": Shape(
        kind=StoreKind.DATABASE,
        keys=("kmsKey",),
        deletion="deletionProtection",
        refused=True,
        backed_up=True,
        guarded=True,
        tls=True,
    ),
    "aws:rds/exportTask:ExportTask": Shape(kind=StoreKind.OBJECTS, keys=("kmsKeyId",), tls=True),
    "aws:s3/vectorsVectorBucket:VectorsVectorBucket": Shape(
        kind=StoreKind.SEARCH, keys=("encryptionConfigurations[0].kmsKeyArn",), tls=True
    ),
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration": Shape(
        kind=StoreKind.MACHINE_DISK, keys=("kmsKeyArn",)
    ),
    "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume": Shape(
        kind=StoreKind.DISK, keys=("kmsKey",), backed_up=True, guarded=True
    ),
    "aws:storagegateway/storedIscsiVolume:StoredIscsiVolume": Shape(
        kind=StoreKind.DISK, keys=("kmsKey",), backed_up=True, guarded=True
    ),
    "aws:dsql/cluster:Cluster": Shape(
        kind=StoreKind.DATABASE,
        keys=("kmsEncryptionKey",),
        deletion="deletionProtectionEnabled",
        guarded=True,
        tls=True,
    ),
    "aws:location/geofenceCollection:GeofenceCollection": Shape(
        kind=StoreKind.DATABASE, keys=("kmsKeyId",), tls=True
    ),
    "aws:location/tracker:Tracker": Shape(kind=StoreKind.DATABASE, keys=("kmsKeyId",), tls=True),
    "aws:opensearchingest/pipeline:Pipeline": Shape(
        kind=StoreKind.QUEUE, keys=("encryptionAtRestOptions.kmsKeyArn",), tls=True
    ),
    "aws:workspacesweb/portal:Portal": Shape(
        kind=StoreKind.ANALYTICS, keys=("customerManagedKey",), tls=True
    ),
    "aws:timestreamquery/scheduledQuery:ScheduledQuery": Shape(
        kind=StoreKind.ANALYTICS, keys=("kmsKeyId",)
    ),
    "aws:timestreamwrite/database:Database": Shape(
        # AWS Backup takes its tables, each by itself.
        kind=StoreKind.DATABASE,
        keys=("kmsKeyId",),
        guarded=True,
        tls=True,
    ),
}


@facts_of(*_SHAPES)
def keyed(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A service that always encrypts, under AWS's own key unless one is named."""
    yield from kept(found, graph, _SHAPES[found.type])
