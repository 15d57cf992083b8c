"""Groups that start machines by themselves: the public addresses that their subnets give."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.machines import (
    SCALING_GROUP,
    TEMPLATE,
    address_of_subnet,
    template_of,
)
from hdsstack.facts.aws.place import data_class_of
from hdsstack.model.facts import Machine
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_MIXED = "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification"


@facts_of(SCALING_GROUP)
def scaled(found: Resource, graph: ResourceGraph) -> Iterator[Machine]:
    """Machines of a template; a launch configuration says by itself what they get."""
    if not found.has("launchConfiguration"):
        template = template_of(found, graph) or _mixed(found, graph)
        yield from _machines(found, template, "vpcZoneIdentifiers", graph)


@facts_of("aws:eks/nodeGroup:NodeGroup")
def nodes(found: Resource, graph: ResourceGraph) -> Iterator[Machine]:
    """The machines of a cluster that EKS starts."""
    yield from _machines(found, template_of(found, graph), "subnetIds", graph)


def _machines(
    found: Resource, template: Resource | None, path: str, graph: ResourceGraph
) -> Iterator[Machine]:
    """A template that says whether its machines have an address is judged by itself."""
    if template is None or not template.has("networkInterfaces"):
        yield Machine(
            resource=found,
            data_class=data_class_of(found, graph, template),
            public_address=tuple(_addresses(found, path, graph)),
        )


def _mixed(found: Resource, graph: ResourceGraph) -> Resource | None:
    linked = graph.linked(found, f"{_MIXED}.launchTemplateId", TEMPLATE)
    return linked if isinstance(linked, Resource) else None


def _addresses(found: Resource, path: str, graph: ResourceGraph) -> Iterator[Seen[bool]]:
    items = found.items(path)
    if isinstance(items, Unknown):
        yield Seen(items, path, found.urn)
        return
    for index in range(len(items)):
        yield address_of_subnet(found, f"{path}[{index}]", graph)
