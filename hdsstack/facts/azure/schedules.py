"""Schedules that stop machines and servers."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.joins import linked
from hdsstack.model.facts import Fact, StopSchedule
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

SHUTDOWN = "azure-native:devtestlab:GlobalSchedule"
INSTANCE_SCHEDULE = "azure-native:sql:StartStopManagedInstanceSchedule"
_TARGETS = {
    SHUTDOWN: (
        "targetResourceId",
        ("azure-native:compute:VirtualMachine", "azure-native:compute:VirtualMachineScaleSet"),
    ),
    INSTANCE_SCHEDULE: ("managedInstanceName", ("azure-native:sql:ManagedInstance",)),
}


@facts_of(SHUTDOWN, INSTANCE_SCHEDULE)
def stop_schedule(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """What it stops; one that is off stops nothing."""
    status = found.text("status", default="Enabled").map(str.lower)
    if status.value == "disabled":
        return
    path, types = _TARGETS[found.type]
    match linked(found, path, graph, *types):
        case Resource() as target:
            stops: tuple[str, ...] | Unknown = (target.urn,)
        case Literal():
            stops = Unknown("what it stops is not in this stack")
        case Unknown() as missing:
            stops = missing
        case None:
            stops = ()
    yield StopSchedule(resource=found, stops=Seen(stops, path, found.urn))
