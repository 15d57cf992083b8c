"""Traces of the platform: CloudTrail, event data stores, log groups."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import region_in_arn
from hdsstack.facts.aws.buckets import BUCKET
from hdsstack.facts.aws.data_events import EVENT_STORE, TRAIL
from hdsstack.facts.aws.place import region_of
from hdsstack.model.facts import NEVER, Copy, Fact, TraceStore, Trail
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Text, Unknown, Value, dig

LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
_FLOW_LOG = "aws:ec2/flowLog:FlowLog"
JOINED = (
    "aws:cloudwatch/logStream:LogStream",
    "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount",
)
_SELECTORS = ("eventSelectors", "advancedEventSelectors")


@facts_of(TRAIL)
def trail(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A trail. By default: one region, global events, management events, no validation."""
    target = graph.linked(found, "s3BucketName", BUCKET)
    yield Trail(
        resource=found,
        complete=(
            found.flag("isMultiRegionTrail", default=False),
            found.flag("includeGlobalServiceEvents", default=True),
            found.flag("enableLogFileValidation", default=False),
            found.flag("enableLogging", default=True),
            *_management(found),
        ),
        data_only=_data_only(found),
        destination=target.urn if isinstance(target, Resource) else "",
        encrypted=(found.says(value=True, at="kmsKeyId"),),
    )


@facts_of(EVENT_STORE)
def event_store(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An event data store: events cannot be changed or deleted before the retention ends."""
    del graph
    why = message(N_("the event data store does not take events in"))
    taking = found.flag("suspend", default=False).map(lambda suspended: not suspended)
    yield Trail(
        resource=found,
        complete=(
            found.flag("multiRegionEnabled", default=True),
            taking.because(why),
            *_management(found),
        ),
        data_only=_data_only(found),
        encrypted=(found.says(value=True, at="kmsKeyId"),),
    )
    always = (found.says(value=True, at="retentionPeriod"),)
    yield TraceStore(
        resource=found,
        kept=found.number("retentionPeriod", default=2555),
        encrypted=always,
        immutable=always,
    )


def _management(trail: Resource) -> Iterator[Seen[bool]]:
    """Management events, reads and writes, with no source left out."""
    why = message(N_("management events are left out, in part or altogether"))
    for path, judge in zip(_SELECTORS, (_basic, _advanced), strict=True):
        items = trail.items(path)
        if isinstance(items, Unknown):
            yield Seen(items, path, trail.urn)
        elif items:
            reads = [judge(item) for item in items]
            unknown = next((one for one in reads if isinstance(one, Unknown)), None)
            kinds = {kind for one in reads if not isinstance(one, Unknown) for kind in one}
            whole = {"read", "write"} <= kinds
            value = unknown if unknown is not None and not whole else whole
            yield Seen(value, path, trail.urn, why=why)


def _basic(selector: Value) -> "set[str] | Unknown":
    if isinstance(selector, Unknown):
        return selector
    included = dig(selector, "includeManagementEvents")
    if isinstance(included, Unknown):
        return included
    if included is False or _listed(dig(selector, "excludeManagementEventSources")):
        return set()
    return _kinds(dig(selector, "readWriteType"), only_read="ReadOnly", only_write="WriteOnly")


def _advanced(selector: Value) -> "set[str] | Unknown":
    if isinstance(selector, Unknown):
        return selector
    fields = _listed(dig(selector, "fieldSelectors"))
    wanted = [f for f in fields if dig(f, "field") == "eventCategory"]
    if not any("Management" in _listed(dig(f, "equals")) for f in wanted):
        return set()
    if any(dig(f, "field") in ("eventSource", "eventName") for f in fields):
        return set()
    only = next((_listed(dig(f, "equals")) for f in fields if dig(f, "field") == "readOnly"), [])
    if len(only) == 1:
        return {"read"} if str(only[0]).lower() == "true" else {"write"}
    return {"read", "write"}


def _kinds(found: Found, *, only_read: str, only_write: str) -> "set[str] | Unknown":
    if isinstance(found, Unknown):
        return found
    if found == only_read:
        return {"read"}
    return {"write"} if found == only_write else {"read", "write"}


def _listed(found: Found) -> list[Value]:
    if isinstance(found, list):
        return found
    return [] if found is ABSENT else [found]


def _data_only(trail: Resource) -> bool:
    """A trail whose every selector speaks of data events: a second trail beside a complete one."""
    selectors = [
        (judge, item)
        for path, judge in zip(_SELECTORS, (_basic, _advanced), strict=True)
        for item in _known(trail, path)
    ]
    return bool(selectors) and all(
        judge(item) == set() and _speaks_of_data(item) for judge, item in selectors
    )


def _known(trail: Resource, path: str) -> list[Value]:
    items = trail.items(path)
    return [] if isinstance(items, Unknown) else items


def _speaks_of_data(selector: Value) -> bool:
    if _listed(dig(selector, "dataResources")):
        return True
    fields = _listed(dig(selector, "fieldSelectors"))
    return any("Data" in _listed(dig(f, "equals")) for f in fields)


# Log groups --------------------------------------------------------------------------------------


@facts_of(LOG_GROUP)
def log_group(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A log group: encrypted by nature; 0 or no retention keeps for ever."""
    days = found.number("retentionInDays", default=0)
    yield TraceStore(
        resource=found,
        kept=days.map(lambda count: count or NEVER),
        kind=_kind(found, graph),
        encrypted=(found.says(value=True, at="kmsKeyId"),),
    )


def _kind(group: Resource, graph: ResourceGraph) -> str:
    if any(graph.pointing(group, "cloudWatchLogsGroupArn", TRAIL)):
        return "platform"
    flows = any(graph.pointing(group, "logDestination", _FLOW_LOG))
    return "flows" if flows else "application"


@facts_of("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter")
def log_export(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Traces sent on: to a stream or a function of this stack, or to a destination by its ARN."""
    path = "destinationArn"
    match graph.linked(found, path):
        case Resource() as target:
            region = region_of(target, graph).value
        case Literal(text):
            region = region_in_arn(text)
        case Unknown() as missing:
            written = found.get(path)
            region = region_in_arn(written.literal) if isinstance(written, Text) else missing
        case None:
            return
    yield Copy(resource=found, provider="aws", region=Seen(region, path, found.urn))
