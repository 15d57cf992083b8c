"""The audit trail of the account, and the reads and writes of every store of objects."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.bucket import Bucket
from hdsstack.components.aws.policy import Statement
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import AuditTrailArgs
from hdsstack.components.part import Part

_SERVICE = {"Service": "cloudtrail.amazonaws.com"}


class AuditTrail(Part):
    """A trail of every region with validated files, in a bucket that nobody can empty."""

    def __init__(
        self,
        name: str,
        args: AuditTrailArgs,
        *,
        site: Site,
        traced: list[Part],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        of = site.account.args
        trail_name = site.account.called("iam-role", "trail")
        self.trail_arn = f"arn:aws:cloudtrail:{of.region}:{of.account}:trail/{trail_name}"
        tags = site.account.tags("technical", "5")
        bucket = Bucket(f"{name}-traces", parent=self, key=site.keys.traces, tags=tags, locked=True)
        aws.s3.BucketObjectLockConfiguration(
            f"{name}-lock",
            bucket=bucket.id,
            rule={"default_retention": {"mode": "COMPLIANCE", "days": args.retention_days}},
            opts=self.here(),
        )
        _forget(bucket, args.maximum_days, self.here())
        writable = bucket.allow(*self._delivery(bucket))
        trail = aws.cloudtrail.Trail(
            f"{name}-trail",
            name=trail_name,
            s3_bucket_name=bucket.id,
            kms_key_id=site.keys.traces,
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_log_file_validation=True,
            enable_logging=True,
            event_selectors=[_everything(traced)],
            tags=tags,
            opts=self.here(after=[writable]),
        )
        self.arn: pulumi.Output[str] = trail.arn
        self.register_outputs({"arn": self.arn})

    def _delivery(self, bucket: Bucket) -> list[Statement]:
        only_this_trail = {"aws:SourceArn": self.trail_arn}
        return [
            {
                "Sid": "TrailChecks",
                "Effect": "Allow",
                "Principal": _SERVICE,
                "Action": "s3:GetBucketAcl",
                "Resource": bucket.arn,
                "Condition": {"StringEquals": only_this_trail},
            },
            {
                "Sid": "TrailWrites",
                "Effect": "Allow",
                "Principal": _SERVICE,
                "Action": "s3:PutObject",
                "Resource": pulumi.Output.concat(
                    bucket.arn, f"/AWSLogs/{self.holder.args.account}/*"
                ),
                "Condition": {
                    "StringEquals": {
                        **only_this_trail,
                        "s3:x-amz-acl": "bucket-owner-full-control",
                    }
                },
            },
        ]


def _everything(traced: list[Part]) -> dict[str, object]:
    """Management events, and every read and write of the stores of objects."""
    objects = [arn for part in traced if (arn := part.traced.get("objects")) is not None]
    return {
        "read_write_type": "All",
        "include_management_events": True,
        "data_resources": [
            {
                "type": "AWS::S3::Object",
                "values": [pulumi.Output.concat(arn, "/") for arn in objects],
            }
        ],
    }


def _forget(bucket: Bucket, days: int, opts: pulumi.ResourceOptions) -> None:
    """Traces go after the stated maximum (GDPR 5); medical records never do, and are not here."""
    aws.s3.BucketLifecycleConfiguration(
        f"{bucket.name}-end",
        bucket=bucket.id,
        rules=[
            {
                "id": "end-of-retention",
                "status": "Enabled",
                "filter": {"prefix": ""},
                "expiration": {"days": days},
                "noncurrent_version_expiration": {"noncurrent_days": 1},
            }
        ],
        opts=opts,
    )
