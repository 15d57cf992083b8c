"""Breaking a stack: the changes of a sabotage applied to its graph, manifest and settings."""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

from hdsstack.engine.resources import resource_of, value_of
from hdsstack.model.establishment import Establishment
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import ABSENT, Text, Unknown, Value, decode_string, encode, steps
from tests.cases import SECRET_MARK, SIGNATURE, Tag
from tests.sabotage.stacks import Stack
from tests.sabotage.tables import Change, Sabotage, Selector

UNKNOWN = encode(Unknown("a value known only after the deployment"))


class NotHereError(Exception):
    """Nothing in this stack can be broken that way."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A stack after the sabotage, and the resources that were selected first."""

    stack: Stack
    targets: tuple[Resource, ...]


def sabotaged(stack: Stack, sabotage: Sabotage) -> Broken:
    """The stack with everything changed that the sabotage says.

    Raises:
        NotHereError: The stack is another provider's, or has no such resource.

    """
    return _applied(stack, sabotage, sabotage.changes)


def obscured(stack: Stack, sabotage: Sabotage) -> Broken:
    """The sabotaged stack, but what was broken first has a value that nobody knows yet.

    Raises:
        NotHereError: As `sabotaged`.

    """
    assert sabotage.hidden, f"{sabotage.id}: nothing is hidden"
    return _applied(stack, sabotage, (sabotage.hidden, *sabotage.changes[1:]))


def _applied(stack: Stack, sabotage: Sabotage, changes: tuple[Change, ...]) -> Broken:
    _concerned(stack, sabotage)
    targets = _selected(stack, changes[0].select)
    for number, change in enumerate(changes):
        chosen = _selected(stack, change.select) if number else targets
        stack = _changed(stack, change, chosen, targets)
    return Broken(stack, targets)


def _concerned(stack: Stack, sabotage: Sabotage) -> None:
    if sabotage.provider not in (None, stack.provider):
        raise NotHereError(f"the stack is on {stack.provider}")
    if stack.slug in sabotage.exempt:
        raise NotHereError(sabotage.exempt[stack.slug])


def _selected(stack: Stack, selector: Selector | None) -> tuple[Resource, ...]:
    if selector is None:
        return ()
    found = tuple(r for r in stack.graph.of(selector.type) if _fits(r, selector))
    if not found:
        raise NotHereError(f"no {selector.type} that fits")
    return found if selector.all else found[:1]


def _fits(resource: Resource, selector: Selector) -> bool:
    return fnmatchcase(resource.name, selector.name) and all(
        _equal(resource.get(path), wanted) for path, wanted in selector.where.items()
    )


def _equal(found: object, wanted: object) -> bool:
    return found is not ABSENT if wanted == "present" else found == wanted


def _changed(
    stack: Stack, change: Change, chosen: tuple[Resource, ...], targets: tuple[Resource, ...]
) -> Stack:
    """The stack with `chosen` changed; `targets` are what `!ref target` speaks of."""
    urns = {resource.urn for resource in chosen}
    kept = tuple(
        _broken(resource, change, stack.graph, targets) if resource.urn in urns else resource
        for resource in stack.graph.resources
        if not (change.remove and resource.urn in urns)
    )
    added = tuple(_made(spec, stack.graph, targets) for spec in change.add)
    return replace(
        stack,
        graph=replace(
            stack.graph,
            resources=(*kept, *added),
            configuration={
                key: value
                for key, value in stack.graph.configuration.items()
                if key not in change.unconfigured
            },
        ),
        establishment=_manifest(stack.establishment, change.manifest),
        settings=replace(stack.settings, **change.settings),
    )


def _broken(
    resource: Resource, change: Change, graph: ResourceGraph, targets: tuple[Resource, ...]
) -> Resource:
    inputs: dict[str, Value] = copy.deepcopy(dict(resource.inputs))
    for path, value in change.set.items():
        _put(inputs, path, _value(value, graph, targets))
    for path in change.drop:
        assert resource.has(path), f"{resource.name} has no {path} to drop"
        _cut(inputs, path)
    for path, texts in change.replace.items():
        _put(inputs, path, _edited(resource, path, texts))
    # What a broken property depended on says nothing any more.
    first = {str(steps(path)[0]) for path in change.paths}
    reach = {key: urns for key, urns in resource.reach.items() if key not in first}
    return replace(resource, inputs=inputs, reach=reach, **change.options)


def _edited(resource: Resource, path: str, texts: Mapping[str, str]) -> Value:
    found = resource.get(path)
    text = found.encoded() if isinstance(found, Text) else found
    assert isinstance(text, str), f"{resource.name}.{path} is no text: {found!r}"
    for old, new in texts.items():
        assert old in text, f"{resource.name}.{path} does not hold {old!r}: {text}"
        text = text.replace(old, new)
    return decode_string(text)


def _put(inputs: Any, path: str, value: Any) -> None:
    """Set the value at `path`, making the mappings on the way; `[+]` appends."""
    *way, last = (-1 if step == "+" else step for step in steps(path.replace("[+]", ".+")))
    for number, step in enumerate(way):
        following = (*way, last)[number + 1]
        if isinstance(inputs, dict) and inputs.get(str(step)) is None:
            inputs[str(step)] = [] if isinstance(following, int) else {}
        inputs = inputs[step]
    if isinstance(inputs, list) and last == -1:
        inputs.append(value)
    else:
        inputs[last] = value


def _cut(inputs: Any, path: str) -> None:
    *way, last = steps(path)
    for step in way:
        inputs = inputs[step]
    del inputs[last]


def _made(spec: Mapping[str, Any], graph: ResourceGraph, targets: tuple[Resource, ...]) -> Resource:
    """A resource that is added, under the provider and the parent of the selected one."""
    kind, name = spec["type"], spec.get("name", "sabotage")
    provider = targets[0].provider if targets else _default_provider(graph, kind)
    made = resource_of(
        {
            "urn": f"urn:pulumi:{graph.stack}::{graph.project}::{kind}::{name}",
            "type": kind,
            "inputs": _encoded(spec.get("inputs", {}), graph, targets),
            "provider": provider,
        }
    )
    return replace(made, **spec.get("options", {}))


def _default_provider(graph: ResourceGraph, kind: str) -> str | None:
    package = kind.split(":", 1)[0]
    return next((r.provider for r in graph.resources if r.package == package and r.provider), None)


def _value(given: Any, graph: ResourceGraph, targets: tuple[Resource, ...]) -> Value:
    return value_of(_encoded(given, graph, targets))


def _encoded(given: Any, graph: ResourceGraph, targets: tuple[Resource, ...]) -> Any:
    """A value of a table in the form in which the recorder writes it."""
    match given:
        case Tag(name="ref"):
            return _reference(given.value, graph, targets)
        case Tag(name="same"):
            return targets[0].get(given.value)
        case Tag(name="unknown"):
            return UNKNOWN
        case Tag(name="json"):
            return json.dumps(_encoded(given.value, graph, targets))
        case Tag(name="text"):
            return "".join(str(_encoded(part, graph, targets)) for part in given.value)
        case Tag(name="secret"):
            return {SIGNATURE: SECRET_MARK, "value": given.value, "origin": "program"}
        case Tag():
            raise AssertionError(f"no such tag in a sabotage: !{given.name}")
        case list():
            return [_encoded(item, graph, targets) for item in given]
        case dict():
            return {key: _encoded(item, graph, targets) for key, item in given.items()}
        case _:
            return given


def _reference(text: str, graph: ResourceGraph, targets: tuple[Resource, ...]) -> str:
    kind, _, prop = text.partition("#")
    found = targets[0] if kind == "target" else next(graph.of(kind), None)
    if found is None:
        raise NotHereError(f"no {kind} to refer to")
    return f"${{{found.urn}#{prop}}}"


def _manifest(manifest: Establishment, changes: Mapping[str, Any]) -> Establishment:
    if not changes:
        return manifest
    document = manifest.model_dump(mode="json", by_alias=True)
    for path, value in changes.items():
        _put(document, path, value)
    return Establishment.model_validate(document)
