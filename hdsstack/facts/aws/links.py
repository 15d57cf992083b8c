"""Links that a list of references makes."""

from collections.abc import Iterator

from hdsstack.model.graph import Resource, ResourceGraph


def listing(target: Resource, graph: ResourceGraph, path: str, *types: str) -> Iterator[Resource]:
    """The resources of `types` whose list at `path` names `target`."""
    for resource in graph.of(*types):
        if target in graph.linked_all(resource, path, target.type).resources:
            yield resource
