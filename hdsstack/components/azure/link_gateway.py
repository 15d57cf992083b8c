"""The network's end of its site links."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.site import Site
from hdsstack.components.part import Part

_ZONES = ["1", "2", "3"]


class LinkGateway(Part):
    """One VPN gateway for all site links, in every zone."""

    def __init__(
        self, name: str, *, site: Site, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, site.account, opts)
        account = site.account
        tags = account.tags("technical", "3")
        address = azure.network.PublicIPAddress(
            f"{name}-address",
            public_ip_address_name=account.called("resource-group", "links"),
            resource_group_name=account.group,
            location=account.args.region,
            sku={"name": "Standard"},
            public_ip_allocation_method="Static",
            zones=_ZONES,
            tags=tags,
            opts=self.here(),
        )
        gateway = azure.network.VirtualNetworkGateway(
            f"{name}-gateway",
            virtual_network_gateway_name=account.called("resource-group", "links"),
            resource_group_name=account.group,
            location=account.args.region,
            gateway_type="Vpn",
            vpn_type="RouteBased",
            vpn_gateway_generation="Generation2",
            sku={"name": "VpnGw2AZ", "tier": "VpnGw2AZ"},
            ip_configurations=[
                {
                    "name": "default",
                    "subnet": {"id": site.network.subnets["gateway"]},
                    "public_ip_address": {"id": address.id},
                }
            ],
            tags=tags,
            opts=self.here(),
        )
        self.id: pulumi.Output[str] = gateway.id
        site.logs.trace(self, f"{name}-gateway", gateway.id)
        self.register_outputs({"id": self.id})
