"""A VPN between one site and the network, with the one profile that HDS-CRY-007 accepts."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.link_gateway import LinkGateway
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import SiteLinkArgs
from hdsstack.components.part import Part

# ANSSI DAT-NT-003: IKEv2, AES-256-GCM, SHA-384 or better, group 20 or better. AWS accepts weaker
# proposals unless every list is set, on both tunnels.
_PROFILE: dict[str, object] = {
    "ike_versions": ["ikev2"],
    "phase1_encryption_algorithms": ["AES256-GCM-16"],
    "phase1_integrity_algorithms": ["SHA2-384", "SHA2-512"],
    "phase1_dh_group_numbers": [20, 21],
    "phase2_encryption_algorithms": ["AES256-GCM-16"],
    "phase2_integrity_algorithms": ["SHA2-384", "SHA2-512"],
    "phase2_dh_group_numbers": [20, 21],
    "startup_action": "start",
    "dpd_timeout_action": "restart",
}
_TUNNELS = (1, 2)
_PRIVATE_ASN = "65000"


class SiteLink(Part):
    """Two tunnels to one site; AWS makes and keeps the pre-shared keys unless one is given."""

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
        tags = site.account.tags("technical", "3")
        peer = aws.ec2.CustomerGateway(
            f"{name}-site",
            type="ipsec.1",
            bgp_asn=_PRIVATE_ASN,
            ip_address=args.gateway,
            tags=tags,
            opts=self.here(),
        )
        connection = aws.ec2.VpnConnection(
            f"{name}-tunnels",
            type="ipsec.1",
            customer_gateway_id=peer.id,
            vpn_gateway_id=links.id,
            static_routes_only=True,
            preshared_key_storage="SecretsManager",
            tags=tags,
            opts=self.here(),
            **_tunnels(args),
        )
        self.id: pulumi.Output[str] = connection.id
        for rank, cidr in enumerate(args.ranges):
            aws.ec2.VpnConnectionRoute(
                f"{name}-route-{rank}",
                destination_cidr_block=cidr,
                vpn_connection_id=connection.id,
                opts=self.here(),
            )
        self.measured = {"VpnId": self.id}
        self.register_outputs({"id": self.id})


def _tunnels(args: SiteLinkArgs) -> dict[str, object]:
    options: dict[str, object] = {
        f"tunnel{tunnel}_{key}": value for tunnel in _TUNNELS for key, value in _PROFILE.items()
    }
    if args.shared_key is not None:
        options |= {f"tunnel{tunnel}_preshared_key": args.shared_key for tunnel in _TUNNELS}
    return options
