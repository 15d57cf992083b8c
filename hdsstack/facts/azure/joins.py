"""How azure-native resources name each other: ARM ids, names within a parent, scopes."""

from collections.abc import Iterator

from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.values import ABSENT, Found, Ref, Text, Unknown, plain

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


def children(parent: Resource, graph: ResourceGraph, *types: str, by: str) -> tuple[Resource, ...]:
    """The resources of `types` that sit in `parent`, which their input `by` names."""
    return tuple(graph.pointing(parent, by, *types))


def parent_of(resource: Resource, graph: ResourceGraph) -> Resource | None:
    """The resource of the same service that this one sits in, by name."""
    module = resource.type.rsplit(":", 1)[0] + ":"
    for path in PARENT_NAMES:
        value = resource.get(path)
        if value is ABSENT or (isinstance(value, str) and path in ("name", "resourceName")):
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


def _same_module(
    text: str, resource: Resource, module: str, graph: ResourceGraph
) -> Resource | None:
    kinds = {
        r.type for r in graph.resources if r.type.startswith(module) and r.type != resource.type
    }
    return graph.named(text, *sorted(kinds)) if kinds else None


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


def same_id(one: Found, other: Found) -> bool:
    """Whether two values are the same id or reference; ids compare without case."""
    match plain(one), plain(other):
        case str() as a, str() as b:
            return a.strip("/").lower() == b.strip("/").lower()
        case Ref() as a, Ref() as b:
            return a == b
        case _:
            return False


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
