"""Traces of the platform: the activity log, workspaces, accounts that receive traces, alarms."""

import re
from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.exposure import public
from hdsstack.facts.azure.joins import arriving, id_shape, linked
from hdsstack.facts.azure.networks import FLOW_LOG
from hdsstack.facts.azure.storage import ACCOUNT, GATE
from hdsstack.facts.azure.storage_services import deleted_after, immutable
from hdsstack.facts.azure.traces import GROUPS, SETTING, categories, destination
from hdsstack.model.facts import Detection, Fact, Monitor, TraceStore, Trail
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Ref, Text, Unknown

SUBSCRIPTION_SETTING = "azure-native:monitor:SubscriptionDiagnosticSetting"
WORKSPACE = "azure-native:operationalinsights:Workspace"
COMPONENT = "azure-native:applicationinsights:Component"
PRICING = "azure-native:security:Pricing"
STORAGE_DEFENDER = "azure-native:security:DefenderForStorage"
ALARMS = (
    "azure-native:monitor:MetricAlert",
    "azure-native:monitor:ScheduledQueryRule",
    "azure-native:monitor:ActivityLogAlert",
)
JOINED = (
    "azure-native:monitor:ActionGroup",
    "azure-native:monitor:PrivateLinkScope",
    "azure-native:monitor:PrivateLinkScopedResource",
    "azure-native:monitor:DataCollectionRule",
    "azure-native:monitor:DataCollectionEndpoint",
    "azure-native:monitor:DataCollectionRuleAssociation",
    "azure-native:monitor:PrivateEndpointConnection",
    "azure-native:operationalinsights:LinkedService",
    "azure-native:operationalinsights:DataSource",
    "azure-native:operationalinsights:LinkedStorageAccount",
    "azure-native:operationsmanagement:Solution",
    "azure-native:security:SecurityContact",
    "azure-native:security:WorkspaceSetting",
)

_SUBSCRIPTION = re.compile(r"^/?subscriptions/[^/]+/?$")
# What an activity log must hold to answer who changed what.
_WANTED = ("administrative", "security")
_INDICATOR = "hds:indicator"


@facts_of(SETTING, SUBSCRIPTION_SETTING)
def activity_log(setting: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A diagnostic setting of a subscription exports its activity log, of every region."""
    whole = setting.type == SUBSCRIPTION_SETTING
    if not whole and not _SUBSCRIPTION.match(id_shape(setting.get("resourceUri"))):
        return
    found = categories(setting)
    if isinstance(found, Unknown):
        claims: tuple[Seen[bool], ...] = (Seen(found, "logs", setting.urn),)
    else:
        claims = tuple(_exported(setting, found, wanted) for wanted in _WANTED)
    target = destination(setting, graph)
    yield Trail(
        resource=setting, complete=claims, destination=target if isinstance(target, str) else ""
    )


def _exported(setting: Resource, found: frozenset[str], wanted: str) -> Seen[bool]:
    why = message(
        N_("the category {category} of the activity log is not exported"), category=wanted
    )
    return Seen(wanted in found or bool(found & set(GROUPS)), "logs", setting.urn, why=why)


@facts_of(WORKSPACE)
def workspace(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A Log Analytics workspace: 30 days, queries from the public network, unless said.

    Its records can be added and read, not changed (learn.microsoft.com/azure/azure-monitor).
    """
    del graph
    query = found.text("publicNetworkAccessForQuery", default="Enabled")
    yield TraceStore(
        resource=found,
        kind="platform",
        kept=found.number("retentionInDays", default=30),
        encrypted=(Seen(value=True, on=found.urn, default=True),),
        public=(query.map(lambda text: text.lower() == "enabled"),),
        immutable=(Seen(value=True, on=found.urn, default=True),),
    )


@facts_of(COMPONENT)
def component(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Application Insights: 90 days; in a workspace the workspace decides."""
    kept = found.number("retentionInDays", default=90)
    inside = linked(found, "workspaceResourceId", graph, WORKSPACE) is not None
    yield TraceStore(resource=found, kind="application", kept=None if inside else kept)


@facts_of(ACCOUNT)
def receiving_account(account: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A storage account that receives traces: audit traces must stay as they are."""
    audits = arriving(account, graph, "storageAccountId", SETTING, SUBSCRIPTION_SETTING)
    flows = arriving(account, graph, "storageId", FLOW_LOG)
    if not audits and not flows:
        return
    yield TraceStore(
        resource=account,
        kind="platform" if audits else "flows",
        kept=deleted_after(account, graph) if audits else None,
        ended_apart=True,
        encrypted=(Seen(value=True, on=account.urn, default=True),),
        public=public(account, GATE),
        immutable=(immutable(account, graph),) if audits else (),
    )


@facts_of(*ALARMS)
def alarm(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An alarm that is on watches the indicators that its tag names."""
    del graph
    enabled = found.flag("enabled", default=True)
    tags = found.get("tags")
    hidden = _hidden_indicator(tags)
    if hidden is not None or isinstance(enabled.value, Unknown):
        missing = hidden if hidden is not None else Unknown("whether the alarm is on")
        yield Monitor(resource=found, indicators=Seen(missing, "tags", found.urn))
        return
    named = [
        word
        for key, value in (tags.items() if isinstance(tags, dict) else ())
        if key.lower() == _INDICATOR and isinstance(value, str)
        for word in value.split()
    ]
    indicators = tuple(named) if enabled.value else ()
    yield Monitor(resource=found, indicators=Seen(indicators, "tags", found.urn))


def _hidden_indicator(tags: Found) -> Unknown | None:
    """Why nobody can read what an alarm watches; None where it can be read."""
    if isinstance(tags, Unknown):
        return tags
    said = tags.items() if isinstance(tags, dict) else ()
    named = [value for key, value in said if key.lower() == _INDICATOR]
    outputs = any(isinstance(value, Unknown | Ref | Text) for value in named)
    return Unknown("the indicators of an alarm are an output") if outputs else None


@facts_of(PRICING)
def defender_plan(plan: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A plan of Defender for Cloud: `Standard` is on, `Free` is off."""
    del graph
    tier = plan.text("pricingTier").map(lambda text: text.lower() == "standard")
    yield Detection(resource=plan, on=(tier,))


@facts_of(STORAGE_DEFENDER)
def storage_defender(plan: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Defender for one storage account."""
    del graph
    at = "properties.isEnabled" if plan.has("properties") else "isEnabled"
    yield Detection(resource=plan, on=(plan.flag(at, default=False),))
