"""A bucket that nobody reaches in clear, from outside, or with another key."""

from collections.abc import Mapping, Sequence

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.policy import Statement, document, tls_only
from hdsstack.components.part import Part


class Bucket(Part):
    """A private, versioned, encrypted bucket: the ground of records and of trails."""

    def __init__(
        self,
        name: str,
        *,
        parent: Part,
        key: pulumi.Output[str],
        tags: Mapping[str, str],
        locked: bool = False,
    ) -> None:
        super().__init__(name, parent.holder, pulumi.ResourceOptions(parent=parent))
        self.bucket = aws.s3.Bucket(
            name,
            bucket=self.holder.called_uniquely("s3-bucket", name),
            object_lock_enabled=locked,
            force_destroy=False,
            tags=tags,
            opts=self.kept(),
        )
        self.id: pulumi.Output[str] = self.bucket.id
        self.arn: pulumi.Output[str] = self.bucket.arn
        self._private()
        self._encrypted(key)
        aws.s3.BucketVersioning(
            f"{name}-versions",
            bucket=self.id,
            versioning_configuration={"status": "Enabled"},
            opts=self.here(),
        )

    def _private(self) -> None:
        aws.s3.BucketPublicAccessBlock(
            f"{self.name}-private",
            bucket=self.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self.here(),
        )
        aws.s3.BucketOwnershipControls(
            f"{self.name}-owner",
            bucket=self.id,
            rule={"object_ownership": "BucketOwnerEnforced"},
            opts=self.here(),
        )

    def _encrypted(self, key: pulumi.Output[str]) -> None:
        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{self.name}-encryption",
            bucket=self.id,
            rules=[
                {
                    "apply_server_side_encryption_by_default": {
                        "sse_algorithm": "aws:kms",
                        "kms_master_key_id": key,
                    },
                    "bucket_key_enabled": True,
                }
            ],
            opts=self.here(),
        )

    def allow(self, *statements: Statement) -> pulumi.Resource:
        """Refuse clear text, and allow only `statements`."""
        everything: Sequence[pulumi.Input[str]] = [
            self.arn,
            pulumi.Output.concat(self.arn, "/*"),
        ]
        policy: pulumi.Resource = aws.s3.BucketPolicy(
            f"{self.name}-policy",
            bucket=self.id,
            policy=document(tls_only("s3:*", everything), *statements),
            opts=self.here(),
        )
        return policy
