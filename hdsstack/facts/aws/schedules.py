"""How often a schedule of AWS fires, and the restore tests that AWS Backup runs on one."""

from collections.abc import Iterator
from functools import cache

from hdsstack.facts import facts_of
from hdsstack.model.facts import Fact, RestoreTest
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_
from hdsstack.model.values import Unknown, unknown_for
from hdsstack.planning.schedule import longest_interval


@cache
def minutes(expression: str) -> float | Unknown:
    """The longest time between two runs of a schedule, in minutes."""
    found = longest_interval(expression)
    return (
        unknown_for(N_("the schedule {expression} cannot be read"), expression=expression)
        if found is None
        else found
    )


@facts_of("aws:backup/restoreTestingPlan:RestoreTestingPlan")
def restore_test(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A scheduled restore test."""
    del graph
    yield RestoreTest(resource=found, interval=found.text("scheduleExpression").map(minutes))
