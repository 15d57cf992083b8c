"""Whether machines are patched by a plan of Systems Manager, on a system still maintained.

Source: AWS Systems Manager user guide, "SSM Command document for patching: AWS-RunPatchBaseline",
read 2026-11: `Operation` is Scan or Install.
"""

from collections.abc import Iterator

from hdsstack.facts.aws.place import tags_of
from hdsstack.facts.images import NO_LONGER, no_longer_maintained
from hdsstack.model.facts import Claims
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Ref, Unknown, Value, dig, refs_in

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
    found = [run for target, run in graph.derived(_targets) if _hits(target, machine, graph)]
    if True in found:
        return (Seen(value=True, at="targets", on=machine.urn),)
    if found:
        return (Seen(found[0], "targets", machine.urn),)
    why = message(N_("no scheduled patch run of this stack targets the machine"))
    return (Seen(value=False, on=machine.urn, why=why),)


def maintained(machine: Resource, path: str) -> Claims:
    """False where a look-up or a parameter names an image whose system has had its time."""
    image = machine.get(path)
    said = str(image.why) if isinstance(image, Unknown) else image
    if not isinstance(said, str) or not no_longer_maintained(said):
        return ()
    return (Seen(value=False, at=path, on=machine.urn, why=message(NO_LONGER)),)


def _targets(graph: ResourceGraph) -> tuple[tuple[Value, bool | Unknown], ...]:
    """What the patch runs of the stack target, and whether the run installs for sure."""
    runs = [(one, _installs(one, "name")) for one in graph.of(_ASSOCIATION)]
    tasks = [(one, _installs(one, "taskArn")) for one in graph.of(_TASK)]
    answers = [answer for _, answer in tasks if answer is not False]
    if answers:
        sure = True if True in answers else answers[0]
        tasks += [(target, sure) for target in graph.of(_TARGET)]
    return tuple(
        (target, answer)
        for holder, answer in (*runs, *tasks)
        if answer is not False
        for target in _listed(holder)
    )


def _installs(run: Resource, document: str) -> bool | Unknown:
    """Whether a run installs what is missing: a scan only lists it."""
    if run.get(document) not in _DOCUMENTS:
        return False
    said = list(_operations(run))
    if any(isinstance(word, str) and word.lower() == "scan" for word in said):
        return False
    return next((word for word in said if isinstance(word, Unknown)), True)


def _operations(run: Resource) -> Iterator[Found]:
    """What `Operation` says, in an association or in a task of a maintenance window."""
    yield run.get("parameters.Operation")
    items = run.items("taskInvocationParameters.runCommandParameters.parameters")
    for one in [items] if isinstance(items, Unknown) else items:
        name, values = dig(one, "name"), dig(one, "values")
        if isinstance(name, Unknown):
            yield name
        elif name == "Operation":
            yield from values if isinstance(values, list) else [values]


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
