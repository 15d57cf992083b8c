"""S3 Tables: buckets of tables, with their policies and replicas. Read 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.keys import key_owner
from hdsstack.facts.aws.kms import open_policy
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.model.facts import Encryption, Fact, KeyOwner, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen

BUCKET = "aws:s3tables/tableBucket:TableBucket"
_POLICY = "aws:s3tables/tableBucketPolicy:TableBucketPolicy"
JOINED = (_POLICY,)


@facts_of(BUCKET)
def table_bucket(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Tables in a bucket: always encrypted, under AWS's own key unless KMS is asked for."""
    policies = graph.pointing(found, "tableBucketArn", _POLICY)
    forced = found.flag("forceDestroy", default=False)
    yield Store(
        resource=found,
        kind=StoreKind.OBJECTS,
        data_class=data_class_of(found, graph),
        encryption=(_encryption(found, graph),),
        public=tuple(open_policy(policy, "resourcePolicy") for policy in policies),
        transit=(found.says("1.2"),),
        guarded=(forced.map(lambda on: not on), pulumi_guard(found)),
    )


def _encryption(found: Resource, graph: ResourceGraph) -> Encryption:
    algorithm = found.text("encryptionConfiguration.sseAlgorithm", default="AES256")
    always = found.says(value=True, at=algorithm.at)
    if algorithm.value == "aws:kms":
        path = "encryptionConfiguration.kmsKeyArn"
        return Encryption(encrypted=always, owner=key_owner(found, path, graph))
    owner: Seen[KeyOwner] = algorithm.map(lambda _: KeyOwner.PROVIDER)
    return Encryption(encrypted=always, owner=owner)
