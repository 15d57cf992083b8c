"""Data Lifecycle Manager: scheduled snapshots of disks and images of machines, by tag."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.place import tags_of
from hdsstack.facts.aws.schedules import minutes
from hdsstack.facts.paths import spread
from hdsstack.model.facts import Copy, Coverage, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

POLICY = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
_SCHEDULES = "policyDetails.schedules[]"
_COPIES = f"{_SCHEDULES}.crossRegionCopyRules[]"
_ON_EVENTS = "policyDetails.action.crossRegionCopies[]"
_KINDS = {"aws:ebs/volume:Volume": "VOLUME", "aws:ec2/instance:Instance": "INSTANCE"}
_HOUR_MINUTES = 60.0
_DAY_MINUTES = 1440.0
_UNIT_DAYS = {"DAYS": 1, "WEEKS": 7, "MONTHS": 30, "YEARS": 365}


@facts_of(POLICY)
def lifecycle_policy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Schedules of snapshots, or an event; their copies go where their rules say."""
    del graph
    for path in spread(found, _COPIES):
        names = (f"{path}.targetRegion", f"{path}.target")
        given = next((name for name in names if found.has(name)), path)
        yield Copy(resource=found, provider="aws", region=found.text(given))
    for path in spread(found, _ON_EVENTS):
        at = path if isinstance(found.get(path), Unknown) else f"{path}.target"
        yield Copy(resource=found, provider="aws", region=found.text(at))


def snapshots(store: Resource, graph: ResourceGraph) -> Iterator[Coverage]:
    """The snapshot schedules that take a disk or a machine."""
    for policy in graph.of(POLICY):
        if policy.get("state") != "DISABLED" and _takes(policy, store, graph):
            for schedule in spread(policy, _SCHEDULES):
                yield Coverage(
                    by=policy,
                    interval=_interval(policy, schedule),
                    kept=_kept(policy, schedule),
                    elsewhere=(_elsewhere(policy, schedule),),
                    own=True,
                )


def _takes(policy: Resource, store: Resource, graph: ResourceGraph) -> bool:
    """A policy takes what carries one of its tags."""
    kinds = policy.items("policyDetails.resourceTypes")
    wanted, tags = policy.get("policyDetails.targetTags"), tags_of(store, graph)
    if isinstance(kinds, Unknown) or isinstance(tags, Unknown) or not isinstance(wanted, dict):
        return False
    if _KINDS.get(store.type) not in kinds:
        return False
    return any(key in tags and tags[key] == value for key, value in wanted.items())


def _interval(policy: Resource, schedule: str) -> Seen[float]:
    cron = f"{schedule}.createRule.cronExpression"
    if policy.has(cron):
        return policy.text(cron).map(minutes)
    hours = policy.number(f"{schedule}.createRule.interval", default=24)
    return hours.map(lambda count: count * _HOUR_MINUTES)


def _kept(policy: Resource, schedule: str) -> Seen[float]:
    """So many days, or so many snapshots at the rhythm of the schedule."""
    rule = f"{schedule}.retainRule"
    if policy.has(f"{rule}.interval"):
        unit = policy.get(f"{rule}.intervalUnit")
        days = _UNIT_DAYS.get(str(unit), 1)
        return policy.number(f"{rule}.interval").map(lambda count: count * days)
    interval = _interval(policy, schedule).value
    if isinstance(interval, Unknown):
        return Seen(interval, f"{rule}.count", policy.urn)
    count = policy.number(f"{rule}.count", default=0)
    return count.map(lambda snapshots: snapshots * interval / _DAY_MINUTES)


def _elsewhere(policy: Resource, schedule: str) -> Seen[bool]:
    path = f"{schedule}.crossRegionCopyRules"
    why = message(N_("the snapshots stay in the region of the disk"))
    return Seen(policy.has(path), path, policy.urn, why=why)
