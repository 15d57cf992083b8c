"""Containers and web applications: settings that show secrets, HTTPS, zones."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.entry_points import listed, unread
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.clear import clear_at, clear_command, clear_settings, clear_text_at
from hdsstack.model.facts import (
    Claims,
    ClearSecret,
    Endpoint,
    Fact,
    LocalCredential,
    Machine,
    Opening,
    Ports,
    Service,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, dig

GROUP = "azure-native:containerinstance:ContainerGroup"
CONTAINER_APP = "azure-native:app:ContainerApp"
JOB = "azure-native:app:Job"
ENVIRONMENT = "azure-native:app:ManagedEnvironment"
APPS = ("azure-native:web:WebApp", "azure-native:web:WebAppSlot")
SETTINGS = (
    "azure-native:web:WebAppApplicationSettings",
    "azure-native:web:WebAppApplicationSettingsSlot",
    "azure-native:web:WebAppConnectionStrings",
    "azure-native:web:WebAppConnectionStringsSlot",
)
BASIC_SIGN_IN = (
    "azure-native:web:WebAppFtpAllowed",
    "azure-native:web:WebAppFtpAllowedSlot",
    "azure-native:web:WebAppScmAllowed",
    "azure-native:web:WebAppScmAllowedSlot",
)
PLAN = "azure-native:web:AppServicePlan"
JOINED = (
    "azure-native:app:ManagedEnvironmentsStorage",
    "azure-native:app:DaprComponent",
    "azure-native:web:WebAppSwiftVirtualNetworkConnection",
    "azure-native:web:WebAppHostNameBinding",
    "azure-native:web:WebAppDiagnosticLogsConfiguration",
    "azure-native:web:WebAppPrivateEndpointConnection",
    "azure-native:web:WebAppVnetConnection",
    "azure-native:web:WebAppSourceControl",
    "azure-native:web:WebAppSiteExtension",
    "azure-native:web:WebAppAuthSettings",
    "azure-native:web:WebAppAuthSettingsV2",
    "azure-native:web:WebAppAuthSettingsV2Slot",
    "azure-native:web:WebAppDiagnosticLogsConfigurationSlot",
    "azure-native:web:WebAppFunction",
    "azure-native:web:WebAppHostNameBindingSlot",
    "azure-native:web:WebAppPrivateEndpointConnectionSlot",
    "azure-native:web:WebAppSiteExtensionSlot",
    "azure-native:web:WebAppSlotConfigurationNames",
    "azure-native:web:WebAppSourceControlSlot",
    "azure-native:web:WebAppSwiftVirtualNetworkConnectionSlot",
    "azure-native:web:WebAppVnetConnectionSlot",
    "azure-native:web:AppServiceEnvironment",
    "azure-native:web:AppServiceEnvironmentPrivateEndpointConnection",
)

_ENVIRONMENT_WHY = N_("an environment variable shows a secret")
_SETTING_WHY = N_("an application setting shows a secret")


@facts_of(GROUP)
def container_group(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Containers without a cluster: public only where their address says so."""
    del graph
    variables = message(_ENVIRONMENT_WHY)
    lists = ("containers", "initContainers", "imageRegistryCredentials", "volumes")
    clear = list(unread(found, *lists))
    for path in ("containers", "initContainers"):
        for rank, item in enumerate(listed(found, path)):
            at = f"{path}[{rank}].environmentVariables"
            clear += clear_settings(found, at, variables)
            clear += clear_command(found, f"{path}[{rank}].command")
            held = dig(item, "environmentVariables")
            for place in range(len(held) if isinstance(held, list) else 0):
                clear += clear_at(found, f"{at}[{place}].secureValue", variables)
    password = message(N_("a password or an account key is written in the program"))
    for rank in range(len(listed(found, "imageRegistryCredentials"))):
        clear += clear_at(found, f"imageRegistryCredentials[{rank}].password", password)
    for rank in range(len(listed(found, "volumes"))):
        clear += clear_at(found, f"volumes[{rank}].azureFile.storageAccountKey", password)
    clear += clear_at(found, "diagnostics.logAnalytics.workspaceKey", password)
    yield ClearSecret(resource=found, clear=tuple(clear))
    address = found.text("ipAddress.type", default="Private")
    yield Machine(
        resource=found,
        data_class=data_class(found),
        public_address=(address.map(lambda text: text.lower() == "public"),),
    )
    yield from _doors(found, address)


def _doors(found: Resource, address: Seen[str]) -> Iterator[Opening]:
    """The ports of a public address: no rule stands before them, so anyone reaches each."""
    if isinstance(address.value, str) and address.value.lower() != "public":
        return
    held = found.items("ipAddress.ports")
    for rank in range(1 if isinstance(held, Unknown) else len(held)):
        yield Opening(
            resource=found,
            inbound=True,
            group=found.urn,
            ports=_port(found, f"ipAddress.ports[{rank}]"),
            sources=address.map(lambda _: ("0.0.0.0/0",)),
        )


def _port(found: Resource, at: str) -> Seen[Ports]:
    protocol = found.text(f"{at}.protocol", default="TCP").value
    kind = "any" if isinstance(protocol, Unknown) else protocol.lower()
    return found.number(f"{at}.port").map(
        lambda port: Ports(protocol=kind, ranges=((int(port), int(port)),))
    )


@facts_of(CONTAINER_APP, JOB)
def container_app(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Secrets of the app, variables of its containers, and whether plain HTTP is answered."""
    del graph
    variables = message(_ENVIRONMENT_WHY)
    lists = ("template.containers", "template.initContainers", "configuration.secrets")
    clear = list(unread(found, *lists))
    for path in ("template.containers", "template.initContainers"):
        for rank in range(len(listed(found, path))):
            clear += clear_settings(found, f"{path}[{rank}].env", variables)
            for words in ("command", "args"):
                clear += clear_command(found, f"{path}[{rank}].{words}")
    secret = message(N_("a secret of the app is written in the program"))
    for rank in range(len(listed(found, "configuration.secrets"))):
        clear += clear_at(found, f"configuration.secrets[{rank}].value", secret)
    yield ClearSecret(resource=found, clear=tuple(clear))
    if found.has("configuration.ingress"):
        plain = found.flag("configuration.ingress.allowInsecure", default=False)
        yield Endpoint(resource=found, transit=(plain.map(lambda on: "plain" if on else "1.2"),))


@facts_of(ENVIRONMENT)
def managed_environment(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Where container apps run."""
    zones = found.flag("zoneRedundant", default=False)
    yield Service(resource=found, data_class=data_class(found), zones=(zones,))
    yield auditable(found, graph)


@facts_of(*APPS)
def web_app(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A web or function app: plain HTTP is answered unless `httpsOnly`."""
    setting = message(_SETTING_WHY)
    strings = "siteConfig.connectionStrings"
    connection = message(N_("a connection string is written in the program"))
    clear = [
        *clear_settings(found, "siteConfig.appSettings", setting),
        *clear_settings(found, strings, connection, value="connectionString"),
    ]
    yield ClearSecret(resource=found, clear=tuple(clear))
    yield Endpoint(resource=found, transit=_transit(found))
    yield auditable(found, graph)


def _transit(found: Resource) -> tuple[Seen[str], ...]:
    """The lowest protocols of the site, of its deployment site, and of FTP where it is open."""
    https = found.flag("httpsOnly", default=False).map(lambda on: "1.2" if on else "plain")
    lowest = found.text("siteConfig.minTlsVersion", default="1.2")
    ftp = found.text("siteConfig.ftpsState", default="FtpsOnly").map(
        lambda text: "plain" if text.lower() == "allallowed" else "1.2"
    )
    return (https, lowest, ftp)


@facts_of(*SETTINGS)
def app_settings(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Settings of an app as a resource of their own: a mapping of values, or of pairs."""
    del graph
    why = message(_SETTING_WHY)
    held = found.raw("properties")
    if isinstance(held, dict) and any(isinstance(one, dict) for one in held.values()):
        clear: Claims = tuple(
            claim for key in held for claim in clear_text_at(found, f"properties.{key}.value", why)
        )
    elif isinstance(held, Unknown):
        clear = (Seen(held, "properties", found.urn, why=why),)
    else:
        clear = clear_settings(found, "properties", why)
    yield ClearSecret(resource=found, clear=clear)


@facts_of(*BASIC_SIGN_IN)
def basic_sign_in(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Deployment with a password: on unless this resource refuses it."""
    del graph
    yield LocalCredential(resource=found, enabled=(found.flag("allow", default=True),))


@facts_of(PLAN)
def plan(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The machines under web apps."""
    del graph
    zones = found.flag("zoneRedundant", default=False)
    yield Service(resource=found, data_class=data_class(found), zones=(zones,))
