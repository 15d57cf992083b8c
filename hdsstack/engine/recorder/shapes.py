"""What an output would look like: symbols shaped by the SDK's own types.

A string output that nobody can know yet becomes the symbol `${urn#property}`, so that `apply`,
`concat` and JSON documents run and cross-resource references stay exact.
"""

from __future__ import annotations

import functools
import importlib
import re
import threading
import typing
from typing import Any, Dict, List, Optional

from pulumi import _types
from pulumi.runtime import rpc

# A list and its items count for one each: an issuer is at `identities[0].oidcs[0].issuer`.
DEPTH = 4
NOTHING: Any = object()
_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - Pulumi's mark of a secret
_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e"
# Outputs that programs take apart as addresses of the web.
_ADDRESS = re.compile(r"(url|uri)$|(primary|secondary)Endpoints\.\w+$", re.IGNORECASE)
_SCALARS = {str, bool, int, float}
# Generated packages load their modules lazily, which two threads may not do at once.
_LOCK = threading.RLock()


@functools.cache
def resource_class(token: str) -> Optional[type]:
    """The generated class of a type token, from the SDK's own registry; None where it has none."""
    package, _, rest = token.partition(":")
    module_name, _, kind = rest.partition(":")
    if not kind:
        return None
    with _LOCK:
        registered = rpc._RESOURCE_MODULES  # noqa: SLF001 - the SDK has no public list
        for module in registered.get(f"{package}:{module_name}", []):
            info = getattr(module, "mod_info", None) or {}
            if token in info.get("classes", {}):
                found: type = getattr(importlib.import_module(info["fqn"]), info["classes"][token])
                return found
    return None


@functools.cache
def output_types(token: str) -> Dict[str, Any]:
    """Wire name -> type of each output of a resource type; empty where the SDK has no class."""
    found = resource_class(token)
    if found is None:
        return {}
    with _LOCK:
        return dict(_types.resource_types(found))


@functools.cache
def _fields(kind: Any) -> Dict[str, Any]:
    with _LOCK:
        return dict(_types.output_type_types(kind))


def complete(token: str, urn: str, inputs: Dict[str, Any]) -> Dict[str, Any]:
    """The outputs of a resource: its inputs where their type accepts them, symbols for the rest."""
    types = output_types(token)
    outputs = {n: fit(types.get(n), value, urn, n) for n, value in inputs.items()}
    for name, kind in types.items():
        if name not in inputs and name not in {"id", "urn"}:
            outputs[name] = symbol(kind, urn, name)
    return {n: value for n, value in outputs.items() if value is not NOTHING}


def symbol(kind: Any, urn: str, path: str, depth: int = 0) -> Any:
    """A stand-in of the given type; NOTHING where only an unknown is honest (numbers, flags)."""
    kind = _types.unwrap_type(kind)
    if kind is str:
        made = symbol_of(urn, path)
        return f"https://{made}/" if _ADDRESS.search(path) else made
    if depth >= DEPTH:
        return NOTHING
    if _types.is_output_type(kind):
        parts = {n: symbol(k, urn, f"{path}.{n}", depth + 1) for n, k in _fields(kind).items()}
        return {n: v for n, v in parts.items() if v is not NOTHING} or NOTHING
    if _is_list(kind):
        inner = typing.get_args(kind)
        first = symbol(inner[0], urn, f"{path}[0]", depth + 1) if inner else NOTHING
        return NOTHING if first is NOTHING else [first]
    return NOTHING


def symbol_of(urn: str, path: str) -> str:
    """The symbol of one property of a resource."""
    return f"${{{urn}#{path}}}"


def _is_list(kind: Any) -> bool:
    return typing.get_origin(kind) is list or "Sequence" in str(typing.get_origin(kind))


def _is_mapping(kind: Any) -> bool:
    return typing.get_origin(kind) is dict or "Mapping" in str(typing.get_origin(kind))


def fit(kind: Any, value: Any, urn: str, path: str, depth: int = 0) -> Any:
    """An input as the output that a provider would answer: of its type, nested texts added.

    NOTHING where the output's type cannot hold it, so that the output is unknown.
    """
    if isinstance(value, dict) and value.get(_SIGNATURE) == _REFERENCE:
        return value.get("id") or symbol_of(value.get("urn", ""), "id")
    if isinstance(value, dict) and value.get(_SIGNATURE) == _SECRET:
        inner = fit(kind, value.get("value"), urn, path, depth)
        return NOTHING if inner is NOTHING else dict(value, value=inner)
    if kind is None or value is None or (isinstance(value, dict) and _SIGNATURE in value):
        return value
    kind = _types.unwrap_type(kind)
    if isinstance(value, list):
        return _fit_list(kind, value, urn, path, depth)
    if isinstance(value, dict):
        return _fit_dict(kind, value, urn, path, depth)
    return _fit_scalar(kind, value)


def _fit_list(kind: Any, value: List[Any], urn: str, path: str, depth: int) -> Any:
    if _is_mapping(kind) or _types.is_output_type(kind) or kind in _SCALARS:
        return NOTHING
    inner = (typing.get_args(kind) or (None,))[0] if _is_list(kind) else None
    fitted = [fit(inner, v, urn, f"{path}[{i}]", depth + 1) for i, v in enumerate(value)]
    return [v for v in fitted if v is not NOTHING]


def _fit_dict(kind: Any, value: Dict[str, Any], urn: str, path: str, depth: int) -> Any:
    if _is_list(kind) or kind in _SCALARS:
        return NOTHING
    fields = _fields(kind) if _types.is_output_type(kind) else {}
    fitted = {n: fit(fields.get(n), v, urn, f"{path}.{n}", depth + 1) for n, v in value.items()}
    if depth < DEPTH:
        for name, inner in fields.items():
            if name not in fitted and _types.unwrap_type(inner) is str:
                fitted[name] = symbol_of(urn, f"{path}.{name}")
    return {n: v for n, v in fitted.items() if v is not NOTHING}


def _fit_scalar(kind: Any, value: Any) -> Any:
    if kind is str:
        return value if isinstance(value, str) else _text(value)
    if kind is bool and not isinstance(value, bool):
        return {"true": True, "false": False}.get(value, NOTHING)
    if kind in {int, float} and (isinstance(value, bool) or not isinstance(value, (int, float))):
        return _number(value)
    if _is_list(kind) or _is_mapping(kind) or _types.is_output_type(kind):
        return NOTHING
    return value


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}"


def _number(value: Any) -> Any:
    try:
        return float(value)
    except (TypeError, ValueError):
        return NOTHING
