"""What CloudTrail's data events trace of one bucket: its reads, its writes, a part of it.

Source: AWS CloudTrail user guide, "Logging data events", both kinds of selectors, read 2026-11.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hdsstack.facts.aws.accounts import apart
from hdsstack.facts.aws.place import region_of
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import (
    ABSENT,
    Found,
    Ref,
    Text,
    Unknown,
    Value,
    dig,
    refs_in,
    unknowns_in,
)

TRAIL = "aws:cloudtrail/trail:Trail"
EVENT_STORE = "aws:cloudtrail/eventDataStore:EventDataStore"
_OBJECTS = "AWS::S3::Object"
_EVERY_BUCKET = ("arn:aws:s3", "arn:aws:s3:::")


@dataclass(frozen=True, slots=True)
class Traced:
    """What one selector traces of a bucket; `unsure` says why it could trace more."""

    reads: bool = False
    writes: bool = False
    part: bool = False
    unsure: Unknown | None = None


def traced_by(trail: Resource, bucket: Resource, graph: ResourceGraph) -> Traced:
    """All that the selectors of one trail trace of a bucket; selectors add up."""
    logging = trail.flag("enableLogging", default=True).value
    reaches = _reaches(trail, bucket, graph)
    if logging is False or reaches is False:
        return Traced()
    found = together(_selected(trail, bucket))
    unsure = next((one for one in (logging, reaches) if isinstance(one, Unknown)), None)
    if unsure is not None and (found.part or found.unsure is not None):
        return Traced(unsure=unsure)
    return found


def speaking_of(bucket: Resource, graph: ResourceGraph) -> Iterator[Resource]:
    """The trails whose selectors name a bucket, or could."""
    index = graph.derived(_mentions)
    names = (f"name:{arn.rsplit(':', 1)[-1]}" for arn in _arns(bucket))
    found = [one for key in ("", bucket.urn, *names) for one in index.get(key, ())]
    yield from dict.fromkeys(found)


def _mentions(graph: ResourceGraph) -> Mapping[str, list[Resource]]:
    """Trails by the URN and the name of each bucket that they name; under "" those of any."""
    found: dict[str, list[Resource]] = {}
    for trail in graph.of(TRAIL, EVENT_STORE):
        for key in _keys(trail):
            found.setdefault(key, []).append(trail)
    return found


def _keys(trail: Resource) -> set[str]:
    """The buckets that the selectors of a trail name; "" where they could name any."""
    basic, advanced = trail.get("eventSelectors"), trail.get("advancedEventSelectors")
    if advanced is not ABSENT or next(unknowns_in(basic), None) is not None:
        return {""}
    values = [
        value
        for selector in _list(basic)
        for resource in _list(dig(selector, "dataResources"))
        for value in _list(dig(resource, "values"))
    ]
    literals = {value for value in values if isinstance(value, str)}
    if any(not value.startswith("arn:aws:s3:::") or value in _EVERY_BUCKET for value in literals):
        return {""}
    names = {f"name:{value.removeprefix('arn:aws:s3:::').split('/')[0]}" for value in literals}
    return names | {ref.urn for value in values for ref in refs_in(value)}


def together(found: "Iterator[Traced] | list[Traced]") -> Traced:
    """What several selectors or trails trace together."""
    listed = list(found)
    return Traced(
        reads=any(one.reads for one in listed),
        writes=any(one.writes for one in listed),
        part=any(one.part or one.reads or one.writes for one in listed),
        unsure=next((one.unsure for one in listed if one.unsure is not None), None),
    )


def _reaches(trail: Resource, bucket: Resource, graph: ResourceGraph) -> bool | Unknown:
    """A trail sees the buckets of its account, or its organisation's; of one region, that one's."""
    shared = "organizationEnabled" if trail.type == EVENT_STORE else "isOrganizationTrail"
    elsewhere = apart(trail, bucket, graph)
    if elsewhere is not False and trail.flag(shared, default=False).value is False:
        return elsewhere if isinstance(elsewhere, Unknown) else False
    flag = "multiRegionEnabled" if trail.type == EVENT_STORE else "isMultiRegionTrail"
    everywhere = trail.flag(flag, default=trail.type == EVENT_STORE).value
    if everywhere is True:
        return True
    here, there = region_of(trail, graph).value, region_of(bucket, graph).value
    for place in (here, there):
        if isinstance(place, Unknown):
            return place
    return True if here == there else everywhere


def _selected(trail: Resource, bucket: Resource) -> Iterator[Traced]:
    for path, read in (("eventSelectors", _basic), ("advancedEventSelectors", _advanced)):
        items = trail.items(path)
        if isinstance(items, Unknown):
            yield Traced(unsure=items)
            continue
        for selector in items:
            yield read(selector, bucket)


def _basic(selector: Value, bucket: Resource) -> Traced:
    kinds = dig(selector, "readWriteType")
    hidden = kinds if isinstance(kinds, Unknown) else _hidden_resource(selector)
    if hidden is not None:
        return Traced(unsure=hidden)
    found = []
    for resource in _list(dig(selector, "dataResources")):
        if dig(resource, "type") == _OBJECTS:
            found += [_names(value, bucket) for value in _list(dig(resource, "values"))]
    return _said(
        found,
        reads=kinds in (ABSENT, "All", "ReadOnly"),
        writes=kinds in (ABSENT, "All", "WriteOnly"),
    )


def _hidden_resource(selector: Value) -> Unknown | None:
    """Why nobody can tell which objects a basic selector speaks of."""
    resources = dig(selector, "dataResources")
    if isinstance(resources, Unknown):
        return resources
    kinds = (dig(resource, "type") for resource in _list(resources))
    return next((kind for kind in kinds if isinstance(kind, Unknown)), None)


def _said(found: "list[str | Unknown]", *, reads: bool, writes: bool) -> Traced:
    if "all" in found:
        return Traced(reads=reads, writes=writes)
    unsure = next((one for one in found if isinstance(one, Unknown)), None)
    return Traced(part="part" in found, unsure=unsure)


def _advanced(selector: Value, bucket: Resource) -> Traced:
    fields = _list(dig(selector, "fieldSelectors"))
    if (hidden := _hidden_field(selector, fields)) is not None:
        return Traced(unsure=hidden)
    if not _equals(fields, "resources.type", _OBJECTS):
        return Traced()
    arns = [field for field in fields if dig(field, "field") == "resources.ARN"]
    found: list[str | Unknown] = []
    for field in arns:
        for key in ("equals", "startsWiths"):
            found += [_names(value, bucket) for value in _list(dig(field, key))]
        found += [_begins(value, bucket) for value in _list(dig(field, "startsWiths"))]
    named = any(dig(f, k) is not ABSENT for f in arns for k in ("equals", "startsWiths"))
    only = _value_of(fields, "readOnly")
    said = _said(found if named else ["all"], reads=only != "false", writes=only != "true")
    speaks = said.reads or said.writes or said.unsure is not None
    return Traced(part=True) if speaks and _narrowed(fields, arns, bucket) else said


def _narrowed(fields: list[Value], arns: list[Value], bucket: Resource) -> bool:
    """Whether a selector that speaks of a bucket leaves some of its events or objects out."""
    if any(dig(field, "field") == "eventName" for field in fields):
        return True
    excluded = [v for f in arns for k in ("notEquals", "notStartsWiths") for v in _list(dig(f, k))]
    if any(_names(value, bucket) in ("all", "part") for value in excluded):
        return True
    return any(dig(f, k) is not ABSENT for f in arns for k in ("endsWiths", "notEndsWiths"))


def _hidden_field(selector: Value, fields: list[Value]) -> Unknown | None:
    """Why an advanced selector cannot be read: its fields, one of their names or values."""
    parts = [dig(selector, "fieldSelectors"), *fields]
    for field in fields:
        parts.append(dig(field, "field"))
        if dig(field, "field") != "resources.ARN":
            parts += [dig(field, "equals"), *_list(dig(field, "equals"))]
    return next((part for part in parts if isinstance(part, Unknown)), None)


def _equals(fields: list[Value], name: str, wanted: str) -> bool:
    return any(
        dig(field, "field") == name and wanted in _list(dig(field, "equals")) for field in fields
    )


def _value_of(fields: list[Value], name: str) -> str | None:
    """The one value that a field must equal; None where both or none are named."""
    for field in fields:
        values = _list(dig(field, "equals"))
        if dig(field, "field") == name and len(values) == 1:
            return str(values[0]).lower()
    return None


def _list(found: Found) -> list[Value]:
    if isinstance(found, list):
        return found
    return [] if found is ABSENT else [found]


def _names(value: Value, bucket: Resource) -> str | Unknown:
    """Whether a value names all of a bucket, a part, or another one."""
    match value:
        case Ref(urn=urn):
            return "all" if urn == bucket.urn else "no"
        case Text(parts=(Ref(urn=urn), str() as rest)):
            return _part(rest) if urn == bucket.urn else "no"
        case Text(parts=(str() as head, Ref(urn=urn), *rest)) if head.endswith(":::"):
            tail = rest[0] if rest and isinstance(rest[0], str) else ""
            return _part(tail) if urn == bucket.urn else "no"
        case Text() as text:
            urns = {ref.urn for ref in text.refs}
            return Unknown("an event selector is made of outputs") if bucket.urn in urns else "no"
        case Unknown() as missing:
            return missing if bucket.urn in missing.urns or not missing.urns else "no"
        case str() as literal:
            return _literal(literal, bucket)
        case _:
            return "no"


def _literal(text: str, bucket: Resource) -> str:
    if text in _EVERY_BUCKET:
        return "all"
    for arn in _arns(bucket):
        if text.startswith(arn):
            return _part(text.removeprefix(arn))
    return "no"


def _begins(value: Value, bucket: Resource) -> str:
    """Whether the bucket's name begins with the one in an ARN that stops inside a name."""
    head = "arn:aws:s3:::"
    inside = isinstance(value, str) and value.startswith(head) and "/" not in value
    return "all" if inside and any(arn.startswith(str(value)) for arn in _arns(bucket)) else "no"


def _arns(bucket: Resource) -> Iterator[str]:
    for name in (bucket.get("bucket"), bucket.outputs.get("bucket"), bucket.id):
        if isinstance(name, str):
            yield f"arn:aws:s3:::{name}"


def _part(rest: str) -> str:
    if rest in ("", "/"):
        return "all"
    return "part" if rest.startswith("/") else "no"
