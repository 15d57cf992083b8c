"""Links that a list of references makes, and settings that hold for a whole region."""

from collections.abc import Iterator, Mapping

from hdsstack.facts.aws.accounts import apart
from hdsstack.facts.aws.place import region_of
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import Unknown


def listing(target: Resource, graph: ResourceGraph, path: str, *types: str) -> Iterator[Resource]:
    """The resources of `types` whose list at `path` names `target`."""
    for kind in types:
        yield from graph.derived(_listed, kind, path, target.type).get(target.urn, ())


def _listed(
    graph: ResourceGraph, kind: str, path: str, wanted: str
) -> Mapping[str, list[Resource]]:
    """For resources of one type: what their lists name, and who names it."""
    found: dict[str, list[Resource]] = {}
    for resource in graph.of(kind):
        for target in graph.linked_all(resource, path, wanted).resources:
            found.setdefault(target.urn, []).append(resource)
    return found


def of_region(resource: Resource, graph: ResourceGraph, kind: str) -> list[Resource] | Unknown:
    """Settings of an account: those of one type in a resource's known region, and its account."""
    here = region_of(resource, graph).value
    found: list[Resource] = []
    if isinstance(here, Unknown):
        return found
    for setting in graph.derived(_by_region, kind).get(here, ()):
        other = apart(setting, resource, graph)
        if isinstance(other, Unknown):
            return other
        if not other:
            found.append(setting)
    return found


def _by_region(graph: ResourceGraph, kind: str) -> Mapping[str, list[Resource]]:
    found: dict[str, list[Resource]] = {}
    for resource in graph.of(kind):
        region = region_of(resource, graph).value
        if not isinstance(region, Unknown):
            found.setdefault(region, []).append(resource)
    return found
