"""A storage account that nobody reaches in clear, from outside, or with a shared key."""

from collections.abc import Mapping

import pulumi_azure_native as azure

from hdsstack.components.azure.account import Account
from hdsstack.components.azure.health_keys import HealthKeys
from hdsstack.components.part import Part


def closed_account(
    part: Part,
    name: str,
    *,
    account: Account,
    keys: HealthKeys,
    tags: Mapping[str, str],
    **choices: object,
) -> azure.storage.StorageAccount:
    """Make the storage account `name` as a child of `part`: private, TLS, with its own key.

    Azure's own services write traces to it and read backups from it: they bypass its network rule.
    """
    return azure.storage.StorageAccount(
        name,
        account_name=account.called_uniquely("storage-account", name),
        resource_group_name=account.group,
        location=account.args.region,
        kind="StorageV2",
        sku={"name": "Standard_ZRS"},
        minimum_tls_version="TLS1_2",
        enable_https_traffic_only=True,
        allow_blob_public_access=False,
        allow_shared_key_access=False,
        allow_cross_tenant_replication=False,
        is_local_user_enabled=False,
        public_network_access="Disabled",
        network_rule_set={"default_action": "Deny", "bypass": "AzureServices"},
        identity={"type": "UserAssigned", "user_assigned_identities": [account.identity]},
        encryption={
            "key_source": "Microsoft.Keyvault",
            "key_vault_properties": {"key_name": keys.data_name, "key_vault_uri": keys.uri},
            "encryption_identity": {"encryption_user_assigned_identity": account.identity},
            "require_infrastructure_encryption": True,
        },
        tags=tags,
        opts=part.kept(after=[keys]),
        **choices,
    )
