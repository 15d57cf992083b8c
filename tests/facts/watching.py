"""Resources that write down which of their properties somebody reads."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cached_property
from typing import Any

from hdsstack.facts import understand
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.resource import Resource
from hdsstack.model.values import Found, Value, steps

# Pairs of a normalised type and a property path without its indices.
Reads = set[tuple[str, str]]


class WatchedMapping(dict[str, Any]):
    """An object among the inputs that notes the keys that are asked for."""

    def __init__(self, held: dict[str, Any], kind: str, path: str, reads: Reads) -> None:
        super().__init__(
            {key: _watched(value, kind, f"{path}{key}", reads) for key, value in held.items()}
        )
        self.kind, self.path, self.reads = kind, path, reads

    def _note(self, key: object) -> None:
        self.reads.add((self.kind, f"{self.path}{key}"))

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return super().__contains__(key)


def _watched(value: Any, kind: str, path: str, reads: Reads) -> Any:
    if isinstance(value, dict):
        return WatchedMapping(value, kind, f"{path}." if path else "", reads)
    if isinstance(value, list):
        return [_watched(item, kind, path, reads) for item in value]
    return value


class WatchedResource(Resource):
    """A resource that notes each path that is read, also where nothing stands there."""

    @cached_property
    def reads(self) -> Reads:
        return set()

    @cached_property
    def _clear(self) -> dict[str, Value]:
        plain = super()._clear
        watched: dict[str, Value] = _watched(plain, self.type, "", self.reads)
        return watched

    def raw(self, path: str) -> Found:
        self.reads.update((self.type, whole) for whole in _ways(path))
        return super().raw(path)

    def get(self, path: str) -> Found:
        self.reads.update((self.type, whole) for whole in _ways(path))
        return super().get(path)


def _ways(path: str) -> Iterator[str]:
    """`rules[0].target` is read by way of `rules` and `rules.target`."""
    names = [str(step) for step in steps(path) if not isinstance(step, int)]
    yield from (".".join(names[: number + 1]) for number in range(len(names)))


def reads_of(graph: ResourceGraph) -> Reads:
    """Every property that the readers of facts look at in one graph."""
    watched = tuple(
        WatchedResource(**{row.name: getattr(one, row.name) for row in fields(Resource)})
        for one in graph.resources
    )
    understand(
        ResourceGraph(
            project=graph.project,
            stack=graph.stack,
            resources=watched,
            configuration=graph.configuration,
        )
    )
    return {read for one in watched for read in one.reads}
