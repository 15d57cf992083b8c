"""A VPN between one site and the network, with the one profile that HDS-CRY-007 accepts."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.link_gateway import LinkGateway
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import SiteLinkArgs
from hdsstack.components.part import Part

# ANSSI DAT-NT-003: IKEv2, AES-256-GCM, SHA-384, group 20; without a policy Azure accepts weaker.
_PROFILE = {
    "ike_encryption": "GCMAES256",
    "ike_integrity": "SHA384",
    "dh_group": "ECP384",
    "ipsec_encryption": "GCMAES256",
    "ipsec_integrity": "GCMAES256",
    "pfs_group": "ECP384",
    "sa_life_time_seconds": 3600,
    "sa_data_size_kilobytes": 102400000,
}


class SiteLink(Part):
    """A tunnel to one site; it stays down until its pre-shared key is given as a secret."""

    def __init__(
        self,
        name: str,
        args: SiteLinkArgs,
        *,
        site: Site,
        links: LinkGateway,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        account = site.account
        tags = account.tags("technical", "3")
        peer = azure.network.LocalNetworkGateway(
            f"{name}-site",
            local_network_gateway_name=account.called("resource-group", name),
            resource_group_name=account.group,
            location=account.args.region,
            gateway_ip_address=args.gateway,
            local_network_address_space={"address_prefixes": list(args.ranges)},
            tags=tags,
            opts=self.here(),
        )
        connection = azure.network.VirtualNetworkGatewayConnection(
            f"{name}-tunnel",
            virtual_network_gateway_connection_name=account.called("resource-group", name),
            resource_group_name=account.group,
            location=account.args.region,
            connection_type="IPsec",
            connection_protocol="IKEv2",
            virtual_network_gateway1={"id": links.id},
            local_network_gateway2={"id": peer.id},
            ipsec_policies=[_PROFILE],
            use_policy_based_traffic_selectors=False,
            shared_key=args.shared_key,
            tags=tags,
            opts=self.here(),
        )
        self.id: pulumi.Output[str] = connection.id
        self.measured = {"link": self.id}
        self.register_outputs({"id": self.id})
