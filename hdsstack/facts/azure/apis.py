"""API Management and App Configuration. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.copies import copies_to
from hdsstack.facts.azure.exposure import Gate
from hdsstack.facts.azure.managed import Shape, managed_store
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.clear import clear_at, clear_settings, setting_in_clear
from hdsstack.model.facts import ClearSecret, Endpoint, Fact, Service, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

GATEWAY = "azure-native:apimanagement:ApiManagementService"
NAMED_VALUE = "azure-native:apimanagement:NamedValue"
SETTINGS = "azure-native:appconfiguration:ConfigurationStore"
KEY_VALUE = "azure-native:appconfiguration:KeyValue"
JOINED = (
    "azure-native:apimanagement:ApiDiagnostic",
    "azure-native:apimanagement:ApiOperationPolicy",
    "azure-native:apimanagement:ApiRelease",
    "azure-native:apimanagement:ApiSchema",
    "azure-native:apimanagement:ApiVersionSet",
    "azure-native:apimanagement:Diagnostic",
    "azure-native:apimanagement:Gateway",
    "azure-native:apimanagement:GlobalSchema",
    "azure-native:apimanagement:Group",
    "azure-native:apimanagement:GroupUser",
    "azure-native:apimanagement:PolicyFragment",
    "azure-native:apimanagement:PrivateEndpointConnectionByName",
    "azure-native:apimanagement:ProductApi",
    "azure-native:apimanagement:ProductGroup",
    "azure-native:apimanagement:ProductPolicy",
    "azure-native:apimanagement:Tag",
    "azure-native:apimanagement:TagByApi",
    "azure-native:apimanagement:ApiOperation",
    "azure-native:apimanagement:ApiPolicy",
    "azure-native:apimanagement:Backend",
    "azure-native:apimanagement:Product",
    "azure-native:apimanagement:Policy",
    "azure-native:apimanagement:Subscription",
    "azure-native:appconfiguration:PrivateEndpointConnection",
)

_SETTINGS_SHAPE = Shape(
    kind=StoreKind.SECRETS,
    gate=Gate(),
    key="encryption.keyVaultProperties",
    local_auth_off="disableLocalAuth",
)
_VAULT_REFERENCE = "appconfig.keyvaultref"
_PROTOCOLS = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols."
_PLAIN = ("http", "ws")
_OLD = {"Tls10": "1.0", "Tls11": "1.1", "Ssl30": "plain"}


@facts_of(GATEWAY)
def api_gateway(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A gateway of APIs, perhaps in several regions; TLS 1.2 unless older is switched on."""
    yield Endpoint(resource=found, transit=_transit(found))
    yield Service(resource=found, data_class=data_class(found), zones=(found.several("zones"),))
    yield auditable(found, graph)
    yield from copies_to(found, "additionalLocations", "location")


def _transit(found: Resource) -> tuple[Seen[str], ...]:
    """`customProperties` are keyed by long dotted names, each "True" or "False"."""
    at = "customProperties"
    held = found.get(at)
    if isinstance(held, Unknown):
        return (Seen(held, at, found.urn),)
    given = held if isinstance(held, dict) else {}
    found_by = {
        version: given.get(f"{_PROTOCOLS}{word}", "False") for word, version in _OLD.items()
    }
    lowest = [
        found.says(value if isinstance(value, Unknown) else version, at)
        for version, value in found_by.items()
        if isinstance(value, Unknown) or str(value).lower() == "true"
    ]
    return tuple(lowest) or (found.says("1.2", at),)


@facts_of("azure-native:apimanagement:Api")
def api(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An API answers on the protocols that it lists; HTTPS alone where it lists none."""
    del graph
    listed = found.items("protocols")
    if isinstance(listed, Unknown):
        yield Endpoint(resource=found, transit=(Seen(listed, "protocols", found.urn),))
        return
    paths = [f"protocols[{rank}]" for rank in range(len(listed))]
    transit = tuple(
        found.text(path).map(lambda text: "plain" if text.lower() in _PLAIN else "1.2")
        for path in paths
    )
    yield Endpoint(resource=found, transit=transit or (found.says("1.2", "protocols"),))


@facts_of(NAMED_VALUE)
def named_value(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A value of the gateway's policies, in clear where it is called secret but written here."""
    del graph
    why = message(N_("a secret value is written in the program"))
    hidden = found.flag("secret", default=False)
    clear = clear_at(found, "value", why) if hidden.value is not False else ()
    yield ClearSecret(resource=found, clear=clear)


@facts_of("azure-native:apimanagement:Logger")
def logger(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """How the gateway reaches where it sends its traces."""
    del graph
    why = message(N_("a password or a key is written in the program"))
    yield ClearSecret(resource=found, clear=clear_settings(found, "credentials", why))


@facts_of(SETTINGS)
def settings_store(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Settings of applications; keys and the public network are open unless refused."""
    yield from managed_store(found, graph, _SETTINGS_SHAPE)


@facts_of(KEY_VALUE)
def setting(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A setting of applications, in clear where its name or value shows a secret.

    Its key is followed by `$` and a label; a reference to a vault says so in its content type.
    """
    del graph
    path, kind = "value", found.get("contentType")
    if not found.has(path) or (isinstance(kind, str) and _VAULT_REFERENCE in kind.lower()):
        return
    key = found.get("keyValueName")
    name = key.partition("$")[0] if isinstance(key, str) else ""
    why = message(N_("a secret value is written in the program"))
    clear = setting_in_clear(name, found.raw(path))
    yield ClearSecret(resource=found, clear=(Seen(clear, at=path, on=found.urn, why=why),))
