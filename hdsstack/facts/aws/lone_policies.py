"""Resource policies of what another stack makes: who they let in is judged where they stand.

The policy of a resource of this program is judged with that resource.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hdsstack.facts import facts_of
from hdsstack.facts.aws.buckets import BUCKET
from hdsstack.facts.aws.keys import KEY_TYPES
from hdsstack.facts.aws.kms import open_policy
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.queues import QUEUE, TOPIC
from hdsstack.model.facts import Custody, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import Unknown


class _Lone(NamedTuple):
    """Where a policy names what it opens, of which types that is, and what is kept there."""

    target: str
    types: tuple[str, ...]
    keeps: StoreKind | str
    document: str = "policy"


_BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
_LONE: Mapping[str, _Lone] = {
    "aws:backup/vaultPolicy:VaultPolicy": _Lone(
        "backupVaultName",
        (
            "aws:backup/vault:Vault",
            "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
        ),
        "vault",
    ),
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": _Lone(
        "eventBusName", ("aws:cloudwatch/eventBus:EventBus",), StoreKind.QUEUE
    ),
    "aws:dsql/clusterPolicy:ClusterPolicy": _Lone("identifier", (), StoreKind.DATABASE),
    "aws:dynamodb/resourcePolicy:ResourcePolicy": _Lone(
        "resourceArn", ("aws:dynamodb/table:Table",), StoreKind.DATABASE
    ),
    "aws:ecr/registryPolicy:RegistryPolicy": _Lone("policy", (), StoreKind.REGISTRY),
    "aws:ecr/repositoryPolicy:RepositoryPolicy": _Lone(
        "repository", ("aws:ecr/repository:Repository",), StoreKind.REGISTRY
    ),
    "aws:glue/resourcePolicy:ResourcePolicy": _Lone("policy", (), StoreKind.ANALYTICS),
    "aws:kinesis/resourcePolicy:ResourcePolicy": _Lone("resourceArn", (), StoreKind.QUEUE),
    "aws:kms/keyPolicy:KeyPolicy": _Lone("keyId", KEY_TYPES, "key"),
    "aws:msk/clusterPolicy:ClusterPolicy": _Lone("clusterArn", (), StoreKind.QUEUE),
    "aws:opensearchingest/resourcePolicy:ResourcePolicy": _Lone("resourceArn", (), StoreKind.QUEUE),
    "aws:redshift/resourcePolicy:ResourcePolicy": _Lone("resourceArn", (), StoreKind.WAREHOUSE),
    "aws:redshiftserverless/resourcePolicy:ResourcePolicy": _Lone(
        "resourceArn", (), StoreKind.WAREHOUSE
    ),
    _BUCKET_POLICY: _Lone("bucket", (BUCKET,), StoreKind.OBJECTS),
    "aws:s3tables/tableBucketPolicy:TableBucketPolicy": _Lone(
        "tableBucketArn",
        ("aws:s3tables/tableBucket:TableBucket",),
        StoreKind.OBJECTS,
        "resourcePolicy",
    ),
    "aws:s3tables/tablePolicy:TablePolicy": _Lone(
        "tableBucketArn", (), StoreKind.OBJECTS, "resourcePolicy"
    ),
    "aws:secretsmanager/secretPolicy:SecretPolicy": _Lone(
        "secretArn", ("aws:secretsmanager/secret:Secret",), "secret"
    ),
    "aws:sns/topicPolicy:TopicPolicy": _Lone("arn", (TOPIC,), StoreKind.QUEUE),
    "aws:sqs/queuePolicy:QueuePolicy": _Lone("queueUrl", (QUEUE,), StoreKind.QUEUE),
}


@facts_of(*_LONE)
def lone_policy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A policy that no resource of this program answers for."""
    lone = _LONE[found.type]
    if lone.types and isinstance(graph.linked(found, lone.target, *lone.types), Resource):
        return
    opened = open_policy(found, lone.document)
    if found.type == _BUCKET_POLICY:
        # The block of public policies, on where nobody says, is the bucket's.
        hidden = Unknown("whether the bucket blocks public policies is said in another stack")
        opened = opened.map(lambda yes: hidden if yes else False)
    if isinstance(lone.keeps, StoreKind):
        yield Store(
            resource=found,
            kind=lone.keeps,
            data_class=data_class_of(found, graph),
            public=(opened,),
            backups_possible=False,
        )
    else:
        yield Custody(resource=found, kind=lone.keeps, open=(opened,))
