"""Who may act: role assignments and definitions, federated identities."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from hdsstack.facts import facts_of
from hdsstack.facts.azure.joins import GROUP, id_shape, id_text, linked
from hdsstack.model.facts import Administration, Fact, Grant, Trust
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, Message, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Ref, Text, Unknown, Value, dig

ASSIGNMENT = "azure-native:authorization:RoleAssignment"
DEFINITION = "azure-native:authorization:RoleDefinition"
FEDERATED = "azure-native:managedidentity:FederatedIdentityCredential"
JOINED = ("azure-native:managedidentity:UserAssignedIdentity",)

# Built-in roles (learn.microsoft.com/azure/role-based-access-control/built-in-roles).
_OWNERS = {
    "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
    "f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
}
_CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c"
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SERVICE_STAR = re.compile(r"^microsoft\.[a-z0-9.]+/\*$")
_GROUP_STEPS = 4
_GIVING = "microsoft.authorization/roleassignments/write"
_PEOPLE = ("user", "group", "foreigngroup")


@facts_of(ASSIGNMENT)
def role_assignment(grant: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Owner and its like above a resource; Contributor on a subscription for a workload."""
    wide = _wide(grant, graph)
    yield Grant(resource=grant, wide=(wide,) if wide else ())
    scope = linked(grant, "scope", graph)
    over = scope.urn if isinstance(scope, Resource) else ""
    if over or isinstance(scope, Unknown):
        administers = _administers(grant)
        who = _principal(grant, graph)
        for missing, at in ((scope, "scope"), (administers, "roleDefinitionId")):
            who = Seen(missing, at, grant.urn) if isinstance(missing, Unknown) else who
        if administers is not False:
            yield Administration(resource=grant, who=who, over=over)


def _administers(grant: Resource) -> bool | Unknown:
    """Whether the role may change what it is assigned on."""
    value = grant.get("roleDefinitionId")
    found = _GUID.findall(id_text(value))
    if not found:
        return value if isinstance(value, Unknown) and not value.urns else False
    return found[-1] in _OWNERS or found[-1] == _CONTRIBUTOR


def _principal(grant: Resource, graph: ResourceGraph) -> Seen[str]:
    match linked(grant, "principalId", graph):
        case Resource(urn=urn):
            found: str | Unknown = urn
        case Literal(text):
            found = text.lower()
        case Unknown() as missing:
            found = missing
        case None:
            found = Unknown("whom the role is assigned to")
    return Seen(found, "principalId", grant.urn)


def _wide(grant: Resource, graph: ResourceGraph) -> Seen[bool] | None:
    """None where a role of this stack is assigned: the definition is judged."""
    at = "roleDefinitionId"
    if isinstance(linked(grant, at, graph, DEFINITION), Resource):
        return None
    found = _GUID.findall(id_text(grant.get(at)))
    if not found:
        missing = Unknown("which role is assigned is not known")
        return Seen(missing, at, grant.urn)
    role = found[-1]
    if role in _OWNERS:
        if _delegates_only(grant):
            return grant.says(False, "condition")
        why = message(N_("{role} is assigned above a resource"), role=_OWNERS[role])
        return _at_scope(grant, graph, ("group", "subscription"), why)
    if role == _CONTRIBUTOR:
        return _contributor(grant, graph)
    return grant.says(False, at)


def _delegates_only(grant: Resource) -> bool:
    """A condition that names the roles which may be given; one on data actions narrows nothing."""
    condition = grant.text("condition", default="").value
    text = condition.lower() if isinstance(condition, str) else ""
    return "roleassignments" in text and "roledefinitionid" in text


def _at_scope(
    grant: Resource, graph: ResourceGraph, wide: tuple[str, ...], why: Message
) -> Seen[bool]:
    scope = _scope(grant, graph)
    value = scope if isinstance(scope, Unknown) else scope in wide
    return Seen(value, "scope", grant.urn, why=why)


def _contributor(grant: Resource, graph: ResourceGraph) -> Seen[bool]:
    why = message(N_("a workload is Contributor of a whole subscription, or of what is above it"))
    found = _at_scope(grant, graph, ("subscription",), why)
    if found.value is False:
        return found
    kind = grant.text("principalType", default="").map(str.lower)
    if kind.value in _PEOPLE:
        return grant.says(False, "principalType")
    is_workload = kind.value == "serviceprincipal" or isinstance(
        grant.get("principalId"), Ref | Text
    )
    if not is_workload and kind.value == "":
        missing = Unknown("whether a person or a workload is meant: principalType is absent")
        return Seen(missing, "principalType", grant.urn)
    return found


def _scope(grant: Resource, graph: ResourceGraph) -> str | Unknown:
    """`subscription` (or above it), `group` or `resource`."""
    target = linked(grant, "scope", graph)
    if isinstance(target, Resource):
        text = id_text(grant.get("scope"))
        itself = text == (target.id or "").lower() or "/providers/" not in text
        return "group" if target.type == GROUP and itself else "resource"
    if isinstance(target, Literal):
        return _scope_of_id(target.text)
    text = id_shape(grant.get("scope"))
    if text.startswith("/"):
        return _scope_of_id(text)
    if isinstance(target, Unknown):
        kinds = {graph.by_urn[urn].type for urn in target.urns if urn in graph.by_urn}
        return "group" if kinds == {GROUP} else target
    return Unknown("the scope is absent")


def _scope_of_id(text: str) -> str:
    steps = [step for step in text.lower().split("/") if step]
    if not steps or "managementgroups" in steps or len(steps) < _GROUP_STEPS:
        return "subscription"
    return "group" if len(steps) == _GROUP_STEPS and "resourcegroups" in steps else "resource"


@facts_of(DEFINITION)
def role_definition(role: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A custom role with every action, whatever it takes back; a whole service's, anywhere; or
    one that gives rights above a resource.
    """
    items = role.items("permissions")
    if isinstance(items, Unknown):
        yield Grant(resource=role, wide=(Seen(items, "permissions", role.urn),))
        return
    claims = [
        _permission(role, f"permissions[{rank}].{key}", dig(item, key))
        for rank, item in enumerate(items)
        for key in ("actions", "dataActions")
    ]
    claims += [
        _gives_rights(role, f"permissions[{rank}].actions", item, graph)
        for rank, item in enumerate(items)
    ]
    yield Grant(resource=role, wide=tuple(claims))


def _gives_rights(role: Resource, at: str, item: Value, graph: ResourceGraph) -> Seen[bool]:
    """Whether who has the role may give every role: above a resource, and to no named list.

    An action that nobody can read is reported where actions are judged.
    """
    why = message(N_("the role gives rights to others, as User Access Administrator does"))
    if not _speaks_of(dig(item, "actions"), _GIVING) or not _above_a_resource(role):
        return Seen(value=False, at=at, on=role.urn)
    back = dig(item, "notActions")
    unread = back if isinstance(back, Unknown) else _unread(back)
    taken = _speaks_of(back, _GIVING)
    given = graph.naming(role, "roleDefinitionId", ASSIGNMENT)
    if taken or (given and all(map(_delegates_only, given))):
        return Seen(value=False, at=at, on=role.urn)
    return Seen(True if unread is None else unread, at, role.urn, why=why)


def _speaks_of(actions: object, wanted: str) -> bool:
    listed = actions if isinstance(actions, list) else []
    return any(isinstance(one, str) and fnmatchcase(wanted, one.lower()) for one in listed)


def _unread(actions: object) -> Unknown | None:
    listed = actions if isinstance(actions, list) else []
    return next((one for one in listed if isinstance(one, Unknown)), None)


def _above_a_resource(role: Resource) -> bool:
    """Whether a scope that can be read, of those it may be assigned on, is above a resource."""
    scopes = role.items("assignableScopes")
    texts = [id_text(one) for one in (() if isinstance(scopes, Unknown) else scopes)]
    texts = [text for text in texts if text] or [id_text(role.get("scope"))]
    return any(text and _scope_of_id(text) != "resource" for text in texts)


def _permission(role: Resource, at: str, found: object) -> Seen[bool]:
    if isinstance(found, Unknown):
        return Seen(found, at, role.urn)
    actions = (
        [text.lower() for text in found if isinstance(text, str)] if isinstance(found, list) else []
    )
    why = message(N_("the role grants every action, or every action of a service"))
    service = any(map(_SERVICE_STAR.match, actions))
    if "*" in actions or (service and _anywhere(role) is True):
        return Seen(value=True, at=at, on=role.urn, why=why)
    unread = [one for one in found if isinstance(one, Unknown)] if isinstance(found, list) else []
    scope = _anywhere(role) if service else False
    unread += [scope] if isinstance(scope, Unknown) else []
    return Seen(unread[0] if unread else False, at, role.urn)


def _anywhere(role: Resource) -> bool | Unknown:
    """Whether the role may be assigned on a subscription or above."""
    scopes: list[Value] | Unknown = role.items("assignableScopes")
    unread = [scope for scope in (() if isinstance(scopes, Unknown) else scopes) if _hidden(scope)]
    texts = [id_text(scope) for scope in (() if isinstance(scopes, Unknown) else scopes)]
    texts = texts or [id_text(role.get("scope"))]
    if any(text and _scope_of_id(text) == "subscription" for text in texts):
        return True
    if isinstance(scopes, Unknown):
        return scopes
    return Unknown("where the role may be assigned is an output") if unread else False


def _hidden(scope: Value) -> bool:
    """An output of a resource of this stack names that resource; any other says nothing."""
    return isinstance(scope, Unknown) and not scope.urns


@facts_of(FEDERATED)
def federated_identity(credential: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Who takes on the identity from outside: the subject must name one repository and place."""
    del graph
    subject = credential.text("subject")
    why = message(N_("the subject does not name one repository with its environment or branch"))
    yield Trust(resource=credential, wide=(subject.map(wide_subject).because(why),))


def wide_subject(subject: str) -> bool:
    """A star, any pull request, or a repository alone: nothing in it is a wildcard."""
    text = subject.strip().lower()
    if not text or "*" in text or "?" in text:
        return True
    if not text.startswith("repo:"):
        return False
    rest = text.split(":", 2)[2:]
    return not rest or not rest[0].startswith(("environment:", "ref:refs/"))
