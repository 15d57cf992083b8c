"""What Azure spreads over the zones of a region by itself, where the region has any."""

from hdsstack import catalog
from hdsstack.facts.azure.place import region_of
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown


def region_has_zones(found: Resource, graph: ResourceGraph, at: str) -> Seen[bool]:
    """Whether the region of a resource has several zones, said at a property of the resource."""
    region = region_of(found, graph).value
    known = catalog.region("azure", region) if isinstance(region, str) else None
    if known is None or known.zones is None:
        return Seen(Unknown("the zones of the region are not known"), at, found.urn)
    return Seen(known.zones > 1, at, found.urn)
