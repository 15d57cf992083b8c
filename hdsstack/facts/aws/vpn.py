"""Site-to-site VPN: what each of the two tunnels would accept.

AWS accepts AES128, SHA1, group 2 and IKEv1 unless every list says otherwise (AWS Site-to-Site VPN
user guide, tunnel options, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.secret_values import secret_in_clear
from hdsstack.model.facts import ClearSecret, Fact, Tunnel
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, unknown_for

CONNECTION = "aws:ec2/vpnConnection:VpnConnection"
JOINED = (
    "aws:ec2/customerGateway:CustomerGateway",
    "aws:ec2/vpnGateway:VpnGateway",
    "aws:ec2/vpnConnectionRoute:VpnConnectionRoute",
    "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment",
    "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    "aws:ec2transitgateway/routeTable:RouteTable",
    "aws:ec2transitgateway/route:Route",
)
_ENCRYPTION = frozenset({"AES256-GCM-16"})
_INTEGRITY = frozenset({"SHA2-384", "SHA2-512"})
# Elliptic curves of 384 and 521 bits; the higher numbers that AWS knows are older, weaker groups.
_GROUPS = frozenset({"20", "21"})
_ACCEPTED = {
    "IkeVersions": frozenset({"ikev2"}),
    "Phase1EncryptionAlgorithms": _ENCRYPTION,
    "Phase1IntegrityAlgorithms": _INTEGRITY,
    "Phase1DhGroupNumbers": _GROUPS,
    "Phase2EncryptionAlgorithms": _ENCRYPTION,
    "Phase2IntegrityAlgorithms": _INTEGRITY,
    "Phase2DhGroupNumbers": _GROUPS,
}


@facts_of(CONNECTION)
def connection(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Both tunnels, every list; a list that is absent stands for AWS's weak default."""
    del graph
    strong = tuple(
        _only(found, f"tunnel{number}{name}", accepted)
        for number in (1, 2)
        for name, accepted in _ACCEPTED.items()
    )
    yield Tunnel(resource=found, strong=strong)
    for number in (1, 2):
        if claim := secret_in_clear(found, f"tunnel{number}PresharedKey"):
            yield ClearSecret(resource=found, clear=(claim,))


def _only(found: Resource, path: str, accepted: frozenset[str]) -> Seen[bool]:
    items = found.items(path)
    if isinstance(items, Unknown):
        return Seen(items, path, found.urn)
    if not items:
        return Seen(value=False, at=path, on=found.urn, default=True)
    if any(isinstance(item, Unknown) for item in items):
        return Seen(unknown_for(N_("an entry of {path} is an output"), path=path), path, found.urn)
    weak = [str(item) for item in items if str(item) not in accepted]
    why = message(N_("{path} still accepts {weak}"), path=path, weak=", ".join(weak))
    return Seen(not weak, path, found.urn, why=why)
