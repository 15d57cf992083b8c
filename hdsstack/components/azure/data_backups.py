"""Backups of objects and databases: Azure's Backup vault."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.schedules import data_retention, data_schedule
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import BackupPlanArgs
from hdsstack.components.part import Part

_BLOBS = "Microsoft.Storage/storageAccounts/blobServices"
_POSTGRES = "Microsoft.DBforPostgreSQL/flexibleServers"
# What the vault may do on the group: read objects to back them up, and take exports of servers.
_ROLES = {
    "objects": "e5e2a7ff-d759-4cd2-bb51-3152d37e2eb1",  # Storage Account Backup Contributor
    "databases": "c088a766-074b-43ba-90d4-1fb21feae531",  # PostgreSQL long term retention backup
    "reader": "acdd72a7-3385-48ef-bd42-f606fba81ae7",  # Reader
}
_SOFT_DELETE_DAYS = 30


class DataBackups(Part):
    """A redundant vault, locked: its recovery points outlive whoever runs production."""

    def __init__(self, name: str, args: BackupPlanArgs, *, site: Site, parent: Part) -> None:
        super().__init__(name, site.account, pulumi.ResourceOptions(parent=parent))
        self.args = args
        self.site = site
        account = site.account
        identity = {"type": "UserAssigned", "user_assigned_identities": [account.identity]}
        vault = azure.dataprotection.BackupVault(
            f"{name}-vault",
            vault_name=account.called("backup-vault", "data"),
            resource_group_name=account.group,
            location=account.args.region,
            identity=identity,
            properties={
                "storage_settings": [{"datastore_type": "VaultStore", "type": account.redundancy}],
                "security_settings": self._locked(),
            },
            tags=account.tags("technical", "6"),
            opts=self.kept(after=[site.keys]),
        )
        self.vault: pulumi.Output[str] = vault.name
        site.logs.trace(self, f"{name}-vault", vault.id)
        for use, role in _ROLES.items():
            self._may(use, role)
        self.objects_policy = self._policy("objects", _BLOBS, "P1D")
        # Azure's only schedule for these servers is weekly; their own backups are continuous.
        self.database_policy = self._policy("databases", _POSTGRES, "P1W")
        self.register_outputs({})

    def _locked(self) -> dict[str, object]:
        return {
            "immutability_settings": {"state": "Locked"},
            "soft_delete_settings": {
                "state": "AlwaysOn",
                "retention_duration_in_days": _SOFT_DELETE_DAYS,
            },
            "encryption_settings": {
                "state": "Enabled",
                "key_vault_properties": {"key_uri": self.site.keys.data},
                "kek_identity": {
                    "identity_type": "UserAssigned",
                    "identity_id": self.site.account.identity,
                },
                "infrastructure_encryption": "Enabled",
            },
        }

    def _may(self, use: str, role: str) -> None:
        account = self.site.account
        azure.authorization.RoleAssignment(
            f"{self.name}-may-{use}",
            role_assignment_name=account.stable_id(self.name, use),
            scope=account.group_id,
            principal_id=account.principal,
            principal_type="ServicePrincipal",
            role_definition_id=account.role(role),
            opts=self.here(),
        )

    def _policy(self, use: str, kind: str, every: str) -> pulumi.Output[str]:
        policy = azure.dataprotection.BackupPolicy(
            f"{self.name}-{use}",
            backup_policy_name=use,
            vault_name=self.vault,
            resource_group_name=self.site.account.group,
            properties={
                "object_type": "BackupPolicy",
                "datasource_types": [kind],
                "policy_rules": [data_schedule(every), data_retention(self.args.retention_days)],
            },
            opts=self.here(),
        )
        made: pulumi.Output[str] = policy.id
        return made

    def objects(self, name: str, store: pulumi.Output[str]) -> None:
        """Back up every container of a storage account."""
        self._instance(
            name, store, _BLOBS, "Microsoft.Storage/storageAccounts", self.objects_policy
        )

    def database(self, name: str, server: pulumi.Output[str]) -> None:
        """Keep exports of a server in the vault, out of reach of whoever runs it."""
        self._instance(name, server, _POSTGRES, _POSTGRES, self.database_policy)

    def _instance(
        self,
        name: str,
        store: pulumi.Output[str],
        kind: str,
        resource_type: str,
        policy: pulumi.Output[str],
    ) -> None:
        azure.dataprotection.BackupInstance(
            f"{self.name}-{name}",
            backup_instance_name=name,
            vault_name=self.vault,
            resource_group_name=self.site.account.group,
            properties={
                "object_type": "BackupInstance",
                "friendly_name": name,
                "data_source_info": {
                    "resource_id": store,
                    "datasource_type": kind,
                    "resource_type": resource_type,
                    "resource_location": self.site.account.args.region,
                    "object_type": "Datasource",
                },
                "policy_info": {"policy_id": policy},
                "identity_details": {
                    "use_system_assigned_identity": False,
                    "user_assigned_identity_arm_url": self.site.account.identity,
                },
            },
            opts=self.here(),
        )
