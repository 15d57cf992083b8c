"""What prevents the accidental deletion of an Azure resource: locks, and Pulumi itself."""

import re
from collections.abc import Iterator

from hdsstack.facts.azure.joins import GROUP, group_of, id_text, linked, parent_of
from hdsstack.model.facts import Claims
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Ref, Unknown

_AUTHORIZATION = "azure-native:authorization:ManagementLock"
BY_SCOPE = f"{_AUTHORIZATION}ByScope"
OF_GROUP = f"{_AUTHORIZATION}AtResourceGroupLevel"
OF_RESOURCE = f"{_AUTHORIZATION}AtResourceLevel"
OF_SUBSCRIPTION = f"{_AUTHORIZATION}AtSubscriptionLevel"
JOINED = (BY_SCOPE, OF_GROUP, OF_RESOURCE, OF_SUBSCRIPTION)

_SUBSCRIPTION = re.compile(r"^/?subscriptions/[^/]*/?$")
_LEVELS = ("cannotdelete", "readonly")


def guarded(resource: Resource, graph: ResourceGraph) -> Claims:
    """Deletion is prevented in Azure (lock on resource, parent or group), and in Pulumi."""
    return (_locked(resource, graph), _kept(resource))


def _kept(resource: Resource) -> Seen[bool]:
    kept: bool | Unknown = True if resource.protect else resource.retain_on_delete
    why = message(N_("neither protect nor retainOnDelete is set in the program"))
    return Seen(kept, "protect", resource.urn, why=None if resource.protect else why)


def _locked(resource: Resource, graph: ResourceGraph) -> Seen[bool]:
    answers = list(_locks_over(resource, graph))
    for lock, level in answers:
        if level.value in _LEVELS:
            return Seen(value=True, at="level", on=resource.urn)
        if isinstance(level.value, Unknown):
            return Seen(level.value, "level", lock.urn)
    why = message(
        N_("no lock (CanNotDelete) covers the resource, its parent or its resource group")
    )
    return Seen(value=False, at="", on=resource.urn, why=why)


def _locks_over(resource: Resource, graph: ResourceGraph) -> Iterator[tuple[Resource, Seen[str]]]:
    scopes = list(_scopes(resource, graph))
    for lock in graph.of(*JOINED):
        if any(_covers(lock, scope, graph) for scope in scopes):
            yield lock, lock.text("level").map(str.lower)


def locked(resource: Resource, graph: ResourceGraph) -> bool:
    """Whether a lock of this stack covers the resource."""
    return _locked(resource, graph).value is True


def _scopes(resource: Resource, graph: ResourceGraph) -> Iterator[Resource | str]:
    """The resource, its parents, and their resource group: as a resource or by its name."""
    current: Resource | None = resource
    for _ in range(4):
        if current is None:
            return
        yield current
        group = group_of(current, graph)
        if isinstance(group, Resource):
            yield group
        elif isinstance(group, Literal):
            yield group.text.lower()
        current = parent_of(current, graph)


def _covers(lock: Resource, scope: Resource | str, graph: ResourceGraph) -> bool:
    if lock.type == OF_SUBSCRIPTION:
        return True
    if lock.type == OF_GROUP:
        return _names_group(lock, scope, graph)
    if lock.type == OF_RESOURCE:
        return isinstance(scope, Resource) and _names(lock, "resourceName", scope, graph)
    found = lock.get("scope")
    if _SUBSCRIPTION.match(id_text(found)) and isinstance(found, str):
        return True
    if isinstance(scope, str):
        return id_text(found).rstrip("/").endswith(f"/resourcegroups/{scope}")
    return _points(lock, found, scope, graph)


def _points(lock: Resource, found: Found, scope: Resource, graph: ResourceGraph) -> bool:
    """Whether the lock's scope is `scope` itself, not something inside it."""
    if isinstance(found, Ref) and found.prop == "id":
        return found.urn == scope.urn
    return linked(lock, "scope", graph, scope.type) is scope


def _names_group(lock: Resource, scope: Resource | str, graph: ResourceGraph) -> bool:
    if isinstance(scope, str):
        return lock.text("resourceGroupName").map(str.lower).value == scope
    return scope.type == GROUP and _names(lock, "resourceGroupName", scope, graph)


def _names(lock: Resource, path: str, scope: Resource, graph: ResourceGraph) -> bool:
    return linked(lock, path, graph, scope.type) is scope
