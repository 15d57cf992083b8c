"""Where alarms go: the people on call."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.site import Site
from hdsstack.components.contract import OnCallArgs
from hdsstack.components.part import Part


class OnCall(Part):
    """An action group that writes to one address."""

    def __init__(
        self,
        name: str,
        args: OnCallArgs,
        *,
        site: Site,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        group = azure.monitor.ActionGroup(
            f"{name}-group",
            action_group_name=site.account.called("resource-group", "on-call"),
            resource_group_name=site.account.group,
            location=site.account.args.region,
            group_short_name="on-call",
            enabled=True,
            email_receivers=[
                {
                    "name": "on-call",
                    "email_address": args.email,
                    "use_common_alert_schema": True,
                }
            ],
            tags=site.account.tags("technical", "5"),
            opts=self.here(),
        )
        self.id: pulumi.Output[str] = group.id
        self.register_outputs({"id": self.id})
