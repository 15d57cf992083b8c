"""Whether machines are patched by a plan of Systems Manager that the program holds."""

from collections.abc import Iterator

from hdsstack.facts.aws.place import tags_of
from hdsstack.model.facts import Claims
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Ref, Unknown, Value, dig, refs_in

_ASSOCIATION = "aws:ssm/association:Association"
_TASK = "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask"
_TARGET = "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget"
_DOCUMENTS = (
    "AWS-RunPatchBaseline",
    "AWS-RunPatchBaselineAssociation",
    "AWS-PatchInstanceWithRollback",
)
JOINED = (
    _ASSOCIATION,
    _TASK,
    _TARGET,
    "aws:ssm/maintenanceWindow:MaintenanceWindow",
    "aws:ssm/patchBaseline:PatchBaseline",
    "aws:ssm/patchGroup:PatchGroup",
    "aws:ssm/defaultPatchBaseline:DefaultPatchBaseline",
)


def patched(machine: Resource, graph: ResourceGraph) -> Claims:
    """True where a scheduled patch run targets the machine, by id or by tag."""
    for run in _runs(graph):
        if any(_hits(target, machine, graph) for target in _targets(run, graph)):
            return (Seen(value=True, at="targets", on=machine.urn),)
    why = message(N_("no scheduled patch run of this stack targets the machine"))
    return (Seen(value=False, on=machine.urn, why=why),)


def _runs(graph: ResourceGraph) -> Iterator[Resource]:
    for kind, path in ((_ASSOCIATION, "name"), (_TASK, "taskArn")):
        yield from (one for one in graph.of(kind) if one.get(path) in _DOCUMENTS)


def _targets(run: Resource, graph: ResourceGraph) -> Iterator[Value]:
    items = run.items("targets")
    yield from () if isinstance(items, Unknown) else items
    for target in graph.of(_TARGET):
        inner = target.items("targets")
        if run.type == _TASK and not isinstance(inner, Unknown):
            yield from inner


def _hits(target: Value, machine: Resource, graph: ResourceGraph) -> bool:
    key, values = dig(target, "key"), dig(target, "values")
    listed = values if isinstance(values, list) else [values]
    if not isinstance(key, str):
        return False
    if key.lower() == "instanceids":
        named = any(isinstance(ref, Ref) and ref.urn == machine.urn for ref in refs_in(values))
        return named or "*" in listed or machine.id in listed
    tags = tags_of(machine, graph)
    name = key.removeprefix("tag:")
    return not isinstance(tags, Unknown) and tags.get(name) in listed and name in tags
