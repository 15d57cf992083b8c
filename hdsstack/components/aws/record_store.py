"""Objects of the medical record: nothing in them expires by age (CSP R.1112-7)."""

import pulumi

from hdsstack.components.aws.bucket import Bucket
from hdsstack.components.aws.policy import Statement
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import RecordStoreArgs
from hdsstack.components.part import BACKED, Part


class RecordStore(Part):
    """A bucket of health data with the establishment's key, read from inside the network only."""

    def __init__(
        self,
        name: str,
        args: RecordStoreArgs,
        *,
        site: Site,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        tags = site.account.tags(args.data_class, "3 4", **BACKED)
        bucket = Bucket(name, parent=self, key=site.keys.data, tags=tags)
        bucket.allow(_inside_the_network(bucket, site))
        self.arn = bucket.arn
        self.traced = {"objects": bucket.arn}
        self.restored = {"S3": bucket.arn}
        self.reached = [
            {
                "Effect": "Allow",
                "Action": ["s3:GetObject", "s3:PutObject"],
                "Resource": pulumi.Output.concat(bucket.arn, "/*"),
            },
            {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": bucket.arn},
        ]
        self.register_outputs({"arn": self.arn})


def _inside_the_network(bucket: Bucket, site: Site) -> Statement:
    """Objects are reached through the network's private endpoint, or by the backup service."""
    backups = site.account.called("iam-role", "backups")
    return {
        "Sid": "InsideTheNetwork",
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:GetObject*", "s3:PutObject*", "s3:DeleteObject*"],
        "Resource": pulumi.Output.concat(bucket.arn, "/*"),
        "Condition": {
            "StringNotEquals": {"aws:SourceVpc": site.network.id},
            "ArnNotLike": {
                "aws:PrincipalArn": f"arn:aws:iam::{site.account.args.account}:role/{backups}"
            },
        },
    }
