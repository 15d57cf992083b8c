"""Callbacks of outputs that an unknown value keeps from running, and those that fail on a symbol.

Under a dry run an SDK does not call what `apply` is given while the value is unknown. Where such a
callback may create resources, the record is a part of the stack, and says where.
"""

from __future__ import annotations

import asyncio
import functools
import types
from typing import Any, Callable, Iterator, List, Optional, Set

import pulumi

from .places import own_file

_DEPTH = 5
# How an SDK calls classes that are no resources: arguments, answers of look-ups.
_NO_RESOURCE = ("Args", "ArgsDict", "Result", "Error", "Exception")
_RETRIED = "${?configuration "


class Branches:
    """Watches the callbacks of one program; `root` is the folder of its own files."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._held: List[_Callback] = []

    def install(self) -> None:
        """Watch every `apply` from now on; only the process of a team's own program does."""
        original = pulumi.Output.apply
        branches = self

        @functools.wraps(original)
        def apply(output: Any, func: Any, *args: Any, **named: Any) -> Any:
            return original(output, branches.watched(func), *args, **named)

        pulumi.Output.apply = apply  # type: ignore[method-assign,assignment]  # that is watching

    def watched(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """A callback of the program remembers that it ran; one that reads a part is forgiving."""
        place = _place(func, self.root)
        if place is None:
            return _reading(func) if _of_outputs(func) else func
        held = _Callback(func, place)
        self._held.append(held)
        return held

    def forget(self) -> None:
        """Begin anew, for another run of the program."""
        self._held.clear()

    def skipped(self) -> List[str]:
        """`file:line` of the callbacks that did not run to their end and may create resources."""
        found = {
            one.place for one in self._held if not one.done and may_create(one.func, self.root)
        }
        return sorted(found)


class _Callback:
    """A callback of the program; one that fails on a symbol answers with an unknown."""

    def __init__(self, func: Callable[..., Any], place: str) -> None:
        self.func, self.place, self.done = func, place, False

    def __call__(self, value: Any) -> Any:
        try:
            answer = self.func(value)
        except Exception as error:
            if not _has_symbol(value) or _RETRIED in str(error):
                raise
            return _unknown()
        self.done = True
        return answer


def _of_outputs(func: Callable[..., Any]) -> bool:
    """Whether a callback is the SDK's own, behind `output.part` and `output[key]`."""
    code = getattr(func, "__code__", None)
    return code is not None and code.co_filename == pulumi.output.__file__


def _reading(func: Callable[..., Any]) -> Callable[..., Any]:
    """A part of a value that is known in part only: unknown where that part is not there."""

    def read(value: Any) -> Any:
        try:
            return func(value)
        except (AttributeError, IndexError, KeyError, TypeError):
            if value is not None and not _has_symbol(value):
                raise
            return _unknown()

    return read


def _place(func: Callable[..., Any], root: str) -> Optional[str]:
    code = getattr(getattr(func, "func", func), "__code__", None)
    file = own_file(code.co_filename, root) if code is not None else None
    return None if file is None or code is None else f"{file}:{code.co_firstlineno}"


def _has_symbol(value: Any, depth: int = 0) -> bool:
    if isinstance(value, str):
        return "${" in value
    if depth > _DEPTH:
        return False
    if isinstance(value, dict):
        return any(_has_symbol(one, depth + 1) for one in value.values())
    if isinstance(value, (list, tuple)):
        return any(_has_symbol(one, depth + 1) for one in value)
    return any(_has_symbol(one, depth + 1) for one in getattr(value, "__dict__", {}).values())


def _unknown() -> Any:
    """An output of which nothing is known, in every version of the SDK."""
    loop = asyncio.get_event_loop()

    def settled(value: Any) -> Any:
        future = loop.create_future()
        future.set_result(value)
        return future

    return pulumi.Output(settled(set()), settled(None), settled(False))


def may_create(found: Any, root: str, depth: int = 0, seen: Optional[Set[int]] = None) -> bool:
    """Whether a function, as far as its names tell, may create resources; in doubt it may."""
    seen = set() if seen is None else seen
    if depth > _DEPTH or id(found) in seen:
        return False
    seen.add(id(found))
    if isinstance(found, type):
        return issubclass(found, pulumi.Resource) or any(
            may_create(one, root, depth + 1, seen)
            for one in vars(found).values()
            if isinstance(one, types.FunctionType) and own_file(one.__code__.co_filename, root)
        )
    function = getattr(found, "__func__", getattr(found, "func", found))
    code = getattr(function, "__code__", None)
    if code is None or not own_file(code.co_filename, root):
        return False
    names = set(_names(code))
    reached = list(_reached(found, function, names))
    held = getattr(function, "__globals__", {})
    names -= {name for name in names if isinstance(held.get(name), type)}  # judged by themselves
    return _of_an_sdk(names, names) or any(
        _creates(one, names, root, depth, seen) for one in reached
    )


def _creates(one: Any, names: Set[str], root: str, depth: int, seen: Set[int]) -> bool:
    """Whether something that a function reaches by name creates resources."""
    if issubclass(type(one), types.ModuleType):
        held = types.ModuleType.__getattribute__(one, "__dict__")
        if not own_file(held.get("__file__"), root):
            return _of_an_sdk({str(held.get("__name__"))}, names)
        inside = [held[name] for name in names if name in held]
        return any(may_create(each, root, depth + 1, seen) for each in inside)
    if isinstance(one, type) or callable(one):
        return may_create(one, root, depth + 1, seen)
    methods = (getattr(type(one), name, None) for name in names)
    return any(may_create(each, root, depth + 1, seen) for each in methods if each is not None)


def _of_an_sdk(modules: Set[str], names: Set[str]) -> bool:
    """A provider's package is there, and the name of a class that may be a resource's."""
    provider = any(name.startswith("pulumi_") for name in modules)
    return provider and any(
        name[:1].isupper() and not name.endswith(_NO_RESOURCE) for name in names
    )


def _names(code: types.CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names(constant)


def _reached(found: Any, function: Any, names: Set[str]) -> Iterator[Any]:
    """What the names and the closure of a function stand for."""
    held = getattr(function, "__globals__", {})
    yield from (held[name] for name in names if name in held)
    yield from getattr(found, "args", ()) if isinstance(found, functools.partial) else ()
    if getattr(found, "__self__", None) is not None:
        yield found.__self__
    for cell in getattr(function, "__closure__", None) or ():
        try:
            yield cell.cell_contents
        except ValueError:
            continue
