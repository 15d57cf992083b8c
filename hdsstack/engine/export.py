"""A resource graph as the state that `pulumi stack export` would give, for tools that read states.

Outputs stay the recorder's symbols, secrets are redacted, and each package that a resource uses
without a provider of its own gets the default provider that an engine would make, with its settings
from the stack's configuration.
"""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from hdsstack.engine.resources import REDACTED
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import Ref, Secret, Text, Unknown, Value, encode

VERSION = 3
_STACK = "pulumi:pulumi:Stack"
_PROVIDER = "pulumi:providers:"


def deployment_of(graph: ResourceGraph) -> dict[str, Any]:
    """The graph as an UntypedDeployment of version 3, resources in order of registration."""
    defaults = {package: _default_provider(graph, package) for package in _defaulted(graph)}
    root = _urn(graph, _STACK, f"{graph.project}-{graph.stack}")
    resources = [
        {"urn": root, "custom": False, "type": _STACK},
        *defaults.values(),
        *(_resource(one, defaults) for one in graph.resources),
    ]
    manifest = {"time": "1970-01-01T00:00:00Z", "magic": "", "version": ""}
    return {"version": VERSION, "deployment": {"manifest": manifest, "resources": resources}}


def _resource(resource: Resource, defaults: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    inputs = {key: _json(value) for key, value in resource.inputs.items()}
    found: dict[str, Any] = {
        "urn": resource.urn,
        "custom": resource.custom,
        "type": resource.token,
        "inputs": inputs,
        "outputs": inputs,
        "parent": resource.parent,
        "dependencies": list(resource.dependencies),
        "propertyDependencies": {key: list(urns) for key, urns in resource.reach.items()},
        "protect": resource.protect,
        "external": resource.external,
        "retainOnDelete": resource.retain_on_delete is True,
        "ignoreChanges": list(resource.ignored),
    }
    if resource.custom:
        found["id"] = resource.id or _id(resource.urn)
        found["provider"] = resource.provider or _reference(defaults.get(resource.package))
    return {key: value for key, value in found.items() if value or key == "custom"}


def _defaulted(graph: ResourceGraph) -> Iterator[str]:
    """The packages of custom resources that name no provider."""
    found = (one for one in graph.resources if one.custom and one.provider is None)
    yield from dict.fromkeys(one.package for one in found if one.package != "pulumi")


def _default_provider(graph: ResourceGraph, package: str) -> dict[str, Any]:
    urn = _urn(graph, f"{_PROVIDER}{package}", "default")
    settings = {
        key.partition(":")[2]: _json(value)
        for key, value in graph.configuration.items()
        if key.startswith(f"{package}:")
    }
    return {
        "urn": urn,
        "custom": True,
        "type": f"{_PROVIDER}{package}",
        "id": _id(urn),
        "inputs": settings,
        "outputs": settings,
    }


def _urn(graph: ResourceGraph, token: str, name: str) -> str:
    return f"urn:pulumi:{graph.stack}::{graph.project}::{token}::{name}"


def _id(urn: str) -> str:
    """The id that the recorder gives a provider, so that references to it hold."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, urn))


def _reference(provider: Mapping[str, Any] | None) -> str | None:
    return f"{provider['urn']}::{provider['id']}" if provider else None


def _json(value: Value) -> object:
    match value:
        case Ref() | Unknown():
            return encode(value)
        case Text():
            return value.encoded()
        case Secret():
            return REDACTED
        case list():
            return [_json(item) for item in value]
        case dict():
            return {key: _json(item) for key, item in value.items()}
        case _:
            return value
