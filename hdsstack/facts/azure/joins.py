"""How azure-native resources name each other: ARM ids, names within a parent, scopes."""

from collections.abc import Iterable, Iterator

from hdsstack.model.graph import Literal, Resource, ResourceGraph, tail
from hdsstack.model.identities import OUTER, sits_in
from hdsstack.model.values import ABSENT, Found, Ref, Text, Unknown, plain, steps

GROUP = "azure-native:resources:ResourceGroup"

# Inputs that name the parent a resource sits in, nearest first.
PARENT_NAMES = (
    "databaseName",
    "serverName",
    "managedInstanceName",
    "accountName",
    "vaultName",
    "virtualNetworkName",
    "networkSecurityGroupName",
    "workspaceName",
    "clusterName",
    "namespaceName",
    "registryName",
    "networkWatcherName",
    "factoryName",
    "environmentName",
    "profileName",
    "privateZoneName",
    "routeTableName",
    "resourceName",
    "name",
)


def named(
    value: Found, resource: Resource, path: str, graph: ResourceGraph, *types: str
) -> Resource | Literal | Unknown | None:
    """As `graph.target`; an id of something inside a resource names that resource too."""
    found = graph.target(value, resource, path, *types)
    if isinstance(found, Literal) and found.text.startswith("/"):
        return _outer(found.text, graph, types) or found
    return found


def linked(
    resource: Resource, path: str, graph: ResourceGraph, *types: str
) -> Resource | Literal | Unknown | None:
    """As `named`, for the property at `path`."""
    return named(resource.get(path), resource, path, graph, *types)


def _outer(text: str, graph: ResourceGraph, types: tuple[str, ...]) -> Resource | None:
    """The innermost resource of an ARM id: names stand at every other place from the end."""
    steps = text.strip("/").split("/")
    for length in range(len(steps), 1, -2):
        whole = "/" + "/".join(steps[:length])
        if found := graph.named(whole, *types) or graph.named(steps[length - 1], *types):
            return found
    return None


def arriving(
    target: Resource, graph: ResourceGraph, path: str, *types: str
) -> tuple[Resource, ...]:
    """The resources of `types` whose id or name at `path` leads to `target`, or inside it."""
    return tuple(
        one
        for kind in types
        for one in graph.derived(_arrivals, kind, path).get(target.urn)
        or graph.adrift(target, path, kind)
    )


def _arrivals(graph: ResourceGraph, kind: str, path: str) -> dict[str, list[Resource]]:
    found: dict[str, list[Resource]] = {}
    for resource in graph.of(kind):
        for target in targets(resource.get(path), resource, path, graph).values():
            found.setdefault(target.urn, []).append(resource)
    return found


def targets(
    value: Found, resource: Resource, path: str, graph: ResourceGraph
) -> dict[str, Resource]:
    """Type -> the one resource of that type that `named` would find for a value."""
    match plain(value):
        case Ref(urn=urn):
            return _alone([urn], graph)
        case Unknown() as unknown:
            return _alone(unknown.urns or resource.reach.get(str(steps(path)[0]), ()), graph)
        case Text() as text:
            last = text.parts[-1]
            by_name = _called([last.strip("/*")], graph) if isinstance(last, str) else {}
            by_ref = {t: one for ref in text.refs for t, one in _alone([ref.urn], graph).items()}
            return by_name | by_ref
        case str() as literal:
            return _called(_spellings(literal), graph)
        case _:
            return {}


def _spellings(text: str) -> Iterator[str]:
    """An id or name, its last name, and the ids and names that it lies in, innermost first."""
    yield from (text, tail(text))
    if text.startswith("/"):
        steps = text.strip("/").split("/")
        for length in range(len(steps), 1, -2):
            yield from ("/" + "/".join(steps[:length]), steps[length - 1])


def _called(names: Iterable[str], graph: ResourceGraph) -> dict[str, Resource]:
    """Type -> the resource that the first of the names that is not ambiguous names."""
    found: dict[str, Resource] = {}
    for name in names:
        for kind, members in graph.called(name).items():
            if len(members) == 1:
                found.setdefault(kind, members[0])
    return found


def _alone(urns: Iterable[str], graph: ResourceGraph) -> dict[str, Resource]:
    """Type -> the resource, where the URNs hold only one of that type."""
    by_type: dict[str, list[Resource]] = {}
    for urn in dict.fromkeys(urns):
        if urn in graph.by_urn:
            by_type.setdefault(graph.by_urn[urn].type, []).append(graph.by_urn[urn])
    return {kind: members[0] for kind, members in by_type.items() if len(members) == 1}


def children(parent: Resource, graph: ResourceGraph, *types: str, by: str) -> tuple[Resource, ...]:
    """The resources of `types` that sit in `parent`, which their input `by` names."""
    return tuple(graph.pointing(parent, by, *types))


def parent_of(resource: Resource, graph: ResourceGraph) -> Resource | None:
    """The resource of the same service that this one sits in, by name."""
    module = resource.type.rsplit(":", 1)[0] + ":"
    for path in PARENT_NAMES:
        value = resource.get(path)
        if value is ABSENT or (isinstance(value, str) and _own_name(resource, path, graph)):
            continue
        found = graph.target(value, resource, path)
        if isinstance(found, Literal):
            found = _same_module(found.text, resource, module, graph)
        if isinstance(found, Unknown):
            found = _only(found, module, graph)
        if (
            isinstance(found, Resource)
            and found.urn != resource.urn
            and found.type.startswith(module)
        ):
            return found
    return None


def _own_name(resource: Resource, path: str, graph: ResourceGraph) -> bool:
    if path == "name":
        return not _begun_by(resource, graph)
    return path == OUTER and not sits_in(resource)


def _begun_by(resource: Resource, graph: ResourceGraph) -> tuple[str, ...]:
    """The types of this stack that begin the resource's own, as `WebApp` does `WebAppSlot`."""
    return graph.derived(_beginning, resource.type)


def _beginning(graph: ResourceGraph, kind: str) -> tuple[str, ...]:
    return tuple(sorted(k for k in graph.by_type if kind.startswith(k) and k != kind))


def _same_module(
    text: str, resource: Resource, module: str, graph: ResourceGraph
) -> Resource | None:
    kinds = _begun_by(resource, graph) or graph.derived(_beside, resource.type, module)
    return graph.named(text, *kinds) if kinds else None


def _beside(graph: ResourceGraph, kind: str, module: str) -> tuple[str, ...]:
    return tuple(sorted(k for k in graph.by_type if k.startswith(module) and k != kind))


def _only(missing: Unknown, module: str, graph: ResourceGraph) -> Resource | None:
    held = [graph.by_urn[u] for u in missing.urns if u in graph.by_urn]
    found = [one for one in held if one.type.startswith(module)]
    return found[0] if len(found) == 1 else None


def group_of(resource: Resource, graph: ResourceGraph) -> Resource | Literal | Unknown | None:
    """The resource group that `resourceGroupName` names."""
    return linked(resource, "resourceGroupName", graph, GROUP)


def id_text(value: Found) -> str:
    """The literal parts of an id, lower case; empty where none is known."""
    match plain(value):
        case str() as text:
            return text.lower()
        case Text() as text:
            return text.literal.lower()
        case _:
            return ""


def id_shape(value: Found) -> str:
    """As `id_text`, with `?` for each part that is not known, so that its steps can be counted."""
    found = plain(value)
    if isinstance(found, Text):
        return "".join(part if isinstance(part, str) else "?" for part in found.parts).lower()
    return id_text(found)


def resources_at(
    resource: Resource, path: str, items: list[Found], graph: ResourceGraph, *types: str
) -> Iterator[Resource]:
    """The resources among `types` that the values `items`, read at `path`, name."""
    for value in items:
        match named(value, resource, path, graph, *types):
            case Resource() as found:
                yield found
            case Unknown(urns=urns):
                yield from (
                    graph.by_urn[u]
                    for u in urns
                    if u in graph.by_urn and graph.by_urn[u].type in types
                )
            case _:
                pass
