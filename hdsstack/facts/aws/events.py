"""Where events and messages go beyond their bus: interfaces of others, other regions, telephones.

Defaults as the provider documents them (reference of pulumi-aws 7.51.1, read 2026-11).
"""

from collections.abc import Iterator, Mapping

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import region_in_arn
from hdsstack.facts.aws.place import region_of
from hdsstack.model.facts import Copy, Fact
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_DESTINATIONS: Mapping[str, tuple[str, ...]] = {
    "aws:lambda/eventSourceMapping:EventSourceMapping": (
        "destinationConfig.onFailure.destinationArn",
    ),
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": (
        "destinationConfig.onSuccess.destination",
        "destinationConfig.onFailure.destination",
    ),
    "aws:pipes/pipe:Pipe": ("target",),
    "aws:scheduler/schedule:Schedule": ("target.arn",),
}
# A call of an interface of AWS, in the region of who calls.
_OF_NO_REGION = "arn:aws:scheduler:::"
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


@facts_of(*_DESTINATIONS)
def sender(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """What a function, a pipe or a schedule hands over goes to the region of who receives it."""
    for path in _DESTINATIONS[found.type]:
        held = found.get(path)
        if found.has(path) and not (isinstance(held, str) and held.startswith(_OF_NO_REGION)):
            yield Copy(resource=found, provider="aws", region=sent_to(found, path, graph))


def sent_to(found: Resource, path: str, graph: ResourceGraph) -> Seen[str]:
    """The region of the receiver, named by its ARN, which may be another than the sender's."""
    match graph.linked(found, path):
        case Resource() as receiver:
            where = region_of(receiver, graph).value
        case Literal(text):
            where = region_in_arn(text)
        case Unknown() as missing:
            where = missing
        case None:
            where = Unknown("no receiver is named")
    return Seen(where, path, found.urn)
