"""Alarms, and schedules that stop something."""

import re
from collections.abc import Iterator
from math import inf

from hdsstack.facts import facts_of
from hdsstack.facts.aws.place import region_of, tags_of
from hdsstack.facts.documents import document
from hdsstack.model.facts import Copy, Fact, Monitor, StopSchedule
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_
from hdsstack.model.seen import Seen
from hdsstack.model.values import Text, Unknown, Value, refs_in, unknown_for

INDICATOR_TAG = "hds:indicator"
_STOPS = re.compile(
    r"(?i)(stopinstances|stopdbinstance|stopdbcluster|stop-?ec2instance|stop-?rdsinstance"
    r"|terminateinstances|disablerule|stoplogging|disablebackup)"
)
# Calls that stop or remove backups or traces, whatever their input names (AWS API reference).
_SILENCES = re.compile(
    r"(?i):aws-sdk:(cloudtrail:(stoplogging|deletetrail|stopeventdatastoreingestion"
    r"|deleteeventdatastore)|cloudwatchlogs:(deleteloggroup|deletelogstream)|ec2:deleteflowlogs"
    r"|config:stopconfigurationrecorder|backup:(deletebackup\w+|deleterecoverypoint|stopbackupjob))$"
)
_EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget"
_BUS = "aws:cloudwatch/eventBus:EventBus"
_BUS_ARN = re.compile(r"arn:[\w-]+:events:(?P<region>[\w-]+):\d*:event-bus/")
_SCALABLE = "aws:appautoscaling/target:Target"
_RULE = "aws:cloudwatch/eventRule:EventRule"
JOINED = (_SCALABLE, _RULE, "aws:scheduler/scheduleGroup:ScheduleGroup")


@facts_of(
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:cloudwatch/compositeAlarm:CompositeAlarm",
)
def alarm(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An alarm; its tag says which contractual indicators it watches."""
    tags = tags_of(found, graph)
    if isinstance(tags, Unknown):
        yield Monitor(resource=found, indicators=Seen(tags, "tags", found.urn))
        return
    said = tags.get(INDICATOR_TAG, "")
    value = (
        tuple(said.replace(",", " ").split())
        if isinstance(said, str)
        else unknown_for(N_("the value of the tag {tag} is an output"), tag=INDICATOR_TAG)
    )
    yield Monitor(resource=found, indicators=Seen(value, "tags", found.urn))


@facts_of("aws:autoscaling/schedule:Schedule")
def scaling_schedule(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A schedule of a scaling group; a size that is absent is 0 for the provider."""
    sizes = [found.number(path, default=0) for path in ("desiredCapacity", "maxSize")]
    if any(size.value == 0 for size in sizes):
        target = graph.linked(found, "autoscalingGroupName", "aws:autoscaling/group:Group")
        yield _stops(found, "desiredCapacity", target)


@facts_of("aws:appautoscaling/scheduledAction:ScheduledAction")
def scheduled_action(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A scheduled size of a service: none at all stops it."""
    if found.number("scalableTargetAction.maxCapacity", default=inf).value == 0:
        scaled = graph.linked(found, "resourceId", _SCALABLE)
        target = graph.linked(scaled, "resourceId") if isinstance(scaled, Resource) else scaled
        yield _stops(found, "scalableTargetAction.maxCapacity", target)


def _stops(found: Resource, at: str, target: object) -> StopSchedule:
    value = (
        (target.urn,)
        if isinstance(target, Resource)
        else Unknown("what it stops is not in this stack")
    )
    return StopSchedule(resource=found, stops=Seen(value, at, found.urn))


@facts_of("aws:scheduler/schedule:Schedule")
def schedule(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A schedule that calls an API; one that stops machines names them in its input."""
    if found.get("state") == "DISABLED":
        return
    yield from _calls(found, "target.arn", "target.input", graph)


@facts_of(_EVENT_TARGET)
def event_target(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """What a rule calls: an automation that stops machines, or a bus that takes its events away."""
    rule = graph.linked(found, "rule", _RULE)
    if not (isinstance(rule, Resource) and _is_off(rule)):
        yield from _calls(found, "arn", "input", graph)
    where = _bus(found, graph)
    if where is not None:
        yield Copy(resource=found, provider="aws", region=Seen(where, "arn", found.urn))


def _is_off(rule: Resource) -> bool:
    return rule.get("state") == "DISABLED" or rule.get("isEnabled") is False


def _bus(found: Resource, graph: ResourceGraph) -> str | Unknown | None:
    """The region of the bus that a rule sends its events to; None where it is no bus."""
    match graph.linked(found, "arn", _BUS):
        case Resource() as bus:
            return region_of(bus, graph).value
        case Literal(text) if match := _BUS_ARN.match(text):
            return match["region"]
        case _:
            return None


def _calls(found: Resource, arn: str, given: str, graph: ResourceGraph) -> Iterator[Fact]:
    called = found.get(arn)
    text = called.literal if isinstance(called, Text) else called
    if isinstance(text, str) and _SILENCES.search(text):
        yield StopSchedule(resource=found, stops=Seen((), arn, found.urn), watchman=True)
        return
    if not isinstance(text, str) or not _STOPS.search(text):
        return
    said = document(found.get(given))
    urns = tuple(dict.fromkeys(_named_in(said, graph)))
    outside = Unknown("what it stops is named outside this stack")
    value = urns or (said if isinstance(said, Unknown) else outside)
    yield StopSchedule(resource=found, stops=Seen(value, given, found.urn))


def _named_in(value: Value, graph: ResourceGraph) -> Iterator[str]:
    """The resources that a document names: by reference, or by their ids, ARNs or names."""
    match value:
        case dict() | list():
            for inner in value.values() if isinstance(value, dict) else value:
                yield from _named_in(inner, graph)
        case str():
            held = graph.named(value)
            if held is not None:
                yield held.urn
        case _:
            yield from (ref.urn for ref in refs_in(value))
