"""Threat detection and preventive rules of the account: GuardDuty, service control policies."""

import json
from collections.abc import Iterator

from hdsstack import catalog
from hdsstack.facts import facts_of
from hdsstack.facts.policies import Statement, statements
from hdsstack.model.facts import Detection, Fact, GuardRail
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Text, Unknown, dig

_OF_LANDING_ZONE = "REGION_DENY"
_OF_UNIT = "CT.MULTISERVICE.PV.1"
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
    return all(map(_in_eea, _regions(statement)))


@facts_of("aws:controltower/controlTowerControl:ControlTowerControl")
def region_deny(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Control Tower's own controls that deny other regions, of a landing zone or of a unit.

    The first follows the regions that the landing zone governs; the second names its own
    (`AllowedRegions`), as documented by AWS on 2026-11.
    """
    del graph
    named = found.get("controlIdentifier")
    text = named.literal if isinstance(named, Text) else named
    if isinstance(text, str) and _OF_LANDING_ZONE in text.upper():
        governed = Unknown("the regions that the landing zone governs are not in this stack")
        yield GuardRail(resource=found, refuses=(Seen(governed, "controlIdentifier", found.urn),))
    elif isinstance(text, str) and text.upper().endswith(_OF_UNIT):
        yield GuardRail(resource=found, refuses=(_allowed(found),))


def _allowed(found: Resource) -> Seen[bool]:
    """Whether all the regions of the parameter `AllowedRegions`, a JSON list, are in the EEA."""
    why = message(N_("the control lets regions outside the EEA through"))
    items = found.items("parameters")
    if isinstance(items, Unknown):
        return Seen(items, "parameters", found.urn)
    for rank, item in enumerate(items):
        if dig(item, "key") != "AllowedRegions":
            continue
        at = f"parameters[{rank}].value"
        regions = _json_list(dig(item, "value"))
        eea = regions if isinstance(regions, Unknown) else all(map(_in_eea, regions))
        return Seen(eea, at, found.urn, why=why)
    return Seen(value=False, at="parameters", on=found.urn, default=True, why=why)


def _json_list(value: Found) -> list[str] | Unknown:
    try:
        found = json.loads(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    return found if isinstance(found, list) else Unknown("the list of regions cannot be read")


def _in_eea(name: object) -> bool:
    region = catalog.region("aws", name) if isinstance(name, str) else None
    return region is not None and region.eea
