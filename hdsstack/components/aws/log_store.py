"""Where traces of the platform are kept, between twelve months and the stated maximum."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.account import Account
from hdsstack.components.aws.health_keys import HealthKeys
from hdsstack.components.contract import LogStoreArgs
from hdsstack.components.part import Part


class LogStore(Part):
    """Log groups encrypted with the key of traces: network flows, administration sessions."""

    def __init__(
        self,
        name: str,
        args: LogStoreArgs,
        *,
        account: Account,
        keys: HealthKeys,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, account, opts)
        self.args = args
        self.key = keys.traces
        self.flows = self.group("flows", self.path("flows"))
        self.sessions = self.group("sessions", self.path("sessions"))
        self.register_outputs({"flows": self.flows, "sessions": self.sessions})

    def path(self, use: str) -> str:
        """The name of the log group of one use."""
        return f"/hds/{self.holder.called('iam-role', use)}"

    def group(self, use: str, path: str) -> pulumi.Output[str]:
        """Keep the traces that AWS writes at `path`; returns the log group's ARN."""
        group = aws.cloudwatch.LogGroup(
            f"{self.name}-{use}",
            name=path,
            retention_in_days=self.args.retention_days,
            kms_key_id=self.key,
            skip_destroy=True,
            tags=self.holder.tags("technical", "3 5"),
            opts=self.kept(),
        )
        arn: pulumi.Output[str] = group.arn
        return arn
