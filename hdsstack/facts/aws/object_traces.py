"""Whether reads and writes of a bucket leave a trace, and whether a bucket receives traces."""

from hdsstack.facts.aws.buckets import belonging
from hdsstack.facts.aws.data_events import TRAIL, Traced, speaking_of, together, traced_by
from hdsstack.model.facts import Claims
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen

_LOGGING = "aws:s3/bucketLogging:BucketLogging"
_BALANCERS = ("aws:lb/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer")


def traced(bucket: Resource, graph: ResourceGraph) -> Claims:
    """Data events of CloudTrail, or the bucket's own access log; a part is not enough."""
    for logging in belonging(bucket, graph, _LOGGING):
        return (logging.says(value=True, at="targetBucket"),)
    for path in ("logging.targetBucket", "loggings[0].targetBucket"):
        if bucket.has(path):
            return (bucket.says(value=True, at=path),)
    return (_by_trails(bucket, graph),)


def _by_trails(bucket: Resource, graph: ResourceGraph) -> Seen[bool]:
    trails: list[tuple[Resource, Traced]] = []
    for trail in speaking_of(bucket, graph):
        trails.append((trail, traced_by(trail, bucket, graph)))
        if trails[-1][1].reads and trails[-1][1].writes:
            return Seen(value=True, on=bucket.urn)
    whole = together([found for _, found in trails])
    if whole.reads and whole.writes:
        return Seen(value=True, on=bucket.urn)
    if whole.unsure is not None:
        return Seen(whole.unsure, "", bucket.urn)
    partial = next(
        (trail for trail, found in trails if found.part or found.reads or found.writes), None
    )
    if partial is not None:
        why = message(N_("the trail traces a part of what happens to {bucket}"), bucket=bucket.name)
        return Seen(value=False, at="eventSelectors", on=partial.urn, why=why)
    why = message(N_("no trail records the data events of the bucket"))
    return Seen(value=False, on=bucket.urn, why=why)


def receives_traces(bucket: Resource, graph: ResourceGraph) -> str | None:
    """Which traces the bucket receives: "platform", "flows", "application"; None for none."""
    if any(graph.pointing(bucket, "s3BucketName", TRAIL)):
        return "platform"
    if any(graph.pointing(bucket, "logDestination", "aws:ec2/flowLog:FlowLog")):
        return "flows"
    if any(graph.pointing(bucket, "targetBucket", _LOGGING)):
        return "application"
    if any(graph.pointing(bucket, "accessLogs.bucket", *_BALANCERS)):
        return "application"
    return None
