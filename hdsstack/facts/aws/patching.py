"""Whether machines are patched by a plan of Systems Manager that the program holds."""

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
    if any(_hits(target, machine, graph) for target in graph.derived(_targets)):
        return (Seen(value=True, at="targets", on=machine.urn),)
    why = message(N_("no scheduled patch run of this stack targets the machine"))
    return (Seen(value=False, on=machine.urn, why=why),)


def _targets(graph: ResourceGraph) -> tuple[Value, ...]:
    """What the patch runs of the stack target."""
    runs = [one for one in graph.of(_ASSOCIATION) if one.get("name") in _DOCUMENTS]
    tasks = [one for one in graph.of(_TASK) if one.get("taskArn") in _DOCUMENTS]
    holders = [*runs, *tasks, *(graph.of(_TARGET) if tasks else ())]
    return tuple(target for holder in holders for target in _listed(holder))


def _listed(holder: Resource) -> list[Value]:
    items = holder.items("targets")
    return [] if isinstance(items, Unknown) else items


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
