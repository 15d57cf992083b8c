"""Load balancers and their listeners: the protocol that clients may speak, and the zones."""

from collections.abc import Iterator

from hdsstack import catalog
from hdsstack.facts import facts_of
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.zones import in_several_zones
from hdsstack.model.facts import Endpoint, Fact, Opening, Ports, Service
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, dig, unknown_for

BALANCER = "aws:lb/loadBalancer:LoadBalancer"
CLASSIC = "aws:elb/loadBalancer:LoadBalancer"
LISTENER = "aws:lb/listener:Listener"
TARGET_GROUP = "aws:lb/targetGroup:TargetGroup"
_RULE = "aws:lb/listenerRule:ListenerRule"
_CLASSIC_POLICY = "aws:elb/loadBalancerPolicy:LoadBalancerPolicy"
JOINED = (
    TARGET_GROUP,
    _RULE,
    _CLASSIC_POLICY,
    "aws:lb/targetGroupAttachment:TargetGroupAttachment",
    "aws:lb/listenerCertificate:ListenerCertificate",
    "aws:elb/listenerPolicy:ListenerPolicy",
    "aws:elb/attachment:Attachment",
)
# What AWS applies to a TLS listener that names no policy (API reference of Elastic Load Balancing).
_DEFAULT_POLICY = "ELBSecurityPolicy-2016-08"
_HARMLESS = ("redirect", "fixed-response")
_PLAIN_PORT = 80
_EVERYBODY = ("0.0.0.0/0",)


@facts_of(BALANCER)
def balancer(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A load balancer stands in as many zones as it has subnets."""
    for path in ("subnets", "subnetMappings"):
        if found.has(path):
            zones = (in_several_zones(found, path, graph),)
            yield Service(resource=found, data_class=data_class_of(found, graph), zones=zones)
            return


@facts_of(LISTENER)
def listener(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A listener; one that only redirects to HTTPS or answers by itself carries no data."""
    protocol = found.text("protocol", default="HTTP")
    if isinstance(protocol.value, Unknown):
        transit: tuple[Seen[str], ...] = (Seen(protocol.value, protocol.at, found.urn),)
    elif protocol.value in ("HTTPS", "TLS"):
        transit = (minimum(found, "sslPolicy", "elb", _DEFAULT_POLICY),)
    elif protocol.value == "HTTP":
        transit = tuple(_plain(found, graph))
    else:
        transit = _passed_through(found)
    yield Endpoint(resource=found, transit=transit)
    linked = graph.linked(found, "loadBalancerArn", BALANCER)
    if isinstance(linked, Resource) and linked.get("loadBalancerType") == "network":
        yield from _opening(found, linked)


def _opening(listener: Resource, balancer: Resource) -> Iterator[Opening]:
    """A network balancer without security groups lets in whoever reaches it, on its port."""
    internal = balancer.flag("internal", default=False)
    if internal.value is True or balancer.has("securityGroups"):
        return
    sources = internal.value if isinstance(internal.value, Unknown) else _EVERYBODY
    port = listener.number("port").map(int)
    protocol = "udp" if listener.get("protocol") == "UDP" else "tcp"
    yield Opening(
        resource=listener,
        inbound=True,
        group=listener.urn,
        ports=port.map(lambda number: Ports(protocol=protocol, ranges=((number, number),))),
        sources=Seen(sources, "port", listener.urn),
        entry_point=True,
    )


def minimum(holder: Resource, path: str, kind: str, default: str) -> Seen[str]:
    """The lowest TLS version of the named policy at `path`."""
    return holder.text(path, default=default).map(lambda name: _lowest(kind, name))


def _lowest(kind: str, policy: str) -> str | Unknown:
    found = catalog.tls_minimum(kind, policy)
    return found or unknown_for(N_("what the TLS policy {name} accepts is not known"), name=policy)


def _plain(listener: Resource, graph: ResourceGraph) -> Iterator[Seen[str]]:
    """Plain HTTP where the listener, or one of its rules, forwards."""
    why = message(N_("the listener forwards plain HTTP"))
    for path in _forwarding(listener, "defaultActions"):
        value = path if isinstance(path, Unknown) else "plain"
        yield Seen(value, "protocol", listener.urn, why=why)
    for rule in graph.pointing(listener, "listenerArn", _RULE):
        for action in _forwarding(rule, "actions"):
            value = action if isinstance(action, Unknown) else "plain"
            yield Seen(value, "actions", rule.urn, why=why)


def _forwarding(holder: Resource, path: str) -> "Iterator[str | Unknown]":
    """The actions that do more than redirect to HTTPS or answer by themselves."""
    items = holder.items(path)
    if isinstance(items, Unknown):
        yield items
        return
    for action in items:
        kind, protocol = dig(action, "type"), dig(action, "redirect.protocol")
        if isinstance(protocol, Unknown):
            yield protocol
        elif kind not in _HARMLESS or (kind == "redirect" and protocol == "HTTP"):
            yield "forward"


def _passed_through(listener: Resource) -> tuple[Seen[str], ...]:
    """TCP is carried as it comes; on the port of HTTP it comes in clear."""
    if listener.get("port") == _PLAIN_PORT:
        why = message(N_("port 80 carries plain HTTP"))
        return (Seen("plain", "port", listener.urn, why=why),)
    return ()


@facts_of(CLASSIC)
def classic(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A classic load balancer: its listeners are its own."""
    items = found.items("listeners")
    if isinstance(items, Unknown):
        yield Endpoint(resource=found, transit=(Seen(items, "listeners", found.urn),))
        return
    transit = [_classic(found, f"listeners[{i}]", graph) for i in range(len(items))]
    yield Endpoint(resource=found, transit=tuple(one for one in transit if one is not None))


def _classic(found: Resource, path: str, graph: ResourceGraph) -> Seen[str] | None:
    protocol = found.text(f"{path}.lbProtocol")
    if isinstance(protocol.value, Unknown):
        return Seen(protocol.value, protocol.at, found.urn)
    match protocol.value.lower():
        case "https" | "ssl":
            named = [
                _reference(one)
                for one in graph.pointing(found, "loadBalancerName", _CLASSIC_POLICY)
            ]
            policies = [name for name in named if name]
            policy = policies[0] if policies else _DEFAULT_POLICY
            return Seen(_lowest("elb", policy), f"{path}.lbProtocol", found.urn)
        case "http":
            return Seen("plain", f"{path}.lbProtocol", found.urn)
        case _:
            return None


def _reference(policy: Resource) -> str:
    items = policy.items("policyAttributes")
    for item in [] if isinstance(items, Unknown) else items:
        value = dig(item, "value")
        if dig(item, "name") == "Reference-Security-Policy" and isinstance(value, str):
            return value
    return ""
