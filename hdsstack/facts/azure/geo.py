"""Where Azure's geo-redundant copies go: to the pair of the region, which nobody chooses."""

from hdsstack import catalog
from hdsstack.facts.azure.place import region_of
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, unknown_for


def pair_of(resource: Resource, graph: ResourceGraph, at: str) -> Seen[str]:
    """The pair of the resource's region, observed at `at`: the property that asks for the copy."""
    region = region_of(resource, graph).value
    if isinstance(region, Unknown):
        return Seen(
            unknown_for(N_("the pair of an unknown region: {why}"), why=region.reason),
            at,
            resource.urn,
        )
    known = catalog.region("azure", region)
    if known is None or known.pair is None:
        return Seen(
            unknown_for(N_("the pair of {region} is not known"), region=region),
            at,
            resource.urn,
        )
    why = message(
        N_("the geo-redundant copy of {region} goes to {pair}"), region=region, pair=known.pair
    )
    return Seen(known.pair, at, resource.urn, why=why)
