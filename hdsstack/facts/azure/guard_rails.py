"""Azure Policy: assignments that refuse other regions."""

from collections.abc import Iterator

from hdsstack import catalog
from hdsstack.facts import facts_of
from hdsstack.facts.azure.joins import id_text, linked
from hdsstack.model.facts import Fact, GuardRail
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Unknown, dig

ASSIGNMENT = "azure-native:authorization:PolicyAssignment"
DEFINITION = "azure-native:authorization:PolicyDefinition"
SET_DEFINITION = "azure-native:authorization:PolicySetDefinition"
JOINED = (DEFINITION, SET_DEFINITION)

# Built-in definition "Allowed locations"; the one for resource groups alone guards no resource.
_ALLOWED_LOCATIONS = "e56962a6-4747-49cd-b67b-bf8b01975c4c"
_PARAMETER = "parameters.listOfAllowedLocations.value"


@facts_of(ASSIGNMENT)
def policy_assignment(assignment: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Only an assignment about places is a guard rail; one that is not enforced refuses nothing."""
    listed = _locations(assignment, graph)
    if listed is None:
        return
    at, locations = listed
    mode = assignment.text("enforcementMode", default="Default").map(str.lower)
    if mode.value == "donotenforce":
        why = message(N_("the assignment is not enforced"))
        refuses: Seen[bool] = Seen(value=False, at=mode.at, on=assignment.urn, why=why)
    elif isinstance(mode.value, Unknown):
        refuses = Seen(mode.value, mode.at, assignment.urn)
    else:
        refuses = _refuses(assignment, at, locations)
    yield GuardRail(resource=assignment, refuses=(refuses,))


def _locations(assignment: Resource, graph: ResourceGraph) -> tuple[str, Found] | None:
    """Where the allowed places are written, and what they are; None for another policy."""
    if _ALLOWED_LOCATIONS in id_text(assignment.get("policyDefinitionId")):
        return _PARAMETER, assignment.get(_PARAMETER)
    definition = linked(assignment, "policyDefinitionId", graph, DEFINITION)
    if not isinstance(definition, Resource):
        return None
    rule = definition.get("policyRule")
    if "location" not in str(rule).lower():
        return None
    if "deny" not in str(dig(rule, "then.effect")).lower():
        return "policyDefinitionId", []
    return "policyDefinitionId", _first_list(rule)


def _first_list(rule: Found) -> Found:
    """The list of places that a rule compares `location` with."""
    match rule:
        case Unknown():
            return rule
        case dict():
            for key, value in rule.items():
                if key.lower() in ("in", "notin") and isinstance(value, list):
                    return list(value)
                found = _first_list(value)
                if found != []:
                    return found
        case list():
            for value in rule:
                found = _first_list(value)
                if found != []:
                    return found
        case _:
            pass
    return []


def _refuses(assignment: Resource, at: str, locations: Found) -> Seen[bool]:
    if isinstance(locations, Unknown) or not isinstance(locations, list):
        missing = locations if isinstance(locations, Unknown) else Unknown("the allowed places")
        return Seen(missing, at, assignment.urn)
    hidden = next((name for name in locations if isinstance(name, Unknown)), None)
    if hidden is not None:
        return Seen(hidden, at, assignment.urn)
    names = [name for name in locations if isinstance(name, str) and name.lower() != "global"]
    outside = [name for name in names if not _in_the_eea(name)]
    why = message(N_("places outside the EEA are allowed: {places}"), places=", ".join(outside))
    return Seen(bool(names) and not outside, at, assignment.urn, why=why if outside else None)


def _in_the_eea(name: str) -> bool:
    known = catalog.region("azure", name)
    return known is not None and known.eea
