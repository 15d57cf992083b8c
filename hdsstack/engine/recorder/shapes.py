"""What an output would look like: symbols shaped by the SDK's own types.

A string output that nobody can know yet becomes the symbol `${urn#property}`, so that `apply`,
`concat` and JSON documents run and cross-resource references stay exact.
"""

from __future__ import annotations

import functools
import importlib
import threading
import typing

from pulumi import _types
from pulumi.runtime import rpc

DEPTH = 3
_SIGNATURE = "4dabf18193072939515e22adb298388d"
_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e"
_LOCK = (
    threading.RLock()
)  # generated packages load their modules lazily, which two threads may not do at once


@functools.cache
def resource_class(token):
    """The generated class of a type token, from the SDK's own registry; None where it has none."""
    parts = token.split(":")
    if len(parts) != 3:
        return None
    with _LOCK:
        for module in rpc._RESOURCE_MODULES.get(parts[0] + ":" + parts[1], []):
            info = getattr(module, "mod_info", None) or {}
            if token in info.get("classes", {}):
                return getattr(importlib.import_module(info["fqn"]), info["classes"][token])
    return None


@functools.cache
def output_types(token):
    """Wire name -> type of each output of a resource type; empty where the SDK has no class."""
    found = resource_class(token)
    if found is None:
        return {}
    with _LOCK:
        return dict(_types.resource_types(found))


@functools.cache
def _fields(kind):
    with _LOCK:
        return dict(_types.output_type_types(kind))


def complete(token, urn, inputs):
    """The outputs of a resource: its inputs where their type accepts them, symbols for the rest."""
    outputs = {}
    types = output_types(token)
    for name, given in inputs.items():
        value = _without_references(given)
        if name not in types or accepts(types[name], value):
            outputs[name] = fill(types.get(name), value, urn, name)
    for name, kind in types.items():
        if name not in inputs and name not in ("id", "urn"):
            made = symbol(kind, urn, name)
            if made is not None:
                outputs[name] = made
    return outputs


def symbol(kind, urn, path, depth=0):
    """A stand-in of the given type; None where only an unknown would be honest (numbers, flags)."""
    kind = _types.unwrap_type(kind)
    if kind is str:
        return "${%s#%s}" % (urn, path)
    if depth >= DEPTH:
        return None
    if _types.is_output_type(kind):
        made = {n: symbol(k, urn, path + "." + n, depth + 1) for n, k in _fields(kind).items()}
        return {n: v for n, v in made.items() if v is not None} or None
    if typing.get_origin(kind) in (list, typing.Sequence) or str(kind).startswith(
        "typing.Sequence"
    ):
        inner = typing.get_args(kind)
        made = symbol(inner[0], urn, path + "[0]", depth + 1) if inner else None
        return None if made is None else [made]
    return None


def accepts(kind, value):
    """Whether an output of type `kind` could be the input `value` as it stands."""
    kind = _types.unwrap_type(kind)
    if value is None or _marked(value):
        return True
    if kind is str:
        return isinstance(value, str)
    if kind is bool:
        return isinstance(value, bool)
    if kind in (int, float):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    origin = typing.get_origin(kind)
    if isinstance(value, list):
        return (
            origin is not dict and "Mapping" not in str(origin) and not _types.is_output_type(kind)
        )
    if isinstance(value, dict):
        return origin is not list and "Sequence" not in str(origin)
    return True


def _without_references(value):
    """A resource given as an input comes back as its id, as a provider answers it."""
    if isinstance(value, list):
        return [_without_references(item) for item in value]
    if isinstance(value, dict):
        if value.get(_SIGNATURE) == _REFERENCE:
            return value.get("id") or "${%s#id}" % value.get("urn", "")
        return {key: _without_references(item) for key, item in value.items()}
    return value


def _marked(value):
    return isinstance(value, dict) and _SIGNATURE in value


def fill(kind, value, urn, path, depth=0):
    """An input with the string outputs that its nested type adds (`identity.principalId`)."""
    if kind is None or depth >= DEPTH or _marked(value) or not isinstance(value, dict):
        return value
    kind = _types.unwrap_type(kind)
    if not _types.is_output_type(kind):
        return value
    fields = _fields(kind)
    filled = {
        n: fill(fields.get(n), v, urn, path + "." + n, depth + 1)
        for n, v in value.items()
        if n not in fields or accepts(fields[n], v)
    }
    for name, inner in fields.items():
        if name not in filled and _types.unwrap_type(inner) is str:
            filled[name] = "${%s#%s.%s}" % (urn, path, name)
    return filled
