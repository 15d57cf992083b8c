"""Threat detection and preventive rules of the account: GuardDuty, service control policies."""

from collections.abc import Iterator

from hdsstack import catalog
from hdsstack.facts import facts_of
from hdsstack.facts.policies import Statement, statements
from hdsstack.model.facts import Detection, Fact, GuardRail
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_REGION_KEY = "aws:requestedregion"
JOINED = (
    "aws:guardduty/detectorFeature:DetectorFeature",
    "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
    "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
    "aws:guardduty/member:Member",
    "aws:securityhub/account:Account",
    "aws:securityhub/standardsSubscription:StandardsSubscription",
    "aws:cfg/recorder:Recorder",
    "aws:cfg/recorderStatus:RecorderStatus",
    "aws:cfg/deliveryChannel:DeliveryChannel",
    "aws:cfg/rule:Rule",
    "aws:accessanalyzer/analyzer:Analyzer",
    "aws:inspector2/enabler:Enabler",
    "aws:organizations/policyAttachment:PolicyAttachment",
)


@facts_of("aws:guardduty/detector:Detector")
def detector(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """GuardDuty, on unless it is switched off."""
    del graph
    yield Detection(resource=found, on=(found.flag("enable", default=True),))


@facts_of("aws:organizations/policy:Policy")
def control_policy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A service control policy that denies what is asked outside named regions of the EEA."""
    del graph
    if found.get("type") not in ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY") and found.has(
        "type"
    ):
        return
    read = statements(found.get("content"))
    if isinstance(read, Unknown):
        yield GuardRail(resource=found, refuses=(Seen(read, "content", found.urn),))
        return
    denials = [statement for statement in read if _denies_elsewhere(statement)]
    if denials:
        why = message(N_("the policy lets regions outside the EEA through"))
        value = any(_eea_only(statement) for statement in denials)
        yield GuardRail(resource=found, refuses=(Seen(value, "content", found.urn, why=why),))


def _denies_elsewhere(statement: Statement) -> bool:
    broad = bool(statement.not_actions) or any(not a.strip("*:") for a in statement.actions)
    return not statement.allows and broad and bool(_regions(statement))


def _regions(statement: Statement) -> list[str]:
    """The regions that a denial leaves open."""
    return [
        str(value)
        for condition in statement.conditions
        if condition.key == _REGION_KEY
        and condition.operator.split(":")[-1].startswith("stringnot")
        for value in condition.values
    ]


def _eea_only(statement: Statement) -> bool:
    found = [catalog.region("aws", name) for name in _regions(statement)]
    return all(region is not None and region.eea for region in found)


@facts_of("aws:controltower/controlTowerControl:ControlTowerControl")
def region_deny(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Control Tower's own control that denies other regions."""
    del graph
    named = found.get("controlIdentifier")
    if isinstance(named, str) and "REGION_DENY" in named.upper():
        yield GuardRail(resource=found, refuses=(found.says(value=True, at="controlIdentifier"),))
