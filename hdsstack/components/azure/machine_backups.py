"""Backups of machines and shares: Azure's Recovery Services vault."""

import pulumi
from pulumi_azure_native import recoveryservices as rs

from hdsstack.components.azure.schedules import machine_policy, share_policy
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import BackupPlanArgs
from hdsstack.components.part import Part

_SOFT_DELETE_DAYS = 30


class MachineBackups(Part):
    """A redundant vault, locked: its recovery points outlive whoever runs production."""

    def __init__(self, name: str, args: BackupPlanArgs, *, site: Site, parent: Part) -> None:
        super().__init__(name, site.account, pulumi.ResourceOptions(parent=parent))
        self.args = args
        self.site = site
        account = site.account
        vault = rs.Vault(
            f"{name}-vault",
            vault_name=account.called("recovery-vault", "machines"),
            resource_group_name=account.group,
            location=account.args.region,
            sku={"name": "RS0", "tier": "Standard"},
            identity={"type": "UserAssigned", "user_assigned_identities": [account.identity]},
            properties=self._locked(),
            tags=account.tags("technical", "6"),
            opts=self.kept(after=[site.keys]),
        )
        self.vault: pulumi.Output[str] = vault.name
        site.logs.trace(self, f"{name}-vault", vault.id)
        self.machines_policy = self._policy("machines", machine_policy(args.retention_days))
        self.shares_policy = self._policy("shares", share_policy(args.retention_days))
        self.register_outputs({})

    def _locked(self) -> dict[str, object]:
        return {
            "public_network_access": "Disabled",
            "redundancy_settings": {
                "standard_tier_storage_redundancy": self.site.account.redundancy,
                "cross_region_restore": (
                    "Enabled" if self.site.account.redundancy == "GeoRedundant" else "Disabled"
                ),
            },
            "security_settings": {
                "immutability_settings": {"state": "Locked"},
                "soft_delete_settings": {
                    "soft_delete_state": "AlwaysON",
                    "enhanced_security_state": "AlwaysON",
                    "soft_delete_retention_period_in_days": _SOFT_DELETE_DAYS,
                },
            },
            "encryption": {
                "infrastructure_encryption": "Enabled",
                "kek_identity": {
                    "use_system_assigned_identity": False,
                    "user_assigned_identity": self.site.account.identity,
                },
                "key_vault_properties": {"key_uri": self.site.keys.data},
            },
        }

    def _policy(self, use: str, properties: object) -> pulumi.Output[str]:
        policy = rs.ProtectionPolicy(
            f"{self.name}-{use}",
            policy_name=use,
            vault_name=self.vault,
            resource_group_name=self.site.account.group,
            properties=properties,
            opts=self.here(),
        )
        made: pulumi.Output[str] = policy.id
        return made

    def machine(self, machine: str, resource: pulumi.Output[str]) -> None:
        """Back up a machine with its disks."""
        tail = f"iaasvmcontainerv2;{self._group};{machine}"
        rs.ProtectedItem(
            f"{self.name}-{machine}",
            protected_item_name=f"vm;{tail}",
            container_name=f"iaasvmcontainer;{tail}",
            fabric_name="Azure",
            vault_name=self.vault,
            resource_group_name=self.site.account.group,
            properties=rs.AzureIaaSComputeVMProtectedItemArgs(
                protected_item_type="Microsoft.Compute/virtualMachines",
                policy_id=self.machines_policy,
                source_resource_id=resource,
            ),
            opts=self.here(),
        )

    def share(self, name: str, resource: pulumi.Output[str], account_name: str, share: str) -> None:
        """Back up a share; its account is registered with the vault first."""
        container = f"StorageContainer;Storage;{self._group};{account_name}"
        registered = rs.ProtectionContainer(
            f"{self.name}-{name}-account",
            container_name=container,
            fabric_name="Azure",
            vault_name=self.vault,
            resource_group_name=self.site.account.group,
            properties=rs.AzureStorageContainerArgs(
                container_type="StorageContainer",
                backup_management_type="AzureStorage",
                source_resource_id=resource,
                acquire_storage_account_lock="Acquire",
            ),
            opts=self.here(),
        )
        rs.ProtectedItem(
            f"{self.name}-{name}",
            protected_item_name=f"AzureFileShare;{share}",
            container_name=container,
            fabric_name="Azure",
            vault_name=self.vault,
            resource_group_name=self.site.account.group,
            properties=rs.AzureFileshareProtectedItemArgs(
                protected_item_type="AzureFileShareProtectedItem",
                policy_id=self.shares_policy,
                source_resource_id=resource,
            ),
            opts=self.here(after=[registered]),
        )

    @property
    def _group(self) -> str:
        return self.site.account.called("resource-group")
