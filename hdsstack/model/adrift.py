"""Resources that belong to something of which nothing is known: a look-up, another stack."""

from typing import TYPE_CHECKING

from hdsstack.model.resource import Resource
from hdsstack.model.values import Ref, Unknown, steps

if TYPE_CHECKING:
    from hdsstack.model.graph import ResourceGraph


def adrift(graph: "ResourceGraph", kind: str, path: str) -> tuple[Resource, ...]:
    """The resources of a type whose property at `path` names nothing that can be known."""
    return tuple(one for one in graph.of(kind) if _names_nothing(one, path, graph))


def _names_nothing(resource: Resource, path: str, graph: "ResourceGraph") -> bool:
    """Whether nothing is known of what `path` names, not even what it comes from."""
    match resource.get(path):
        case Ref(urn=urn):
            urns: tuple[str, ...] = (urn,)
        case Unknown(urns=urns):
            urns = urns or resource.reach.get(str(steps(path)[0]), ())
        case _:
            return False
    held = (graph.by_urn[urn] for urn in urns if urn in graph.by_urn)
    return not any(one.package == resource.package for one in held)
