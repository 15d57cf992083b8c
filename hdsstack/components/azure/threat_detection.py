"""Threat detection on the subscription."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.site import Site
from hdsstack.components.part import Part

# Defender's plans for what the stack has, with the sub-plan where one must be chosen.
_PLANS = {
    "Arm": "PerSubscription",
    "KeyVaults": "PerKeyVault",
    "OpenSourceRelationalDatabases": None,
    "StorageAccounts": "DefenderForStorageV2",
    "VirtualMachines": "P2",
}


class ThreatDetection(Part):
    """Defender for Cloud, standard tier, for every kind of resource of the stack."""

    def __init__(
        self, name: str, *, site: Site, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, site.account, opts)
        for plan, sub_plan in _PLANS.items():
            azure.security.Pricing(
                f"{name}-{plan.lower()}",
                pricing_name=plan,
                pricing_tier="Standard",
                sub_plan=sub_plan,
                scope_id=site.account.scope.removeprefix("/"),
                opts=self.here(),
            )
        self.register_outputs({})
