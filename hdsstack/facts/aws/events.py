"""Where events and messages go beyond their bus: interfaces of others, other regions, telephones.

Defaults as the provider documents them (reference of pulumi-aws 7.51.1, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.model.facts import Copy, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_SECONDARY = "routingConfig.failoverConfig.secondary.route"


@facts_of("aws:cloudwatch/eventApiDestination:EventApiDestination")
def interface(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An interface outside AWS that events are sent to, over HTTPS."""
    del graph
    where = Unknown("the events are sent to an interface whose place is not known")
    yield Copy(resource=found, provider="aws", region=Seen(where, "invocationEndpoint", found.urn))


@facts_of("aws:cloudwatch/eventEndpoint:EventEndpoint")
def endpoint(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An endpoint of two regions, each of which receives the events."""
    del graph
    yield Copy(resource=found, provider="aws", region=found.text(_SECONDARY))


@facts_of("aws:sns/platformApplication:PlatformApplication")
def telephones(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Messages to telephones pass through the service of their maker."""
    del graph
    where = Unknown("the messages pass through a push service whose place is not known")
    yield Copy(resource=found, provider="aws", region=Seen(where, "platform", found.urn))
