"""Lifecycle rules of S3: what expires by age, and what leaves for a single zone."""

from collections.abc import Iterator

from hdsstack.facts.aws.buckets import belonging, block_at
from hdsstack.model.facts import NEVER
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Unknown, Value, dig, unknowns_in

_LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"


def _rules(bucket: Resource, graph: ResourceGraph) -> Iterator[tuple[Resource, str, Value]]:
    """Each enabled rule: its holder, its path, itself; separate rules and the bucket's own."""
    for holder, path in (
        *((one, "rules") for one in belonging(bucket, graph, _LIFECYCLE)),
        (bucket, "lifecycleRules"),
    ):
        items = holder.items(path)
        if isinstance(items, Unknown):
            yield holder, path, items
            continue
        for index, rule in enumerate(items):
            at = f"{path}[{index}]"
            enabled = holder.flag(f"{at}.enabled", default=True).value
            if dig(rule, "status") != "Disabled" and enabled is not False:
                yield holder, at, rule


def expiries(bucket: Resource, graph: ResourceGraph) -> Iterator[Seen[bool]]:
    """Per enabled rule: it deletes objects by age (not markers, uploads or old versions)."""
    for holder, path, rule in _rules(bucket, graph):
        if isinstance(rule, Unknown):
            yield Seen(rule, path, holder.urn)
            continue
        at = block_at(holder, f"{path}.expiration")
        yield Seen(_expires(holder, at), at, holder.urn)


def _expires(holder: Resource, at: str) -> bool | Unknown:
    """Whether a rule expires objects by age; no days are 0, as an import writes."""
    expiration, date = holder.get(at), holder.get(f"{at}.date")
    days = holder.number(f"{at}.days", default=0).value
    for found in (expiration, date, days):
        if isinstance(found, Unknown):
            return found
    return days != 0 or date is not ABSENT


def kept_days(bucket: Resource, graph: ResourceGraph) -> Seen[float]:
    """The shortest expiry of a bucket of traces, in days; NEVER where no rule expires anything."""
    found: list[Seen[float]] = []
    for holder, path, rule in _rules(bucket, graph):
        if isinstance(rule, Unknown):
            return Seen(rule, path, holder.urn)
        at = f"{block_at(holder, f'{path}.expiration')}.days"
        days = holder.number(at, default=0)
        if days.value != 0:
            found.append(days)
    unknown = next((one for one in found if not one.known), None)
    forever = Seen(NEVER, "", bucket.urn, default=True)
    return unknown or min(found, key=_number, default=forever)


def _number(seen: Seen[float]) -> float:
    return 0.0 if isinstance(seen.value, Unknown) else seen.value


def single_zone(bucket: Resource, graph: ResourceGraph) -> Iterator[Seen[bool]]:
    """Per transition: false where it moves objects into one zone only."""
    why = message(N_("objects move to a class that is kept in one zone"))
    for holder, path, rule in _rules(bucket, graph):
        transitions = dig(rule, "transitions")
        unread = next(unknowns_in(None if transitions is ABSENT else transitions), None)
        if unread is not None:
            yield Seen(unread, f"{path}.transitions", holder.urn)
        for index, transition in enumerate(transitions if isinstance(transitions, list) else ()):
            if dig(transition, "storageClass") == "ONEZONE_IA":
                at = f"{path}.transitions[{index}].storageClass"
                yield Seen(value=False, at=at, on=holder.urn, why=why)


def moved_to(bucket: Resource, graph: ResourceGraph) -> Seen[str] | None:
    """The storage class that a lifecycle rule moves objects to; None where none does."""
    for holder, path, rule in _rules(bucket, graph):
        if isinstance(rule, Unknown):
            return Seen(rule, path, holder.urn)
        transitions = dig(rule, "transitions")
        if isinstance(transitions, Unknown):
            return Seen(transitions, f"{path}.transitions", holder.urn)
        for index in range(len(transitions) if isinstance(transitions, list) else 0):
            found = holder.text(f"{path}.transitions[{index}].storageClass")
            if not found.default:
                return found
    return None
