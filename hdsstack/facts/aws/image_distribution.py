"""EC2 Image Builder: the regions that images are distributed to. Read 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.paths import spread
from hdsstack.model.facts import Copy, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown


@facts_of("aws:imagebuilder/distributionConfiguration:DistributionConfiguration")
def distribution(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Images are copied to each region of the list."""
    del graph
    items = found.items("distributions")
    if isinstance(items, Unknown):
        hidden: Seen[str] = Seen(items, "distributions", found.urn)
        yield Copy(resource=found, provider="aws", region=hidden)
        return
    for path in spread(found, "distributions[].region"):
        yield Copy(resource=found, provider="aws", region=found.text(path))
