"""Every fact of one graph, by kind and by resource."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from hdsstack.model.facts.base import Fact
from hdsstack.model.facts.networks import Opening
from hdsstack.model.facts.stores import Store
from hdsstack.model.graph import Notice, Resource

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, eq=False)
class Facts:
    """Every fact of one graph.

    Attributes:
        understood: URNs of custom resources whose type has facts or is known to hold no data.
        broken: What a reader of ours could not read because of a defect.

    """

    all: tuple[Fact, ...]
    understood: frozenset[str] = field(default_factory=frozenset)
    broken: tuple[Notice, ...] = ()

    @cached_property
    def _by_type(self) -> Mapping[type[Fact], tuple[Fact, ...]]:
        found: dict[type[Fact], list[Fact]] = {}
        for fact in self.all:
            found.setdefault(type(fact), []).append(fact)
        return {kind: tuple(members) for kind, members in found.items()}

    def of(self, kind: type[F]) -> Iterator[F]:
        """The facts of one kind, in the order of the graph."""
        yield from self._by_type.get(kind, ())  # type: ignore[misc]  # keyed by the type itself

    @cached_property
    def _by_resource(self) -> Mapping[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.all:
            found.setdefault(fact.resource.urn, []).append(fact)
        return {urn: tuple(members) for urn, members in found.items()}

    @cached_property
    def _stores(self) -> Mapping[str, Store]:
        return {store.resource.urn: store for store in self.of(Store)}

    @cached_property
    def _doors(self) -> Mapping[tuple[str, bool], tuple[Opening, ...]]:
        found: dict[tuple[str, bool], list[Opening]] = {}
        for opening in self.of(Opening):
            found.setdefault((opening.group, opening.inbound), []).append(opening)
        return {door: tuple(members) for door, members in found.items()}

    def beside(self, opening: Opening) -> Iterator[Opening]:
        """The other openings of the same group in the same direction."""
        members = self._doors.get((opening.group, opening.inbound), ()) if opening.group else ()
        return (other for other in members if other is not opening)

    def store_of(self, resource: Resource) -> Store | None:
        """What is known of a resource as a store, where it is one."""
        return self._stores.get(resource.urn)

    def twin(self, fact: F, other: "Facts") -> F | None:
        """The fact of `other`, read from the same resources, that is the same one's."""
        own = [one for one in self.about(fact.resource, type(fact)) if type(one) is type(fact)]
        theirs = list(other.about(fact.resource, type(fact)))
        return theirs[own.index(fact)] if len(theirs) == len(own) else None

    def about(self, resource: Resource, kind: type[F]) -> Iterable[F]:
        """The facts of one kind about one resource."""
        return (fact for fact in self._by_resource.get(resource.urn, ()) if isinstance(fact, kind))
