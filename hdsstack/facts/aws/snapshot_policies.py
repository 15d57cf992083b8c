"""Data Lifecycle Manager: scheduled snapshots of disks and images of machines, by tag."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.place import tags_of
from hdsstack.facts.aws.schedules import minutes
from hdsstack.model.facts import Copy, Coverage, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

POLICY = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
_SCHEDULE = "policyDetails.schedules[0]"
_KINDS = {"aws:ebs/volume:Volume": "VOLUME", "aws:ec2/instance:Instance": "INSTANCE"}
_HOUR_MINUTES = 60.0
_DAY_MINUTES = 1440.0
_UNIT_DAYS = {"DAYS": 1, "WEEKS": 7, "MONTHS": 30, "YEARS": 365}


@facts_of(POLICY)
def lifecycle_policy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A schedule of snapshots; its copies go where their rules say."""
    del graph
    path = f"{_SCHEDULE}.crossRegionCopyRules"
    rules = found.items(path)
    if isinstance(rules, Unknown):
        yield Copy(resource=found, provider="aws", region=Seen(rules, path, found.urn))
        return
    for index in range(len(rules)):
        names = (f"{path}[{index}].targetRegion", f"{path}[{index}].target")
        given = next((name for name in names if found.has(name)), names[0])
        yield Copy(resource=found, provider="aws", region=found.text(given))


def snapshots(store: Resource, graph: ResourceGraph) -> Iterator[Coverage]:
    """The snapshot schedules that take a disk or a machine."""
    for policy in graph.of(POLICY):
        if policy.get("state") != "DISABLED" and _takes(policy, store, graph):
            yield Coverage(
                by=policy,
                interval=_interval(policy),
                kept=_kept(policy),
                elsewhere=(_elsewhere(policy),),
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


def _interval(policy: Resource) -> Seen[float]:
    cron = f"{_SCHEDULE}.createRule.cronExpression"
    if policy.has(cron):
        return policy.text(cron).map(minutes)
    hours = policy.number(f"{_SCHEDULE}.createRule.interval", default=24)
    return hours.map(lambda count: count * _HOUR_MINUTES)


def _kept(policy: Resource) -> Seen[float]:
    """So many days, or so many snapshots at the rhythm of the schedule."""
    rule = f"{_SCHEDULE}.retainRule"
    if policy.has(f"{rule}.interval"):
        unit = policy.get(f"{rule}.intervalUnit")
        days = _UNIT_DAYS.get(str(unit), 1)
        return policy.number(f"{rule}.interval").map(lambda count: count * days)
    interval = _interval(policy).value
    if isinstance(interval, Unknown):
        return Seen(interval, f"{rule}.count", policy.urn)
    count = policy.number(f"{rule}.count", default=0)
    return count.map(lambda snapshots: snapshots * interval / _DAY_MINUTES)


def _elsewhere(policy: Resource) -> Seen[bool]:
    path = f"{_SCHEDULE}.crossRegionCopyRules"
    why = message(N_("the snapshots stay in the region of the disk"))
    return Seen(policy.has(path), path, policy.urn, why=why)
