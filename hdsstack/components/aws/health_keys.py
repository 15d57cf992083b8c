"""The establishment's own keys: data, traces, and the copies of the second site."""

import json

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.account import Account
from hdsstack.components.part import Part

# AWS's longest: a key lost is the data lost (HDS-CRY-004).
_DELETION_WINDOW_DAYS = 30
_ROTATION_DAYS = 365


class HealthKeys(Part):
    """KMS keys that rotate every year and that nobody can destroy within thirty days."""

    def __init__(
        self, name: str, *, account: Account, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, account, opts)
        here, there = self.kept(), self.there()
        self.data = self._key("data", "Health data", here)
        self.traces = self._key("traces", "Traces", here, *self._writers_of_traces())
        self.recovery = self._key("recovery", "Copies of the second site", there)
        aws.ebs.EncryptionByDefault(f"{name}-disks", enabled=True, opts=self.here())
        aws.ebs.DefaultKmsKey(f"{name}-disks-key", key_arn=self.data, opts=self.here())
        self.register_outputs({"data": self.data, "traces": self.traces, "recovery": self.recovery})

    def _key(
        self, use: str, description: str, opts: pulumi.ResourceOptions, *statements: object
    ) -> pulumi.Output[str]:
        account = self.holder.args.account
        administration = {
            "Sid": "AccountGrants",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
            "Action": "kms:*",
            "Resource": "*",
        }
        key = aws.kms.Key(
            f"{self.name}-{use}",
            description=f"{self.holder.args.establishment}: {description}",
            enable_key_rotation=True,
            rotation_period_in_days=_ROTATION_DAYS,
            deletion_window_in_days=_DELETION_WINDOW_DAYS,
            multi_region=False,
            policy=json.dumps(
                {"Version": "2012-10-17", "Statement": [administration, *statements]}
            ),
            tags=self.holder.tags("technical", "3"),
            opts=opts,
        )
        aws.kms.Alias(
            f"{self.name}-{use}-alias",
            name=self.alias(use),
            target_key_id=key.key_id,
            opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(protect=False)),
        )
        arn: pulumi.Output[str] = key.arn
        return arn

    def alias(self, use: str) -> str:
        """The name under which people and services find the key of one use."""
        return f"alias/{self.holder.called('iam-role', use)}"

    def _writers_of_traces(self) -> list[object]:
        """Log groups, the trail and alarms of this account encrypt with the key of traces."""
        region, account = self.holder.args.region, self.holder.args.account
        use = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]
        logs = f"arn:aws:logs:{region}:{account}:log-group:*"
        return [
            {
                "Sid": "LogGroups",
                "Effect": "Allow",
                "Principal": {"Service": f"logs.{region}.amazonaws.com"},
                "Action": [*use, "kms:ReEncrypt*"],
                "Resource": "*",
                "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": logs}},
            },
            {
                "Sid": "TrailAndAlarms",
                "Effect": "Allow",
                "Principal": {"Service": ["cloudtrail.amazonaws.com", "cloudwatch.amazonaws.com"]},
                "Action": use,
                "Resource": "*",
                "Condition": {"StringEquals": {"aws:SourceAccount": account}},
            },
        ]
