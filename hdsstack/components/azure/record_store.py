"""Objects of the medical record: nothing in them expires by age (CSP R.1112-7)."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.closed_account import closed_account
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import RecordStoreArgs
from hdsstack.components.part import BACKED, Part

# Point-in-time restore needs deleted objects to be kept longer than it reaches back.
_RESTORE_DAYS = 35
_DELETED_DAYS = 36
# "Storage Blob Data Contributor".
_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe"


class RecordStore(Part):
    """Objects with the establishment's key, their versions, and a way back to any minute."""

    def __init__(
        self,
        name: str,
        args: RecordStoreArgs,
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
        )
        self.id: pulumi.Output[str] = store.id
        self._history(store, site)
        azure.storage.BlobContainer(
            f"{name}-container",
            container_name="records",
            account_name=store.name,
            resource_group_name=site.account.group,
            public_access="None",
            opts=self.kept(),
        )
        site.network.names.endpoint(name, store.id, "blob", parent=self)
        self.traced = {"objects": pulumi.Output.concat(store.id, "/blobServices/default")}
        self.restored = {"blobs": store.id}
        self.reached = [{"scope": store.id, "role": _CONTRIBUTOR}]
        self.register_outputs({"id": self.id})

    def _history(self, store: azure.storage.StorageAccount, site: Site) -> None:
        azure.storage.BlobServiceProperties(
            f"{self.name}-history",
            blob_services_name="default",
            account_name=store.name,
            resource_group_name=site.account.group,
            is_versioning_enabled=True,
            change_feed={"enabled": True},
            delete_retention_policy={"enabled": True, "days": _DELETED_DAYS},
            container_delete_retention_policy={"enabled": True, "days": _DELETED_DAYS},
            restore_policy={"enabled": True, "days": _RESTORE_DAYS},
            opts=self.here(),
        )
