"""Direct Connect, Client VPN and Network Firewall: ways into networks, and what guards them.

Defaults as the provider documents them (reference of pulumi-aws 7.51.1, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.zones import in_several_zones
from hdsstack.model.facts import Endpoint, Fact, Opening, Ports, Service, Tunnel
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

JOINED = (
    "aws:directconnect/connectionAssociation:ConnectionAssociation",
    "aws:directconnect/connectionConfirmation:ConnectionConfirmation",
    "aws:directconnect/gateway:Gateway",
    "aws:directconnect/gatewayAssociation:GatewayAssociation",
    "aws:directconnect/gatewayAssociationProposal:GatewayAssociationProposal",
    "aws:directconnect/hostedConnection:HostedConnection",
    "aws:directconnect/hostedPrivateVirtualInterfaceAccepter:HostedPrivateVirtualInterfaceAccepter",
    "aws:directconnect/hostedPublicVirtualInterfaceAccepter:HostedPublicVirtualInterfaceAccepter",
    "aws:directconnect/hostedTransitVirtualInterfaceAcceptor:HostedTransitVirtualInterfaceAcceptor",
    "aws:directconnect/linkAggregationGroup:LinkAggregationGroup",
    "aws:ec2clientvpn/authorizationRule:AuthorizationRule",
    "aws:ec2clientvpn/networkAssociation:NetworkAssociation",
    "aws:ec2clientvpn/route:Route",
    "aws:networkfirewall/containerAssociation:ContainerAssociation",
    "aws:networkfirewall/firewallPolicy:FirewallPolicy",
    "aws:networkfirewall/loggingConfiguration:LoggingConfiguration",
    "aws:networkfirewall/resourcePolicy:ResourcePolicy",
    "aws:networkfirewall/ruleGroup:RuleGroup",
    "aws:networkfirewall/tlsInspectionConfiguration:TlsInspectionConfiguration",
    "aws:networkfirewall/vpcEndpointAssociation:VpcEndpointAssociation",
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
)
_VPN_PORT = 443.0


@facts_of("aws:directconnect/connection:Connection")
def line(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A line that is asked for MACsec: it must refuse what comes without."""
    del graph
    mode = found.text("encryptionMode", default="")
    if mode.value == "":
        return
    why = message(N_("the line also carries traffic without MACsec"))
    yield Tunnel(
        resource=found, strong=(mode.map(lambda said: said == "must_encrypt").because(why),)
    )


@facts_of("aws:ec2clientvpn/endpoint:Endpoint")
def client_vpn(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A VPN of persons answers to the internet, over TLS 1.2 or better, on 443 unless it says."""
    del graph
    yield Endpoint(resource=found, transit=(found.says("1.2", "serverCertificateArn"),))
    protocol = found.text("transportProtocol", default="udp")
    port = found.number("vpnPort", default=_VPN_PORT)
    ports: Seen[Ports] = port.map(
        lambda number: (
            protocol.value
            if isinstance(protocol.value, Unknown)
            else Ports(protocol=protocol.value, ranges=((int(number), int(number)),))
        )
    )
    yield Opening(
        resource=found,
        inbound=True,
        group=found.urn,
        ports=ports,
        sources=Seen(("0.0.0.0/0",), ports.at, found.urn),
        entry_point=True,
    )


@facts_of("aws:networkfirewall/firewall:Firewall")
def firewall(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A firewall stands in the zones of its subnets."""
    path = "subnetMappings" if found.has("subnetMappings") else "availabilityZoneMappings"
    data_class = data_class_of(found, graph)
    yield Service(
        resource=found, data_class=data_class, zones=(in_several_zones(found, path, graph),)
    )
