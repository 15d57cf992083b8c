"""Copies to the regions that a resource names, whatever their spelling (`France Central`)."""

from collections.abc import Iterator

from hdsstack.facts.azure.place import region_name
from hdsstack.model.facts import Copy
from hdsstack.model.graph import Resource
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown


def copy_to(found: Resource, path: str) -> Copy:
    """A copy in the region written at `path`."""
    return Copy(resource=found, provider="azure", region=found.text(path).map(region_name))


def copies_to(found: Resource, path: str, key: str = "") -> Iterator[Copy]:
    """A copy in each region of the list at `path`; it is the item, or the item's `key`."""
    items = found.items(path)
    if isinstance(items, Unknown):
        unknown: Seen[str] = Seen(items, path, found.urn)
        yield Copy(resource=found, provider="azure", region=unknown)
        return
    inner = f".{key}" if key else ""
    yield from (copy_to(found, f"{path}[{rank}]{inner}") for rank in range(len(items)))
