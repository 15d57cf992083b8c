"""Whether an Azure service can be reached from a public network, and through what instead."""

from collections.abc import Iterator
from dataclasses import dataclass

from hdsstack.facts.azure.joins import children, targets
from hdsstack.model.facts import Claims
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Unknown, dig
from hdsstack.planning.addresses import covers_internet, is_wide

ENDPOINT = "azure-native:network:PrivateEndpoint"
JOINED = (ENDPOINT,)

# Where a rule has its first address, the last one beside it, where it is not `startIpAddress`.
_STARTS = {
    "azure-native:mongocluster:FirewallRule": "properties.startIpAddress",
    "azure-native:sql:IPv6FirewallRule": "startIPv6Address",
}
_OFF = ("disabled", "securedbyperimeter")
_LISTS = ("privateLinkServiceConnections", "manualPrivateLinkServiceConnections")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """How a service says who may reach it.

    Attributes:
        access: Path of the public access switch.
        action: Path of the default action of its network rules; empty where it has none.
        rules: Path of its list of address rules, each with its address at `address`.
        closed: Values of `access`, lower case, that close it.
        opened: What an absent `access` means, as documented.
        narrowed: A non-empty list of address rules closes it for everybody else.

    """

    access: str = "publicNetworkAccess"
    action: str = ""
    rules: str = ""
    address: str = "value"
    closed: tuple[str, ...] = _OFF
    opened: str = "enabled"
    narrowed: bool = False


def switch(resource: Resource, gate: Gate) -> Seen[bool]:
    """Whether the public access switch is on."""
    found = resource.text(gate.access, default=gate.opened)
    return found.map(lambda text: text.lower() not in gate.closed)


def public(resource: Resource, gate: Gate) -> Claims:
    """Each observation says "reachable from a public network"."""
    on = switch(resource, gate)
    if on.value is not True:
        return (on,)
    if gate.narrowed:
        found = list(_wide_rules(resource, gate))
        listed = resource.items(gate.rules)
        empty = not isinstance(listed, Unknown) and not listed
        return (on,) if empty else tuple(found) or (resource.says(False, gate.rules),)
    if not gate.action:
        return (on,)
    action = resource.text(gate.action, default="Allow").map(str.lower)
    if isinstance(action.value, Unknown):
        return (Seen(action.value, gate.action, resource.urn),)
    if action.value == "allow":
        return (Seen(value=True, at=on.at, on=on.on, default=on.default),)
    return tuple(_wide_rules(resource, gate)) or (resource.says(False, gate.action),)


def _wide_rules(resource: Resource, gate: Gate) -> Iterator[Seen[bool]]:
    """The address rules that let a public network in."""
    rules = resource.items(gate.rules) if gate.rules else []
    if isinstance(rules, Unknown):
        yield Seen(rules, gate.rules, resource.urn)
        return
    texts: list[str] = []
    for rank, rule in enumerate(rules):
        at = f"{gate.rules}[{rank}].{gate.address}"
        text = rule if isinstance(rule, str) else dig(rule, gate.address)
        if isinstance(text, Unknown):
            yield Seen(text, at, resource.urn)
        elif isinstance(text, str):
            texts.append(text)
            if _lets_in(text):
                yield resource.says(True, at)
    if covers_internet(texts) and not any(map(_lets_in, texts)):
        yield resource.says(True, gate.rules)


def _lets_in(text: str) -> bool:
    """A wide range; 0.0.0.0 alone stands for every customer of the provider's datacentres."""
    return text.strip() in ("0.0.0.0", "0.0.0.0/32") or is_wide(text) is True  # noqa: S104 - a rule that is read


def endpoints(resource: Resource, graph: ResourceGraph) -> tuple[Resource, ...]:
    """The private endpoints of this stack that lead to the resource."""
    found = graph.derived(_endpoints).get(resource.urn)
    return tuple(
        found or (one for path in _LISTS for one in graph.adrift(resource, _first(path), ENDPOINT))
    )


def _first(path: str) -> str:
    return f"{path}[0].privateLinkServiceId"


def _endpoints(graph: ResourceGraph) -> dict[str, dict[Resource, None]]:
    """URN -> the private endpoints that lead there, or may lead there."""
    found: dict[str, dict[Resource, None]] = {}
    for endpoint in graph.of(ENDPOINT):
        for path in _LISTS:
            items = endpoint.items(path)
            held: list[Found] = [items] if isinstance(items, Unknown) else list(items)
            for item in held:
                for urn in _led_to(dig(item, "privateLinkServiceId"), endpoint, path, graph):
                    found.setdefault(urn, {})[endpoint] = None
    return found


def _led_to(value: Found, endpoint: Resource, path: str, graph: ResourceGraph) -> set[str]:
    if isinstance(value, Unknown):
        return set(value.urns or endpoint.reach.get(path, ()))
    return {one.urn for one in targets(value, endpoint, path, graph).values()}


def reached_privately(
    resource: Resource, graph: ResourceGraph, gate: Gate, exposed: Claims
) -> Claims:
    """It is reached through private endpoints only; `exposed` is what `public` says of it.

    With public access off nothing else can reach it, whichever stack holds the endpoint. An
    endpoint closes nothing: where the public network still gets in, it is one way in of two.
    """
    on = switch(resource, gate)
    if on.value is False or not endpoints(resource, graph):
        why = message(N_("no private endpoint of this stack leads to it, and public access is on"))
        return (on.map(lambda value: not value).because(why),)
    why = message(
        N_("a private endpoint leads to it, and the public network still reaches it as well")
    )
    worst = next((one for one in exposed if one.value is True), None)
    missing = next((one for one in exposed if not one.known), None)
    found = worst or missing
    if found is None:
        return (resource.says(True, gate.access),)
    return (found.map(lambda reached: not reached).because(why),)


def firewall_open(
    server: Resource,
    graph: ResourceGraph,
    gate: Gate,
    *types: str,
    networks: tuple[str, ...] = (),
    by: str = "serverName",
) -> Claims:
    """As `public`, for a server whose firewall rules are resources of `types` that name it.

    `by` is the input of the rules that names it, `networks` the types of its virtual network
    rules. A public endpoint that nothing in the program narrows counts as reachable.
    """
    on = switch(server, gate)
    if on.value is not True:
        return (on,)
    rules = children(server, graph, *types, by=by)
    found = tuple(_firewall_rule(rule) for rule in rules)
    if not found and not children(server, graph, *networks, by=by):
        return (on,)
    return found or (server.says(False, gate.access),)


def _firewall_rule(rule: Resource) -> Seen[bool]:
    """`startIpAddress` to `endIpAddress`; 0.0.0.0 to itself lets in every Azure customer."""
    at = _STARTS.get(rule.type, "startIpAddress")
    start, end = rule.text(at), rule.text(at.replace("start", "end"))
    if isinstance(start.value, Unknown) or isinstance(end.value, Unknown):
        missing = start.value if isinstance(start.value, Unknown) else end.value
        return Seen(missing, at, rule.urn)  # type: ignore[arg-type]  # one is unknown
    everyone = _lets_in(start.value) and _lets_in(end.value)
    wide = is_wide(f"{start.value}-{end.value}") is True
    why = message(N_("a firewall rule lets a public network in"))
    return Seen(everyone or wide, at, rule.urn, why=why)
