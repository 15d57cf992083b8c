"""What prevents the accidental deletion of an Azure resource: locks, and Pulumi itself."""

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter

from hdsstack.facts.azure.joins import (
    GROUP,
    group_of,
    id_shape,
    linked,
    parent_of,
    targets,
)
from hdsstack.model.facts import Claims
from hdsstack.model.graph import Literal, Resource, ResourceGraph, tail
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Ref, Text, Unknown, plain

_AUTHORIZATION = "azure-native:authorization:ManagementLock"
BY_SCOPE = f"{_AUTHORIZATION}ByScope"
OF_GROUP = f"{_AUTHORIZATION}AtResourceGroupLevel"
OF_RESOURCE = f"{_AUTHORIZATION}AtResourceLevel"
OF_SUBSCRIPTION = f"{_AUTHORIZATION}AtSubscriptionLevel"
JOINED = (BY_SCOPE, OF_GROUP, OF_RESOURCE, OF_SUBSCRIPTION)

_SUBSCRIPTION = re.compile(r"^/?subscriptions/[^/]+/?$")
_LEVELS = ("cannotdelete", "readonly")
_EVERYTHING = ""


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
    known = graph.derived(_by_scope)
    scopes = [_EVERYTHING, *(_key(scope) for scope in _scopes(resource, graph))]
    found = {rank: lock for scope in scopes for rank, lock in known.get(scope, {}).items()}
    for _rank, lock in sorted(found.items(), key=itemgetter(0)):
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


def _key(scope: Resource | str) -> str:
    return scope.urn if isinstance(scope, Resource) else scope


def _by_scope(graph: ResourceGraph) -> dict[str, dict[int, Resource]]:
    """URN of a resource, or lower-case name of a group -> rank and lock of each lock on it."""
    found: dict[str, dict[int, Resource]] = {}
    for rank, lock in enumerate(graph.of(*JOINED)):
        for scope in _covered(lock, graph):
            found.setdefault(scope, {})[rank] = lock
    return found


def _covered(lock: Resource, graph: ResourceGraph) -> Iterator[str]:
    """What a lock covers, as in `_by_scope`."""
    if lock.type == OF_SUBSCRIPTION:
        yield _EVERYTHING
    elif lock.type == OF_RESOURCE:
        yield from _named_at(lock, "resourceName", graph)
    elif lock.type == OF_GROUP:
        name = lock.text("resourceGroupName").map(str.lower).value
        yield from [name] if isinstance(name, str) else []
        group = linked(lock, "resourceGroupName", graph, GROUP)
        yield from [group.urn] if isinstance(group, Resource) else []
    else:
        yield from _in_scope(lock, graph)


def _in_scope(lock: Resource, graph: ResourceGraph) -> Iterator[str]:
    """A subscription, a group by its name, or the resource itself: not what it lies in."""
    found = lock.get("scope")
    text = id_shape(found).rstrip("/")
    if _SUBSCRIPTION.match(text):
        yield _EVERYTHING
    *_, kind, name = ("", *text.rsplit("/", 2))
    if kind == "resourcegroups":
        yield name
    if isinstance(found, Ref) and found.prop == "id":
        yield found.urn
    else:
        yield from _named_at(lock, "scope", graph)


def _named_at(lock: Resource, path: str, graph: ResourceGraph) -> Iterator[str]:
    """What an id or a name is of, and never what it lies in."""
    match plain(lock.get(path)):
        case str() as text:
            yield from _called((text, tail(text)), graph)
        case Text(parts=(*_, str() as last)) if tail(last):
            yield from _called((tail(last),), graph)
        case Text(parts=(*_, Ref(urn=urn))):
            yield urn
        case found:
            yield from (one.urn for one in targets(found, lock, path, graph).values())


def _called(names: Iterable[str], graph: ResourceGraph) -> Iterator[str]:
    """The resources that the first of the names that any has is of, one of each type."""
    for name in names:
        held = [members[0] for members in graph.called(name).values() if len(members) == 1]
        if held:
            yield from (one.urn for one in held)
            return
