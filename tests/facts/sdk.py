"""What the SDKs that are installed say of a resource type's inputs."""

import collections.abc
import importlib
import keyword
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pulumi import _types

PACKAGES = {"aws": "pulumi_aws", "azure-native": "pulumi_azure_native"}


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below an input: classes with names of their own.

    Attributes:
        keyed: First comes a key that the user chooses.
        many: It is a list.

    """

    classes: tuple[type, ...] = ()
    keyed: bool = False
    many: bool = False


@cache
def arguments(token: str) -> type | None:
    """The class of a type's arguments; None where the SDK has no such type."""
    package, module, kind = token.split(":")
    home = importlib.import_module(PACKAGES[package])
    name = module.split("/", 1)[0]
    name += "_" if keyword.iskeyword(name) else ""
    try:
        holder = importlib.import_module(f"{home.__name__}.{name}")
    except ModuleNotFoundError:
        return None
    # Where a part of another type has the name, the SDK calls the resource's own class `InitArgs`.
    found = getattr(holder, f"{kind}InitArgs", None) or getattr(holder, f"{kind}Args", None)
    return found if isinstance(found, type) else None


@cache
def inputs(holder: type) -> dict[str, Below]:
    """The wire names of a class of arguments, each with what stands below."""
    kinds = _types.input_type_types(holder)
    names = _types.input_type_py_to_pulumi_names(holder).values()
    return {name: _below(kinds[name]) if name in kinds else Below() for name in names}


def _below(kind: Any) -> Below:
    origins = set(_origins(kind))
    keyed = bool(origins & {dict, collections.abc.Mapping})
    return Below(tuple(_classes(kind)), keyed, bool(origins & {list, collections.abc.Sequence}))


def _classes(kind: Any) -> Iterator[type]:
    if isinstance(kind, type) and _types.is_input_type(kind):
        yield kind
    for part in typing.get_args(kind):
        yield from _classes(part)


def _origins(kind: Any) -> Iterator[Any]:
    yield typing.get_origin(kind)
    for part in typing.get_args(kind):
        yield from _origins(part)


def exists(token: str, path: str) -> bool:
    """Whether a property path names inputs of the SDK; free-form objects hold anything."""
    holder = arguments(token)
    level = Below((holder,)) if holder else None
    for step in path.split("."):
        if level is None or not level.classes:
            return level is not None
        if level.keyed:
            level = Below(level.classes)
            continue
        found = [inputs(one)[step] for one in level.classes if step in inputs(one)]
        if not found:
            return False
        classes = tuple(under for one in found for under in one.classes)
        level = Below(classes, any(one.keyed for one in found))
    return True


def skeleton(token: str, paths: Iterable[str]) -> dict[str, Any]:
    """Inputs of a type in which all objects on the way of `paths` are, and texts at the ends."""
    holder = arguments(token)
    found: dict[str, Any] = {}
    for path in sorted(paths):
        if holder and exists(token, path):
            _grow(found, Below((holder,)), path.split("."))
    return found


def _grow(found: dict[str, Any], level: Below, path: list[str]) -> None:
    step, *rest = path
    below = [inputs(one)[step] for one in level.classes if step in inputs(one)]
    under = next((one for one in below if one.classes), None)
    if under is None or not rest:
        found.setdefault(step, _leaf(under))
        return
    if not isinstance(found.get(step), dict | list):
        found[step] = _leaf(under)
    held = found[step]
    held = held[0] if isinstance(held, list) else held
    if under.keyed:
        held = held.setdefault(rest.pop(0), {})
    if rest:
        _grow(held, under, rest)


def _leaf(under: Below | None) -> Any:
    """An object where objects are, else a text."""
    if under is None:
        return "text"
    return [{}] if under.many and not under.keyed else {}
