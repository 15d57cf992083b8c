"""The subscription's audit trail, and the reads and writes of every store of objects or files."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.closed_account import closed_account
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import AuditTrailArgs
from hdsstack.components.part import Part

_CONTROL_PLANE = (
    "Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy",
    "Autoscale", "ResourceHealth",
)  # fmt: skip
_ACCESSES = ("StorageRead", "StorageWrite", "StorageDelete")


class AuditTrail(Part):
    """Traces go to the workspace, and to an archive that nobody can change or empty."""

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
        self.site = site
        archive = closed_account(
            self,
            f"{name}-archive",
            account=site.account,
            keys=site.keys,
            tags=site.account.tags("technical", "5"),
            immutable_storage_with_versioning={
                "enabled": True,
                "immutability_policy": {
                    "state": "Locked",
                    "immutability_period_since_creation_in_days": args.retention_days,
                    "allow_protected_append_writes": True,
                },
            },
        )
        self.archive: pulumi.Output[str] = archive.id
        self._forget(archive, args.maximum_days)
        self._send(f"{name}-subscription", site.account.scope, _CONTROL_PLANE)
        for part in traced:
            for kind, service in part.traced.items():
                self._send(f"{part.name}-{kind}-accesses", service, _ACCESSES)
        self.register_outputs({"archive": self.archive})

    def _send(self, name: str, resource: pulumi.Input[str], categories: tuple[str, ...]) -> None:
        azure.monitor.DiagnosticSetting(
            name,
            name="hds-audit",
            resource_uri=resource,
            workspace_id=self.site.logs.workspace,
            storage_account_id=self.archive,
            logs=[{"category": category, "enabled": True} for category in categories],
            opts=self.here(),
        )

    def _forget(self, archive: azure.storage.StorageAccount, days: int) -> None:
        """Traces go after the stated maximum (GDPR 5); medical records never do."""
        azure.storage.BlobServiceProperties(
            f"{self.name}-archive-history",
            blob_services_name="default",
            account_name=archive.name,
            resource_group_name=self.site.account.group,
            is_versioning_enabled=True,
            opts=self.here(),
        )
        aged = {"delete": {"days_after_creation_greater_than": days}}
        whole = {"delete": {"days_after_modification_greater_than": days}}
        azure.storage.ManagementPolicy(
            f"{self.name}-archive-end",
            management_policy_name="default",
            account_name=archive.name,
            resource_group_name=self.site.account.group,
            policy={
                "rules": [
                    {
                        "name": "end-of-retention",
                        "enabled": True,
                        "type": "Lifecycle",
                        "definition": {
                            "filters": {"blob_types": ["blockBlob", "appendBlob"]},
                            "actions": {"base_blob": whole, "version": aged},
                        },
                    }
                ]
            },
            opts=self.here(),
        )
