"""The establishment's own keys, in a vault that nobody can purge."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.account import Account
from hdsstack.components.part import Part

# Azure's longest: a key lost is the data lost (HDS-CRY-004).
_SOFT_DELETE_DAYS = 90
_ROTATION = {
    "attributes": {"expiry_time": "P2Y"},
    "lifetime_actions": [
        {"action": {"type": "rotate"}, "trigger": {"time_after_create": "P1Y"}},
    ],
}
_CLOSED = {
    "sku": {"family": "A", "name": "premium"},
    "enable_rbac_authorization": True,
    "enable_soft_delete": True,
    "soft_delete_retention_in_days": _SOFT_DELETE_DAYS,
    "enable_purge_protection": True,
    "public_network_access": "Disabled",
    "network_acls": {"bypass": "AzureServices", "default_action": "Deny"},
}
# "Key Vault Crypto Service Encryption User": wraps and unwraps, and no more.
_ENCRYPTION_USER = "e147488a-f6f5-4113-8e2d-b22465e65bf6"


class HealthKeys(Part):
    """A private Premium vault and a hardware key for data, which only the stores' identity uses."""

    def __init__(
        self, name: str, *, account: Account, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, account, opts)
        self.vault_name = account.called_uniquely("key-vault", "keys")
        vault = azure.keyvault.Vault(
            f"{name}-vault",
            vault_name=self.vault_name,
            resource_group_name=account.group,
            location=account.args.region,
            properties={"tenant_id": account.args.tenant, **_CLOSED},
            tags=account.tags("technical", "3"),
            opts=self.kept(),
        )
        self.vault: pulumi.Output[str] = vault.id
        self.uri = f"https://{self.vault_name}.vault.azure.net"
        self.data_name = "health-data"
        key = azure.keyvault.Key(
            f"{name}-data",
            key_name=self.data_name,
            vault_name=vault.name,
            resource_group_name=account.group,
            properties={"kty": "RSA-HSM", "key_size": 3072, "rotation_policy": _ROTATION},
            tags=account.tags("technical", "3"),
            opts=self.kept(),
        )
        # Without its version: every store follows the rotation by itself.
        self.data: pulumi.Output[str] = key.key_uri
        self.current: pulumi.Output[str] = key.key_uri_with_version
        azure.authorization.RoleAssignment(
            f"{name}-stores-use-it",
            role_assignment_name=account.stable_id(name, "stores"),
            scope=vault.id,
            principal_id=account.principal,
            principal_type="ServicePrincipal",
            role_definition_id=account.role(_ENCRYPTION_USER),
            opts=self.here(),
        )
        self.register_outputs({"vault": self.vault})
