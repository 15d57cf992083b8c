"""What carries data out of its region by nature: sites, notifications, letters, event webhooks.

Defaults as documented by Microsoft (reference of azure-native 3.29.0, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.clear import clear_at
from hdsstack.facts.paths import spread
from hdsstack.model.facts import (
    ClearSecret,
    Copy,
    DataClass,
    Endpoint,
    Fact,
    LocalCredential,
    Place,
    WorldwideFront,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

COMMUNICATION = "azure-native:communication:CommunicationService"
SITE = "azure-native:web:StaticSite"
JOINED = (
    "azure-native:communication:Domain",
    "azure-native:communication:SenderUsername",
    "azure-native:desktopvirtualization:Application",
    "azure-native:desktopvirtualization:ApplicationGroup",
    "azure-native:desktopvirtualization:HostPool",
    "azure-native:desktopvirtualization:PrivateEndpointConnectionByHostPool",
    "azure-native:desktopvirtualization:PrivateEndpointConnectionByWorkspace",
    "azure-native:desktopvirtualization:ScalingPlan",
    "azure-native:desktopvirtualization:ScalingPlanPersonalSchedule",
    "azure-native:desktopvirtualization:ScalingPlanPooledSchedule",
    "azure-native:desktopvirtualization:Workspace",
    "azure-native:notificationhubs:NamespaceAuthorizationRule",
    "azure-native:notificationhubs:NotificationHub",
    "azure-native:notificationhubs:NotificationHubAuthorizationRule",
    "azure-native:notificationhubs:PrivateEndpointConnection",
    "azure-native:web:StaticSiteCustomDomain",
    "azure-native:web:StaticSiteLinkedBackend",
    "azure-native:web:StaticSitePrivateEndpointConnection",
)
_PERSONAL = (DataClass.DSCP, DataClass.UNDECLARED, DataClass.PSEUDONYMISED)


@facts_of(SITE)
def site(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A static site answers from all over the world, over TLS 1.2."""
    del graph
    why = message(N_("a static site answers from all over the world"))
    carries = data_class(found).map(lambda said: said in _PERSONAL)
    yield WorldwideFront(resource=found, carries=(Seen(carries.value, "tags", found.urn, why=why),))
    yield Endpoint(resource=found, transit=(Seen("1.2", "", found.urn, default=True),))


@facts_of("azure-native:notificationhubs:Namespace")
def notifications(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Messages to telephones pass through the service of their maker."""
    del graph
    where = Unknown("the messages pass through a push service whose place is not known")
    yield Copy(resource=found, provider="azure", region=Seen(where, "", found.urn))


# The places that a communication service names, each by a region of its own.
_PLACES = {
    "africa": "southafricanorth",
    "asia pacific": "southeastasia",
    "australia": "australiaeast",
    "brazil": "brazilsouth",
    "canada": "canadacentral",
    "europe": "westeurope",
    "france": "francecentral",
    "germany": "germanywestcentral",
    "india": "centralindia",
    "japan": "japaneast",
    "korea": "koreacentral",
    "norway": "norwayeast",
    "switzerland": "switzerlandnorth",
    "uae": "uaenorth",
    "uk": "uksouth",
    "united states": "eastus",
    "usgov": "usgovvirginia",
}


@facts_of(COMMUNICATION, "azure-native:communication:EmailService")
def communications(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Messages and letters lie where `dataLocation` says, whatever the service's own location.

    Keys are accepted unless `disableLocalAuth` refuses them.
    """
    del graph
    unknown = Unknown("the place of the data of the service is not known")
    region = found.text("dataLocation").map(lambda text: _PLACES.get(text.lower(), unknown))
    written = found.says(True, "dataLocation")
    yield Place(resource=found, provider="azure", region=region, explicit=written, holds_data=True)
    if found.type == COMMUNICATION:
        keys = found.flag("disableLocalAuth", default=False).map(lambda off: not off)
        yield LocalCredential(resource=found, enabled=(keys,))


_SUBSCRIPTIONS = (
    "azure-native:eventgrid:DomainEventSubscription",
    "azure-native:eventgrid:DomainTopicEventSubscription",
    "azure-native:eventgrid:EventSubscription",
    "azure-native:eventgrid:SystemTopicEventSubscription",
    "azure-native:eventgrid:TopicEventSubscription",
)
_KIND = "destination.endpointType"


@facts_of(*_SUBSCRIPTIONS)
def subscription(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Events that are sent to an address outside Azure."""
    del graph
    kind = found.text(_KIND, default="")
    if kind.value == "WebHook":
        where = Unknown("the events are sent to an interface whose place is not known")
        yield Copy(
            resource=found,
            provider="azure",
            region=Seen(where, "destination.endpointUrl", found.urn),
        )
    elif isinstance(kind.value, Unknown):
        yield Copy(resource=found, provider="azure", region=Seen(kind.value, _KIND, found.urn))


@facts_of(
    "azure-native:web:WebAppAzureStorageAccounts", "azure-native:web:WebAppAzureStorageAccountsSlot"
)
def mounted(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Shares that a site mounts by the keys of their accounts."""
    del graph
    why = message(N_("a password or a key is written in the program"))
    held = found.get("properties")
    if isinstance(held, Unknown):
        yield ClearSecret(resource=found, clear=(Seen(held, "properties", found.urn, why=why),))
        return
    names = held if isinstance(held, dict) else {}
    paths = (path for name in names for path in spread(found, f"properties.{name}.accessKey"))
    clear = tuple(claim for path in paths for claim in clear_at(found, path, why))
    yield ClearSecret(resource=found, clear=clear)
