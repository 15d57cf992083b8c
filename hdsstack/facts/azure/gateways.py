"""Doors of a network: site links, bastions, application gateways, load balancers."""

from collections.abc import Iterator

from hdsstack import catalog
from hdsstack.facts import facts_of
from hdsstack.facts.azure.entry_points import BALANCER, GATEWAY, listed
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import GROUPS, auditable, settings_of
from hdsstack.facts.clear import clear_at, password_in_clear
from hdsstack.model.facts import (
    AdminAccess,
    Claims,
    ClearSecret,
    Endpoint,
    Fact,
    Service,
    Tunnel,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Unknown, dig, unknown_for

CONNECTION = "azure-native:network:VirtualNetworkGatewayConnection"
VPN_CONNECTION = "azure-native:network:VpnConnection"
VPN_GATEWAY = "azure-native:network:VirtualNetworkGateway"
BASTION = "azure-native:network:BastionHost"
JOINED = (
    "azure-native:network:VpnGateway",
    "azure-native:network:VpnSite",
    "azure-native:network:ExpressRouteCircuit",
    "azure-native:network:ExpressRouteCircuitPeering",
    "azure-native:network:ExpressRouteCircuitAuthorization",
    "azure-native:network:ExpressRouteGateway",
    "azure-native:network:ExpressRouteConnection",
    "azure-native:network:InboundNatRule",
    "azure-native:network:LoadBalancerBackendAddressPool",
)

# Only these satisfy ANSSI's IPsec note as HDS-CRY-007 reads it; group 24 is weaker than its number.
_STRONG = {
    "ikeEncryption": ("gcmaes256",),
    "ikeIntegrity": ("sha384",),
    "dhGroup": ("ecp384",),
    "ipsecEncryption": ("gcmaes256",),
    "ipsecIntegrity": ("gcmaes256",),
    "pfsGroup": ("ecp384",),
}
_PLAIN_LISTENERS = ("http", "tcp")
_APP_GATEWAY = "application-gateway"
# An application gateway that names no policy, since version 2023-02-01 of the API.
_DEFAULT_POLICY = "AppGwSslPolicy20220101"
_TLS = {"tlsv1_0": "1.0", "tlsv1_1": "1.1", "tlsv1_2": "1.2", "tlsv1_3": "1.3"}


@facts_of(CONNECTION)
def connection(link: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A site link; without `ipsecPolicies` Azure's defaults accept weak algorithms."""
    del graph
    kind = link.text("connectionType", default="IPsec").map(str.lower)
    if kind.value in ("expressroute", "vnet2vnet"):
        return
    protocol = link.text("connectionProtocol", default="IKEv2")
    version = protocol.map(lambda text: text.lower() == "ikev2")
    strong = (version, *_policies(link, "ipsecPolicies"), *_secret_key(link, "sharedKey"))
    yield Tunnel(resource=link, strong=strong)
    why = message(N_("the pre-shared key is written in the program"))
    yield ClearSecret(resource=link, clear=clear_at(link, "sharedKey", why))


@facts_of(VPN_CONNECTION)
def hub_connection(link: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A site link of a virtual hub: one set of policies and one key per link, or for all."""
    del graph
    links = listed(link, "vpnLinkConnections")
    prefixes = [f"vpnLinkConnections[{rank}]." for rank in range(len(links))] or [""]
    strong: list[Seen[bool]] = []
    clear: list[Seen[bool]] = []
    why = message(N_("the pre-shared key is written in the program"))
    for prefix in prefixes:
        strong += [
            *_policies(link, f"{prefix}ipsecPolicies"),
            *_secret_key(link, f"{prefix}sharedKey"),
        ]
        clear += clear_at(link, f"{prefix}sharedKey", why)
    yield Tunnel(resource=link, strong=tuple(strong))
    yield ClearSecret(resource=link, clear=tuple(clear))


def _policies(link: Resource, path: str) -> Claims:
    items = link.items(path)
    if isinstance(items, Unknown):
        return (Seen(items, path, link.urn),)
    if not items:
        why = message(N_("no policy fixes the algorithms: the defaults accept weak ones"))
        return (Seen(value=False, at=path, on=link.urn, default=True, why=why),)
    return tuple(
        _parameter(link, f"{path}[{rank}].{name}", dig(item, name), accepted)
        for rank, item in enumerate(items)
        for name, accepted in _STRONG.items()
    )


def _parameter(link: Resource, at: str, value: Found, accepted: tuple[str, ...]) -> Seen[bool]:
    if isinstance(value, Unknown):
        return Seen(value, at, link.urn)
    if value is ABSENT:
        return Seen(value=False, at=at, on=link.urn, default=True)
    if not isinstance(value, str):
        return Seen(Unknown("an algorithm is an output"), at, link.urn)
    why = message(N_("{value} is accepted"), value=value)
    return Seen(value.lower() in accepted, at, link.urn, why=why)


def _secret_key(link: Resource, path: str) -> Claims:
    clear = password_in_clear(link.raw(path))
    if clear is None:
        return ()
    why = message(N_("the pre-shared key is not a secret"))
    return (Seen(clear if isinstance(clear, Unknown) else not clear, path, link.urn, why=why),)


@facts_of(VPN_GATEWAY)
def vpn_gateway(gateway: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A gateway survives the loss of a zone with one of the SKUs that end in AZ."""
    zones = gateway.text("sku.name", default="Basic").map(lambda text: text.upper().endswith("AZ"))
    yield Service(resource=gateway, data_class=data_class(gateway), zones=(zones,))
    yield auditable(gateway, graph)


@facts_of(BASTION)
def bastion(host: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Sessions leave a record: recording (Premium), or audit logs in a diagnostic setting."""
    yield AdminAccess(resource=host, records=(_records(host, graph),))
    yield auditable(host, graph)


def _records(host: Resource, graph: ResourceGraph) -> Seen[bool]:
    recording = host.flag("enableSessionRecording", default=False)
    if recording.value is True:
        return recording
    wanted = {"bastionauditlogs", *GROUPS}
    for sent in settings_of(host, graph):
        if isinstance(sent.categories, Unknown):
            return Seen(sent.categories, "logs", sent.setting.urn)
        if sent.categories & wanted:
            return Seen(value=True, at="logs", on=host.urn)
    why = message(N_("neither session recording nor a diagnostic setting keeps who did what"))
    return recording.because(why)


@facts_of(GATEWAY)
def application_gateway(gateway: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Its listeners: plain HTTP unless all it does is redirect, else the TLS policy's lowest."""
    yield Endpoint(resource=gateway, transit=tuple(_listeners(gateway)))
    yield Service(
        resource=gateway, data_class=data_class(gateway), zones=(gateway.several("zones"),)
    )
    yield auditable(gateway, graph)
    why = message(N_("the password of a certificate is written in the program"))
    certificates = listed(gateway, "sslCertificates")
    clear = [
        claim
        for rank in range(len(certificates))
        for claim in clear_at(gateway, f"sslCertificates[{rank}].password", why)
    ]
    yield ClearSecret(resource=gateway, clear=tuple(clear))


def _listeners(gateway: Resource) -> Iterator[Seen[str]]:
    redirects, hidden = _redirecting(gateway)
    for path in ("httpListeners", "listeners"):
        items = gateway.items(path)
        if isinstance(items, Unknown):
            yield Seen(items, path, gateway.urn)
            continue
        for rank, item in enumerate(items):
            protocol = gateway.text(f"{path}[{rank}].protocol", default="Http").map(str.lower)
            if isinstance(protocol.value, Unknown):
                yield Seen(protocol.value, protocol.at, gateway.urn)
            elif protocol.value in _PLAIN_LISTENERS:
                if str(dig(item, "name")) not in redirects:
                    yield gateway.says("plain" if hidden is None else hidden, protocol.at)
            else:
                yield _lowest(gateway)


def _redirecting(gateway: Resource) -> tuple[set[str], Unknown | None]:
    """Names of the listeners whose every rule only redirects to another listener.

    And why nobody can tell which, where a rule that redirects does not show its listener.
    """
    found: set[str] = set()
    hidden: Unknown | None = None
    for rule in listed(gateway, "requestRoutingRules"):
        if dig(rule, "redirectConfiguration") is ABSENT:
            continue
        target = dig(rule, "httpListener.id")
        hidden = target if isinstance(target, Unknown) else hidden
        for listener in listed(gateway, "httpListeners"):
            name = dig(listener, "name")
            if isinstance(name, str) and name in str(target):
                found.add(name)
    return found, hidden


def _lowest(gateway: Resource) -> Seen[str]:
    """A custom policy names its lowest version; a predefined one is in the dated table."""
    written = gateway.text("sslPolicy.minProtocolVersion", default="")
    if written.value != "":
        return written.map(
            lambda text: _TLS.get(text.lower(), unknown_for(N_("TLS version {text}"), text=text))
        )
    name = gateway.text("sslPolicy.policyName", default=_DEFAULT_POLICY)
    return name.map(
        lambda text: (
            catalog.tls_minimum(_APP_GATEWAY, text)
            or unknown_for(N_("TLS policy {text}"), text=text)
        )
    )


@facts_of(BALANCER)
def load_balancer(balancer: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Layer 4: it ends no TLS. A frontend without zones is zone-redundant with the Standard SKU."""
    del graph
    standard = balancer.text("sku.name", default="Basic").map(lambda text: text.lower() != "basic")
    pinned = [
        len(zones) == 1
        for item in listed(balancer, "frontendIPConfigurations")
        if isinstance(zones := dig(item, "zones"), list)
    ]
    yield Service(
        resource=balancer,
        data_class=data_class(balancer),
        zones=(standard.map(lambda value: value and not any(pinned)),),
    )
