"""Files shared by the application's machines, over encrypted SMB, from inside the network only."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.closed_account import closed_account
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import FileStoreArgs
from hdsstack.components.part import BACKED, Part

_DELETED_DAYS = 35
_SHARE = "files"
# "Storage File Data SMB Share Contributor".
_CONTRIBUTOR = "0c867c2a-1d8c-454a-a3db-ab2ea1bdc8bb"

_STRONG_SMB = {
    "versions": "SMB3.1.1",
    "channel_encryption": "AES-256-GCM",
    "kerberos_ticket_encryption": "AES-256",
    "authentication_methods": "Kerberos",
}


class FileStore(Part):
    """A share with the establishment's key; persons sign in with their own directory identity."""

    def __init__(
        self,
        name: str,
        args: FileStoreArgs,
        *,
        site: Site,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        store = closed_account(
            self,
            name,
            account=site.account,
            keys=site.keys,
            tags=site.account.tags(args.data_class, "3 4", **BACKED),
            azure_files_identity_based_authentication={"directory_service_options": "AADKERB"},
        )
        self.id: pulumi.Output[str] = store.id
        self._service(store, site.account.group)
        azure.storage.FileShare(
            f"{name}-share",
            share_name=_SHARE,
            account_name=store.name,
            resource_group_name=site.account.group,
            share_quota=args.size_gib,
            enabled_protocols="SMB",
            opts=self.kept(),
        )
        site.network.names.endpoint(name, store.id, "file", parent=self, zone="files")
        self.traced = {"files": pulumi.Output.concat(store.id, "/fileServices/default")}
        self.reached = [{"scope": store.id, "role": _CONTRIBUTOR}]
        self.restored = {f"files/{self._account_name()}/{_SHARE}": store.id}
        self.register_outputs({"id": self.id})

    def _account_name(self) -> str:
        """The backup vault names the account, and an output is no name."""
        return self.holder.called_uniquely("storage-account", self.name)

    def _service(self, store: azure.storage.StorageAccount, group: pulumi.Output[str]) -> None:
        """Kerberos and AES-256 only, and deleted shares that can be brought back."""
        azure.storage.FileServiceProperties(
            f"{self.name}-service",
            file_services_name="default",
            account_name=store.name,
            resource_group_name=group,
            share_delete_retention_policy={"enabled": True, "days": _DELETED_DAYS},
            protocol_settings={"smb": _STRONG_SMB},
            opts=self.here(),
        )
