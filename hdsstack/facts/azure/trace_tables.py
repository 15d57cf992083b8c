"""Tables of a Log Analytics workspace that keep traces longer or shorter than the workspace does.

The retention of a whole table decides, not that of quick queries; -1 leaves it to the workspace.
Basic and auxiliary tables keep 30 days where nobody says (learn.microsoft.com/azure/azure-monitor,
"Manage data retention in a Log Analytics workspace", read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.model.facts import Fact, TraceStore
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen

_TABLE = "azure-native:operationalinsights:Table"
# Numbers, not traces.
_METRICS = (
    "appmetrics",
    "appperformancecounters",
    "azuremetrics",
    "heartbeat",
    "insightsmetrics",
    "perf",
    "usage",
)
# What a search or a restore leaves is a copy for a while.
_COPIES = ("_srch", "_rst")
_OF_APPLICATIONS = ("app", "containerlog", "functionapp")
_DEFAULT_OF_PLAN = {"basic": 30.0, "auxiliary": 30.0}


@facts_of(_TABLE)
def table(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A table with a retention of its own; what an application writes is a trace of its own kind.

    Others are as their workspace is, and metrics alone are not traces.
    """
    del graph
    name = found.text("tableName", default=found.name).value
    text = name.lower() if isinstance(name, str) else ""
    kept = _kept(found)
    if kept is None or text in _METRICS or text.endswith(_COPIES):
        return
    own = text.startswith(_OF_APPLICATIONS) or text.endswith("_cl")
    yield TraceStore(resource=found, kind="application" if own else "platform", kept=kept)


def _kept(found: Resource) -> Seen[float] | None:
    for path in ("totalRetentionInDays", "retentionInDays"):
        if found.has(path) and (said := found.number(path)).value != -1:
            return said
    plan = found.text("plan", default="Analytics").value
    days = _DEFAULT_OF_PLAN.get(plan.lower()) if isinstance(plan, str) else None
    return None if days is None else Seen(days, "totalRetentionInDays", found.urn, default=True)
