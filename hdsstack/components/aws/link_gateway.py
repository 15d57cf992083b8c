"""The network's end of its site links."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.site import Site
from hdsstack.components.part import Part


class LinkGateway(Part):
    """One gateway for all site links: a network accepts only one, in two zones."""

    def __init__(
        self,
        name: str,
        *,
        site: Site,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        gateway = aws.ec2.VpnGateway(
            f"{name}-gateway",
            vpc_id=site.network.id,
            tags=site.account.tags("technical", "3"),
            opts=self.here(),
        )
        self.id: pulumi.Output[str] = gateway.id
        aws.ec2.VpnGatewayRoutePropagation(
            f"{name}-routes",
            vpn_gateway_id=gateway.id,
            route_table_id=site.network.routes,
            opts=self.here(),
        )
        self.register_outputs({"id": self.id})
