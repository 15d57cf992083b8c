"""Diagnostic settings: separate resources, several may add up, metrics alone are not traces."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hdsstack.facts.azure.joins import arriving, id_text, linked
from hdsstack.facts.azure.place import region_of
from hdsstack.model.facts import Auditable, Claims
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Unknown, dig, unknown_for

SETTING = "azure-native:monitor:DiagnosticSetting"

# A group that holds every audit category of its service.
GROUPS = ("alllogs", "audit")
_DESTINATIONS = {
    "workspaceId": ("azure-native:operationalinsights:Workspace",),
    "storageAccountId": ("azure-native:storage:StorageAccount",),
    # A namespace comes with a rule of its own, which no program makes.
    "eventHubAuthorizationRuleId": (
        "azure-native:eventhub:NamespaceAuthorizationRule",
        "azure-native:eventhub:Namespace",
    ),
}
# Categories that count as audit, lower case; a type that is not here accepts any log category.
_AUDIT = {
    "azure-native:keyvault:Vault": ("auditevent",),
    "azure-native:keyvault:ManagedHsm": ("auditevent",),
    "azure-native:sql:Database": ("sqlsecurityauditevents",),
    "azure-native:sql:ManagedInstance": ("sqlsecurityauditevents",),
    "azure-native:storage:StorageAccount": ("storageread", "storagewrite", "storagedelete"),
    "azure-native:containerservice:ManagedCluster": ("kube-audit", "kube-audit-admin"),
    "azure-native:cosmosdb:DatabaseAccount": ("dataplanerequests", "controlplanerequests"),
    "azure-native:dbforpostgresql:Server": ("postgresqllogs",),
    "azure-native:dbformysql:Server": ("mysqlauditlogs",),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What one setting sends: categories and groups in lower case, or why that is unknown."""

    setting: Resource
    categories: frozenset[str] | Unknown


def settings_of(resource: Resource, graph: ResourceGraph, inside: str = "") -> tuple[Sent, ...]:
    """The settings about a resource; `inside` keeps those about that sub-service ("blobservices").

    A setting whose id is not known as text counts for every sub-service.
    """
    return tuple(
        Sent(setting, categories(setting))
        for setting in arriving(resource, graph, "resourceUri", SETTING)
        if _about(setting, inside)
    )


def _about(setting: Resource, inside: str) -> bool:
    text = id_text(setting.get("resourceUri"))
    return not inside or inside in text or "services/" not in text


def categories(setting: Resource) -> frozenset[str] | Unknown:
    """The enabled log categories and category groups of a setting, lower case."""
    logs = setting.items("logs")
    if isinstance(logs, Unknown):
        return logs
    found: set[str] = set()
    for rank, entry in enumerate(logs):
        enabled = setting.flag(f"logs[{rank}].enabled", default=True).value
        if isinstance(enabled, Unknown):
            return enabled
        if enabled is False:
            continue
        for key in ("category", "categoryGroup"):
            value = dig(entry, key)
            if isinstance(value, Unknown):
                return value
            if isinstance(value, str):
                found.add(value.lower())
    return frozenset(found)


def auditable(resource: Resource, graph: ResourceGraph, inside: str = "") -> Auditable:
    """Whether the resource's audit categories are sent, and the regions of their destinations."""
    sent = settings_of(resource, graph, inside)
    return Auditable(
        resource=resource,
        sent=_audited(resource, sent),
        regions=tuple(region for one in sent for region in _regions(one.setting, graph)),
    )


def _audited(resource: Resource, sent: Iterable[Sent]) -> Claims:
    held = list(sent)
    if not held:
        why = message(N_("no diagnostic setting sends its traces anywhere"))
        return (Seen(value=False, on=resource.urn, why=why),)
    wanted = _AUDIT.get(resource.type, ())
    for one in held:
        if not isinstance(one.categories, Unknown) and _counts(one.categories, wanted):
            return (Seen(value=True, at="logs", on=resource.urn),)
    return (_untraced(held),)


def _counts(found: frozenset[str], wanted: tuple[str, ...]) -> bool:
    return bool(found & set(GROUPS)) or bool(found & set(wanted) if wanted else found)


def _untraced(held: list[Sent]) -> Seen[bool]:
    """No setting has what is wanted: the first says so, unless one cannot be read."""
    why = message(N_("no audit category is enabled; metrics alone are not traces"))
    for one in held:
        if isinstance(one.categories, Unknown):
            return Seen(one.categories, "logs", one.setting.urn)
    return Seen(value=False, at="logs", on=held[0].setting.urn, why=why)


def sends_all(resource: Resource, graph: ResourceGraph, *wanted: str, inside: str = "") -> Claims:
    """All of the wanted categories are sent, by one setting or by several together."""
    held = list(settings_of(resource, graph, inside))
    if not held:
        why = message(N_("no diagnostic setting traces reads and writes"))
        return (Seen(value=False, on=resource.urn, why=why),)
    known = {c for one in held if not isinstance(one.categories, Unknown) for c in one.categories}
    missing = [category for category in wanted if category.lower() not in known]
    if known & set(GROUPS) or not missing:
        return (Seen(value=True, at="logs", on=resource.urn),)
    for one in held:
        if isinstance(one.categories, Unknown):
            return (Seen(one.categories, "logs", one.setting.urn),)
    why = message(N_("not traced: {missing}"), missing=", ".join(missing))
    return (Seen(value=False, at="logs", on=held[0].setting.urn, why=why),)


def _regions(setting: Resource, graph: ResourceGraph) -> Iterator[Seen[str]]:
    """Where the traces go; a destination of another stack is in an unknown place."""
    for path, kinds in _DESTINATIONS.items():
        match linked(setting, path, graph, *kinds):
            case Resource() as target:
                yield Seen(region_of(target, graph).value, path, setting.urn)
            case Literal(text):
                yield Seen(_elsewhere(text), path, setting.urn)
            case Unknown() as missing:
                yield Seen(missing, path, setting.urn)
            case None:
                pass


def _elsewhere(text: str) -> Unknown:
    name = text.rstrip("/").rsplit("/", 1)[-1]
    return unknown_for(N_("the place of {name}, which this stack does not hold"), name=name)


def destination(setting: Resource, graph: ResourceGraph) -> Found:
    """The URN of the store of this stack that receives the traces, or an empty string."""
    for path, kinds in _DESTINATIONS.items():
        if isinstance(target := linked(setting, path, graph, *kinds), Resource):
            return target.urn
    return ""
