"""Which stores a selection of AWS Backup takes: by reference, ARN pattern or tag, minus exclusions.

Source: AWS Backup developer guide, "Assigning resources" and API_BackupSelection, read 2026-11:
`Resources` and `ListOfTags` add up, all `Conditions` hold besides, `NotResources` is taken away,
and a selection that names nothing takes everything that is supported, in its own region.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from hdsstack.facts.aws.opt_in import opted_in
from hdsstack.facts.aws.place import region_of, tags_of
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_
from hdsstack.model.values import Ref, Text, Unknown, Value, dig, refs_in, unknown_for

# The types that AWS Backup supports, with the service and the resource part of their ARN.
SUPPORTED = {
    "aws:s3/bucket:Bucket": ("s3", ""),
    "aws:rds/instance:Instance": ("rds", "db:"),
    "aws:rds/cluster:Cluster": ("rds", "cluster:"),
    "aws:docdb/cluster:Cluster": ("rds", "cluster:"),
    "aws:neptune/cluster:Cluster": ("rds", "cluster:"),
    "aws:dynamodb/table:Table": ("dynamodb", "table/"),
    "aws:efs/fileSystem:FileSystem": ("elasticfilesystem", "file-system/"),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": ("fsx", "file-system/"),
    "aws:fsx/lustreFileSystem:LustreFileSystem": ("fsx", "file-system/"),
    "aws:fsx/ontapFileSystem:OntapFileSystem": ("fsx", "file-system/"),
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": ("fsx", "file-system/"),
    "aws:ebs/volume:Volume": ("ec2", "volume/"),
    "aws:ec2/instance:Instance": ("ec2", "instance/"),
    "aws:redshift/cluster:Cluster": ("redshift", "cluster:"),
    "aws:timestreamwrite/table:Table": ("timestream", "table/"),
}
SELECTION = "aws:backup/selection:Selection"
_ARN_PARTS = 6
_RESOURCE_TAG = "aws:ResourceTag/"

Answer = bool | Unknown


def takes(selection: Resource, store: Resource, graph: ResourceGraph) -> Answer:
    """Whether a selection takes a store; Unknown where an output decides."""
    if store.type not in SUPPORTED:
        return False
    return _all(_asked(selection, store, graph))


def _asked(selection: Resource, store: Resource, graph: ResourceGraph) -> Iterator[Answer]:
    yield _beside(selection, store, graph)
    yield _named_or_tagged(selection, store, graph)
    yield from _conditions(selection, store, graph)
    yield _opposite(_listed(selection, "notResources", store, graph))


def _beside(selection: Resource, store: Resource, graph: ResourceGraph) -> Answer:
    """Whether a store is in the region of the selection; two that nobody knows are taken as one."""
    here, there = region_of(selection, graph).value, region_of(store, graph).value
    unknown = [place for place in (here, there) if isinstance(place, Unknown)]
    return unknown[0] if len(unknown) == 1 else bool(unknown) or here == there


def candidates(store: Resource, graph: ResourceGraph) -> Iterator[Resource]:
    """The selections that could take a store: those that name it, its tags, or a pattern."""
    index = graph.derived(_index)
    tags = tags_of(store, graph)
    found = [*index.open, *index.by_urn.get(store.urn, ())]
    if isinstance(tags, Unknown):
        found += index.tagged
    else:
        for key, value in tags.items():
            hidden = isinstance(value, Unknown | Ref | Text)
            found += (
                index.by_key.get(key, ()) if hidden else index.by_tag.get((key, str(value)), ())
            )
    yield from dict.fromkeys(found)


@dataclass(frozen=True, slots=True)
class _Index:
    """Selections by what they take: a resource, a tag; `open` may take anything."""

    open: list[Resource]
    tagged: list[Resource]
    by_urn: Mapping[str, list[Resource]]
    by_tag: Mapping[tuple[str, str], list[Resource]]
    by_key: Mapping[str, list[Resource]]


def _index(graph: ResourceGraph) -> _Index:
    index = _Index([], [], defaultdict(list), defaultdict(list), defaultdict(list))
    for selection in graph.of(SELECTION):
        urns, pairs, wide = _named(selection, graph)
        if wide:
            index.open.append(selection)
            continue
        for urn in urns:
            index.by_urn[urn].append(selection)
        for pair in pairs:
            index.by_tag[pair].append(selection)
            index.by_key[pair[0]].append(selection)
        if pairs:
            index.tagged.append(selection)
    return index


def _named(
    selection: Resource, graph: ResourceGraph
) -> tuple[set[str], set[tuple[str, str]], bool]:
    """The URNs and tags that a selection names, and whether it could take more than those."""
    listed, tags = selection.items("resources"), selection.items("selectionTags")
    if isinstance(listed, Unknown) or isinstance(tags, Unknown) or not (listed or tags):
        return set(), set(), True
    urns: set[str] = set()
    for item in listed:
        held = graph.named(item) if isinstance(item, str) and "*" not in item else None
        refs = {ref.urn for ref in refs_in(item)}
        if held is None and (not refs or any(_opaque(urn, graph) for urn in refs)):
            return set(), set(), True
        urns |= refs | ({held.urn} if held is not None else set())
    pairs = [(dig(tag, "key"), dig(tag, "value")) for tag in tags]
    if not all(isinstance(k, str) and isinstance(v, str) for k, v in pairs):
        return set(), set(), True
    return urns, {(str(k).removeprefix(_RESOURCE_TAG), str(v)) for k, v in pairs}, False


def _named_or_tagged(selection: Resource, store: Resource, graph: ResourceGraph) -> Answer:
    if not selection.has("resources") and not selection.has("selectionTags"):
        return True
    listed = _listed(selection, "resources", store, graph)
    return listed if listed is True else _any((listed, *_tagged(selection, store, graph)))


def _all(answers: Iterable[Answer]) -> Answer:
    unsure: Unknown | None = None
    for answer in answers:
        if answer is False:
            return False
        if unsure is None and isinstance(answer, Unknown):
            unsure = answer
    return True if unsure is None else unsure


def _any(answers: Iterable[Answer]) -> Answer:
    unsure: Unknown | None = None
    for answer in answers:
        if answer is True:
            return True
        if unsure is None and isinstance(answer, Unknown):
            unsure = answer
    return False if unsure is None else unsure


def _opposite(answer: Answer) -> Answer:
    return answer if isinstance(answer, Unknown) else not answer


# By reference or pattern -------------------------------------------------------------------------


def _listed(selection: Resource, path: str, store: Resource, graph: ResourceGraph) -> Answer:
    if not selection.has(path):
        return False
    items = selection.items(path)
    if isinstance(items, Unknown):
        return _reached(items, selection, path, store)
    return _any(_item(item, selection, path, store, graph) for item in items)


def _item(
    item: Value, selection: Resource, path: str, store: Resource, graph: ResourceGraph
) -> Answer:
    match item:
        case Ref(urn=urn):
            return urn == store.urn or (_opaque(urn, graph) and Unknown("an ARN that is an output"))
        case Text() as text if text.refs:
            return any(ref.urn == store.urn for ref in text.refs)
        case Text() as text:
            return _text_pattern(text, store, graph)
        case str() as literal:
            whole = "*" not in literal and graph.named(literal) is store
            return whole or _matches(literal, store, graph)
        case Unknown() as missing:
            return _reached(missing, selection, path, store)
        case _:
            return False


def _opaque(urn: str, graph: ResourceGraph) -> bool:
    """An output of something that is no resource of AWS, so that it may name anything."""
    found = graph.by_urn.get(urn)
    return found is None or found.package != "aws"


def _reached(missing: Unknown, selection: Resource, path: str, store: Resource) -> Answer:
    urns = missing.urns or selection.reach.get(path, ())
    return store.urn in urns if urns else missing


def _text_pattern(text: Text, store: Resource, graph: ResourceGraph) -> Answer:
    """An ARN with an unknown part: sure where the unknown is its account or its region."""
    pattern = "".join(part if isinstance(part, str) else "*" for part in text.parts)
    if not _matches(pattern, store, graph):
        return False
    sure = isinstance(text.parts[-1], str) and text.parts[-1].count(":") >= 1
    return True if sure else Unknown("the ARN of a selection is made of outputs")


def _matches(pattern: str, store: Resource, graph: ResourceGraph) -> bool:
    """Whether an ARN pattern fits a store, its ARN known or made from its type, region and name."""
    arn = store.outputs.get("arn")
    if isinstance(arn, str):
        return fnmatchcase(arn, pattern)
    if pattern == "*":
        return True
    parts = pattern.split(":", _ARN_PARTS - 1)
    if len(parts) < _ARN_PARTS:
        return False
    service, prefix = SUPPORTED[store.type]
    region = region_of(store, graph).value
    placed = service == "s3" or isinstance(region, Unknown) or fnmatchcase(region, parts[3])
    fits = any(fnmatchcase(prefix + name, parts[5]) for name in _names(store))
    return fnmatchcase(service, parts[2]) and placed and fits


def _names(store: Resource) -> Iterator[str]:
    """The physical name; without one, what Pulumi makes of the logical name."""
    given = [store.get(key) for key in ("bucket", "identifier", "clusterIdentifier", "name")]
    known = [name for name in given if isinstance(name, str)]
    yield from known or [f"{store.name}-0000000"]


# By tag ------------------------------------------------------------------------------------------


def _tagged(selection: Resource, store: Resource, graph: ResourceGraph) -> Iterator[Answer]:
    wanted = selection.items("selectionTags")
    if isinstance(wanted, Unknown):
        yield wanted
        return
    for one in wanted:
        yield _all((_has_tag(one, store, graph, "stringEquals"), opted_in(store, graph)))


def _conditions(selection: Resource, store: Resource, graph: ResourceGraph) -> Iterator[Answer]:
    blocks = selection.items("conditions")
    if isinstance(blocks, Unknown):
        yield blocks
        return
    for block in blocks:
        if not isinstance(block, dict):
            yield Unknown("the conditions of a selection are an output")
            continue
        for operator, held in block.items():
            for one in held if isinstance(held, list) else [held]:
                yield _has_tag(one, store, graph, operator)


def _has_tag(wanted: Value, store: Resource, graph: ResourceGraph, operator: str) -> Answer:
    """Whether the tags of a store answer one line; keys and values are case sensitive."""
    key = wanted.get("key") if isinstance(wanted, dict) else None
    value = wanted.get("value") if isinstance(wanted, dict) else None
    tags = tags_of(store, graph)
    if isinstance(tags, Unknown):
        return tags
    if not isinstance(key, str) or not isinstance(value, str):
        return Unknown("the tag of a selection is an output")
    held = tags.get(key.removeprefix(_RESOURCE_TAG))
    if isinstance(held, Unknown | Ref | Text):
        return unknown_for(N_("the value of the tag {tag} is an output"), tag=key)
    return _compares(None if held is None else str(held), value, operator)


def _compares(held: str | None, value: str, operator: str) -> bool:
    like = operator.lower().rstrip("s").endswith("like")
    same = held is not None and (fnmatchcase(held, value) if like else held == value)
    return not same if "not" in operator.lower() else same
