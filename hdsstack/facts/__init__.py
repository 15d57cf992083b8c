"""What resources mean for hosting: provider knowledge, once per resource type, and nothing legal.

`understand` asks every function marked with `facts_of` about the resources of its types. Packages
are walked; a new file in a provider's folder is found by itself.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TypeVar

from hdsstack import catalog
from hdsstack.model.facts import Fact, Facts
from hdsstack.model.graph import Notice, Resource, ResourceGraph

Reader = Callable[[Resource, ResourceGraph], Iterator[Fact]]
R = TypeVar("R", bound=Reader)

# Package of the type token -> folder under this one.
FOLDERS = {
    "aws": "aws",
    "azure-native": "azure",
    "azuread": "azuread",
    "command": "beside",
    "docker": "beside",
    "kubernetes": "beside",
    "pulumi": "pulumi",
}


def facts_of(*types: str) -> Callable[[R], R]:
    """Mark a function that tells what resources of `types` mean.

    A type is a normalised token, or `<package>:*` for every custom resource of a package.
    """

    def mark(reader: R) -> R:
        reader.__dict__["fact_types"] = types
        return reader

    return mark


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of one provider.

    Attributes:
        joined: Types that the readers of other types look at; they have no facts of their own.

    """

    by_type: Mapping[str, tuple[Reader, ...]]
    everywhere: tuple[Reader, ...]
    joined: frozenset[str]


@cache
def readers(package: str) -> Readers:
    """The readers found in the folder of a provider; none for a provider without one."""
    by_type: dict[str, list[Reader]] = {}
    everywhere: list[Reader] = []
    joined: set[str] = set()
    for module in _modules(package):
        joined.update(getattr(module, "JOINED", ()))
        for reader in vars(module).values():
            for kind in getattr(reader, "__dict__", {}).get("fact_types", ()):
                if reader.__module__ != module.__name__:
                    continue
                if kind.endswith(":*"):
                    everywhere.append(reader)
                else:
                    by_type.setdefault(kind, []).append(reader)
    return Readers({k: tuple(v) for k, v in by_type.items()}, tuple(everywhere), frozenset(joined))


def _modules(package: str) -> Iterator[ModuleType]:
    if package not in FOLDERS:
        return
    home = importlib.import_module(f"{__name__}.{FOLDERS[package]}")
    yield home
    for found in pkgutil.iter_modules(home.__path__, f"{home.__name__}."):
        yield importlib.import_module(found.name)


def understand(graph: ResourceGraph) -> Facts:
    """Every fact of a graph, and which of its custom resources have a type that is understood.

    A reader that raises makes its resource not understood, with a notice: never a silent gap.
    """
    facts: list[Fact] = []
    understood: set[str] = set()
    broken: list[Notice] = []
    for resource in graph.resources:
        if not resource.custom or resource.external:
            continue
        known = readers(resource.package)
        own = known.by_type.get(resource.type, ())
        if own or resource.type in known.joined or catalog.cannot_hold_data(resource.type):
            understood.add(resource.urn)
        for reader in (*known.everywhere, *own):
            try:
                facts.extend(reader(resource, graph))
            except Exception as error:  # noqa: BLE001 - a defect of ours must not end the others' check
                understood.discard(resource.urn)
                broken.append(Notice("defect", f"{resource.type}: {type(error).__name__}"))
    return Facts(tuple(facts), frozenset(understood), tuple(broken))
