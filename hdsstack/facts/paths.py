"""Property paths that lead through lists: `rules[].target` for the target of each rule."""

from hdsstack.model.resource import Resource
from hdsstack.model.values import Unknown


def spread(resource: Resource, path: str) -> tuple[str, ...]:
    """The paths that `path` stands for, each `[]` in it replaced by the ranks that are there.

    A list that nobody knows gives its own path, at which the unknown stands.
    """
    head, many, rest = path.partition("[]")
    if not many:
        return (path,)
    items = resource.items(head)
    if isinstance(items, Unknown):
        return (head,)
    return tuple(
        whole for rank in range(len(items)) for whole in spread(resource, f"{head}[{rank}]{rest}")
    )
