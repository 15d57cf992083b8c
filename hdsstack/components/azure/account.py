"""The Azure subscription: one resource group, pinned to a subscription and a region of the EEA."""

import uuid

import pulumi
import pulumi_azure_native as azure

from hdsstack import catalog
from hdsstack.components.contract import AccountArgs
from hdsstack.components.contract.error import require
from hdsstack.components.part import Holder
from hdsstack.locale import _

_NAMES = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 4122's namespace of URLs


class Account(Holder):
    """A locked resource group, and the identity with which stores reach their key."""

    def __init__(
        self, name: str, args: AccountArgs, *, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        pair = _pair(args)
        super().__init__(name, args, opts)
        self.scope = f"/subscriptions/{args.account}"
        self.main = azure.Provider(
            f"{name}-main",
            subscription_id=args.account,
            tenant_id=args.tenant or None,
            location=args.region,
            opts=pulumi.ResourceOptions(parent=self),
        )
        # Azure itself sends geo-redundant copies to the region's pair: nothing is deployed there.
        self.second = self.main
        here = pulumi.ResourceOptions(parent=self, provider=self.main)
        group = azure.resources.ResourceGroup(
            f"{name}-group",
            resource_group_name=self.called("resource-group"),
            location=args.region,
            tags=self.tags("technical", "3"),
            opts=pulumi.ResourceOptions.merge(here, pulumi.ResourceOptions(protect=True)),
        )
        self.group: pulumi.Output[str] = group.name
        self.group_id: pulumi.Output[str] = group.id
        azure.authorization.ManagementLockByScope(
            f"{name}-lock",
            scope=group.id,
            lock_name="hds-keep",
            level="CanNotDelete",
            notes="Health data: nothing here is deleted by accident (HDS-RET-002)",
            opts=here,
        )
        identity = self._identity(f"{name}-stores", here)
        self.identity: pulumi.Output[str] = identity.id
        self.principal: pulumi.Output[str] = identity.principal_id
        # Without a pair Azure copies to the other zones only.
        self.redundancy = "GeoRedundant" if pair else "ZoneRedundant"
        self.register_outputs({"group": self.group})

    def _identity(
        self, name: str, opts: pulumi.ResourceOptions
    ) -> azure.managedidentity.UserAssignedIdentity:
        return azure.managedidentity.UserAssignedIdentity(
            name,
            resource_group_name=self.group,
            resource_name_=self.called("resource-group", "stores"),
            location=self.args.region,
            tags=self.tags("technical", "3"),
            opts=opts,
        )

    def role(self, definition: str) -> str:
        """The id of one of Azure's own roles in this subscription."""
        return f"{self.scope}/providers/Microsoft.Authorization/roleDefinitions/{definition}"

    def stable_id(self, *parts: str) -> str:
        """A GUID of this account that is the same at each run: role assignments need one."""
        words = (self.args.account, self.args.establishment, self.args.environment, *parts)
        return str(uuid.uuid5(_NAMES, "/".join(words)))


def _pair(args: AccountArgs) -> str | None:
    """The region's pair, which must be the second region."""
    region = catalog.region("azure", args.region)
    pair = region.pair if region else None
    require(
        pair is None or pair == args.second_region,
        field="second_region",
        seen=args.second_region,
        wanted=_("{pair}, where Azure sends the copies of {region}").format(
            pair=pair, region=args.region
        ),
        because="HDS-BCK-003",
    )
    return pair
