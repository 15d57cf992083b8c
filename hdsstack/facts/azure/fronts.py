"""Services with a worldwide footprint: Front Door, CDN, Traffic Manager."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.joins import children
from hdsstack.facts.azure.place import data_class
from hdsstack.model.facts import DataClass, Endpoint, Fact, WorldwideFront
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Unknown, refs_in, unknown_for, unknowns_in

PROFILE = "azure-native:cdn:Profile"
CDN_ENDPOINT = "azure-native:cdn:Endpoint"
ORIGIN = "azure-native:cdn:AFDOrigin"
ROUTE = "azure-native:cdn:Route"
DOMAIN = "azure-native:cdn:AFDCustomDomain"
FRONT_DOOR = "azure-native:frontdoor:FrontDoor"
TRAFFIC = "azure-native:trafficmanager:Profile"
TRAFFIC_ENDPOINT = "azure-native:trafficmanager:Endpoint"
JOINED = (
    ORIGIN,
    TRAFFIC_ENDPOINT,
    "azure-native:cdn:AFDEndpoint",
    "azure-native:cdn:AFDOriginGroup",
    "azure-native:cdn:Rule",
    "azure-native:cdn:RuleSet",
    "azure-native:cdn:Secret",
    "azure-native:cdn:SecurityPolicy",
    "azure-native:cdn:Policy",
    "azure-native:cdn:Origin",
    "azure-native:cdn:OriginGroup",
    "azure-native:cdn:CustomDomain",
    "azure-native:frontdoor:Policy",
    "azure-native:frontdoor:RulesEngine",
)

_TARGETS = {
    CDN_ENDPOINT: ("origins",),
    FRONT_DOOR: ("backendPools",),
    TRAFFIC: ("endpoints",),
    ORIGIN: ("hostName", "azureOrigin", "sharedPrivateLinkResource"),
    TRAFFIC_ENDPOINT: ("targetResourceId", "target"),
}
_HEALTH = (DataClass.DSCP, DataClass.PSEUDONYMISED)
_TLS = {"tls10": "1.0", "tls12": "1.2", "tls13": "1.3"}


@facts_of(CDN_ENDPOINT, FRONT_DOOR)
def front(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A front with its origins inside it."""
    yield WorldwideFront(resource=found, carries=(_carries(found, [found], graph),))
    if found.type == CDN_ENDPOINT:
        plain = found.flag("isHttpAllowed", default=True)
        yield Endpoint(resource=found, transit=(plain.map(lambda on: "plain" if on else "1.2"),))


@facts_of(PROFILE)
def profile(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A Front Door profile with its origins; a CDN profile's endpoints speak for themselves."""
    if children(found, graph, CDN_ENDPOINT, by="profileName"):
        return
    origins = list(children(found, graph, ORIGIN, by="profileName"))
    yield WorldwideFront(resource=found, carries=(_carries(found, origins, graph),))


@facts_of(TRAFFIC)
def traffic_manager(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """It answers names from anywhere in the world, and probes what is behind."""
    ends = list(children(found, graph, TRAFFIC_ENDPOINT, by="profileName"))
    yield WorldwideFront(resource=found, carries=(_carries(found, [found, *ends], graph),))


def _carries(found: Resource, holders: list[Resource], graph: ResourceGraph) -> Seen[bool]:
    """By the front's own class where it is clear, else by what is behind."""
    why = message(N_("a service that answers from anywhere in the world carries health data"))
    own = data_class(found)
    if own.value in _HEALTH:
        return Seen(value=True, at=own.at, on=found.urn, why=why)
    behind = [
        _class_of(target)
        for holder in holders
        for path in _TARGETS[holder.type]
        for target in _behind(holder.get(path), holder, graph)
    ]
    if any(kind in _HEALTH for kind in behind):
        return Seen(value=True, on=found.urn, why=why)
    if own.value is DataClass.NON_HEALTH:
        return Seen(value=False, at=own.at, on=found.urn)
    if DataClass.UNDECLARED in behind:
        return Seen(value=True, on=found.urn, why=why)
    for kind in behind or [Unknown("what stands behind it is not in this stack")]:
        if isinstance(kind, Unknown):
            return Seen(kind, "tags", found.urn)
    return Seen(value=False, on=found.urn)


def _class_of(target: Resource) -> DataClass | Unknown:
    """A door (an address, a gateway) says nothing of the data that pass through it."""
    kind = data_class(target).value
    if target.type.startswith("azure-native:network:") and kind not in _HEALTH:
        return unknown_for(N_("what stands behind {name}"), name=target.name)
    return kind


def _behind(value: Found, holder: Resource, graph: ResourceGraph) -> Iterator[Resource]:
    """The resources of this stack that the origins name, those that tell a class."""
    urns = [ref.urn for ref in refs_in(value)]
    urns += [urn for missing in unknowns_in(value) for urn in missing.urns]
    for path in _TARGETS[holder.type]:
        if any(True for _ in unknowns_in(holder.get(path))):
            urns += holder.reach.get(path, ())
    for urn in dict.fromkeys(urns):
        target = graph.by_urn.get(urn)
        if target is not None and target.custom and target.type != holder.type:
            yield target


@facts_of(DOMAIN)
def custom_domain(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The lowest TLS version of a domain of Front Door; 1.2 unless said."""
    del graph
    lowest = found.text("tlsSettings.minimumTlsVersion", default="TLS12")
    version = lowest.map(
        lambda text: _TLS.get(text.lower(), unknown_for(N_("TLS version {text}"), text=text))
    )
    yield Endpoint(resource=found, transit=(version,))


@facts_of(ROUTE)
def route(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A route of Front Door takes plain HTTP where it lists it and does not redirect it.

    `httpsRedirect` is Disabled and `forwardingProtocol` MatchRequest where the SDK is not told.
    """
    del graph
    if found.text("enabledState", default="Enabled").value == "Disabled":
        return
    yield Endpoint(resource=found, transit=(_viewers(found), _origins(found)))


def _viewers(route: Resource) -> Seen[str]:
    path = "supportedProtocols"
    items = route.items(path)
    redirect = route.text("httpsRedirect", default="Disabled")
    if redirect.value == "Enabled":
        return route.says("1.2", "httpsRedirect")
    if isinstance(items, Unknown) or not items:
        missing = items if isinstance(items, Unknown) else Unknown("which protocols a route takes")
        return Seen(missing, path, route.urn)
    hidden = next((item for item in items if isinstance(item, Unknown)), None)
    if "Http" in items and route.has("ruleSets"):
        return Seen(Unknown("a rule set may redirect plain HTTP"), "ruleSets", route.urn)
    if "Http" in items:
        return redirect.map(lambda _: "plain")
    return Seen("1.2" if hidden is None else hidden, path, route.urn)


def _origins(route: Resource) -> Seen[str]:
    """How Front Door speaks to what is behind: plainly where it is told to."""
    forwarded = route.text("forwardingProtocol", default="MatchRequest")
    return forwarded.map(lambda text: "plain" if text == "HttpOnly" else "1.2")
