"""Where traces of the platform are kept, between twelve months and the stated maximum."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.account import Account
from hdsstack.components.azure.health_keys import HealthKeys
from hdsstack.components.contract import LogStoreArgs
from hdsstack.components.part import Part


class LogStore(Part):
    """A private workspace; every auditable resource sends its traces to it (HDS-LOG-005)."""

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
        self.keys = keys
        workspace = azure.operationalinsights.Workspace(
            f"{name}-workspace",
            workspace_name=account.called("workspace", "traces"),
            resource_group_name=account.group,
            location=account.args.region,
            sku={"name": "PerGB2018"},
            retention_in_days=args.retention_days,
            public_network_access_for_ingestion="Disabled",
            public_network_access_for_query="Disabled",
            features={"disable_local_auth": True},
            tags=account.tags("technical", "5"),
            opts=self.kept(),
        )
        self.workspace: pulumi.Output[str] = workspace.id
        self.trace(self, f"{name}-workspace", workspace.id)
        self.trace(keys, f"{keys.name}-vault", keys.vault)
        self.register_outputs({"workspace": self.workspace})

    def trace(self, part: Part, name: str, resource: pulumi.Input[str]) -> None:
        """Send every audit category of a resource of `part` to the workspace."""
        azure.monitor.DiagnosticSetting(
            f"{name}-traces",
            name="hds",
            resource_uri=resource,
            workspace_id=self.workspace,
            logs=[{"category_group": "allLogs", "enabled": True}],
            opts=part.here(),
        )
