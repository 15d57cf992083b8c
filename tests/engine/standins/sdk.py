"""What the Pulumi SDK's generated classes say about a resource type: its inputs and its outputs."""

import functools
import importlib
import inspect
import threading
from dataclasses import dataclass

from pulumi import _types
from pulumi.runtime import rpc

# The SDK's modules load lazily and must not be imported by two threads at once.
_IMPORTING = threading.Lock()


@dataclass(frozen=True, slots=True)
class TypeShape:
    """Wire names of a resource type's properties; empty for a type that the SDK does not know."""

    name: str
    inputs: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    outputs: frozenset[str] = frozenset()
    string_outputs: frozenset[str] = frozenset()

    @property
    def computed_strings(self) -> frozenset[str]:
        """String outputs that a program cannot set, so that only the provider can fill them."""
        return self.string_outputs - self.inputs

    @property
    def own_name(self) -> str | None:
        """The input that names the resource itself, where it is not called `name`.

        In azure-native it is an optional path parameter (`accountName`), absent from the outputs.
        """
        optional = self.inputs - self.outputs - self.required
        names = sorted(prop for prop in optional if prop.endswith("Name"))
        expected = f"{self.name[:1].lower()}{self.name[1:]}Name"
        return expected if expected in names else next(iter(names), None)

    @property
    def parent_names(self) -> tuple[str, ...]:
        """The required path parameters that name a resource's parents, without its group."""
        paths = self.required - self.outputs - {"resourceGroupName"}
        return tuple(sorted(prop for prop in paths if prop.endswith("Name")))


def shape_of(token: str) -> TypeShape:
    """The shape of a resource type, such as `aws:s3/bucket:Bucket`."""
    with _IMPORTING:
        return _shape_of(token)


@functools.cache
def _shape_of(token: str) -> TypeShape:
    cls = _resource_class(token)
    if cls is None:
        return TypeShape(token.rpartition(":")[2])
    types = _types.resource_types(cls)
    inputs, required = _arguments(cls)
    strings = (name for name, kind in types.items() if _types.unwrap_type(kind) is str)
    return TypeShape(cls.__name__, inputs, required, frozenset(types), frozenset(strings))


def _resource_class(token: str) -> type | None:
    package, module, _ = token.split(":")
    try:
        importlib.import_module("pulumi_" + package.replace("-", "_"))
    except ModuleNotFoundError:
        return None
    for entry in rpc._RESOURCE_MODULES.get(f"{package}:{module}", []):
        info = entry.mod_info  # type: ignore[attr-defined] # set by every generated module
        if token in info["classes"]:
            return _attribute(info["fqn"], info["classes"][token])
    return None


def _attribute(module: str, name: str) -> type | None:
    found = getattr(importlib.import_module(module), name)
    return found if isinstance(found, type) else None


def _arguments(cls: type) -> tuple[frozenset[str], frozenset[str]]:
    """All inputs, and those without a default, of the class's generated `...Args` companion."""
    module = importlib.import_module(cls.__module__)
    # `InitArgs` first: where it exists, `Args` is a nested input type of the same name.
    for name in (f"{cls.__name__}InitArgs", f"{cls.__name__}Args"):
        companion = vars(module).get(name)
        if companion is not None:
            wire = _types.input_type_py_to_pulumi_names(companion)
            parameters = inspect.signature(companion).parameters
            required = (n for n, p in parameters.items() if p.default is inspect.Parameter.empty)
            return frozenset(wire.values()), frozenset(wire[n] for n in required if n in wire)
    return frozenset(), frozenset()
