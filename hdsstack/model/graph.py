"""The resource graph: what a program, a state or a preview declares, whatever it was read from."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from typing import Concatenate, ParamSpec, TypeVar

from hdsstack.model.adrift import adrift
from hdsstack.model.identities import identities
from hdsstack.model.links import Links, Literal
from hdsstack.model.message import N_
from hdsstack.model.regions import MANY, apart, near
from hdsstack.model.resource import Resource, Source
from hdsstack.model.values import (
    ABSENT,
    Found,
    Ref,
    Text,
    Unknown,
    Value,
    plain,
    steps,
    unknown_for,
)

__all__ = ["Links", "Literal", "Notice", "Resource", "ResourceGraph", "Source"]

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the reading of a target has to say, as of a look-up answered by shape."""

    kind: str
    text: str


# Notices that tell of resources that the graph may lack: a preview's unchanged ones, those of a
# callback that an unknown value kept from running, those that another value of a setting would
# make, and what an update that was cut has left.
PARTS = ("part", "branch", "unread", "pending")


@dataclass(frozen=True, eq=False, kw_only=True)
class ResourceGraph:
    """Every resource of one stack, in the order of their declaration.

    Attributes:
        configuration: Plain values of the stack configuration, keyed `namespace:key`.
        supposing: What belongs to something that nobody can know is taken to belong to each
            resource that it may belong to and that has none of its kind.

    """

    project: str
    stack: str
    resources: tuple[Resource, ...]
    configuration: Mapping[str, Value] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    supposing: bool = False

    @cached_property
    def incomplete(self) -> bool:
        """Whether the source holds only a part of the stack: never enough for a pass."""
        return any(notice.kind in PARTS for notice in self.notices)

    @cached_property
    def by_urn(self) -> Mapping[str, Resource]:
        return {resource.urn: resource for resource in self.resources}

    @cached_property
    def by_type(self) -> Mapping[str, tuple[Resource, ...]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            if not resource.external:
                found.setdefault(resource.type, []).append(resource)
        return {kind: tuple(members) for kind, members in found.items()}

    def of(self, *types: str) -> Iterator[Resource]:
        """The resources that this stack creates of these normalised types."""
        for kind in types:
            yield from self.by_type.get(kind, ())

    def provider_of(self, resource: Resource) -> Resource | None:
        """The explicit provider of a resource, if the graph holds it."""
        if resource.provider is None:
            return None
        return self.by_urn.get(resource.provider.rsplit("::", 1)[0]) or self.by_urn.get(
            resource.provider
        )

    def configured(self, key: str) -> Found:
        """A plain value of the stack configuration."""
        return self.configuration.get(key, ABSENT)

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, list[Resource]]]:
        """Lower-case id, ARN or name -> type -> the resources that have it."""
        found: dict[str, dict[str, list[Resource]]] = {}
        for resource in self.resources:
            for name in identities(resource):
                found.setdefault(name.lower(), {}).setdefault(resource.type, []).append(resource)
        return found

    @cached_property
    def _derived(self) -> dict[tuple[object, ...], object]:
        return {}

    def derived(
        self, make: "Callable[Concatenate[ResourceGraph, P], T]", *args: P.args, **named: P.kwargs
    ) -> T:
        """What `make` makes of this graph for `args`: made once, for joins that need an index."""
        key = (make, *args, *named.values())
        if key not in self._derived:
            self._derived[key] = make(self, *args, **named)
        return self._derived[key]  # type: ignore[return-value]  # kept under the function itself

    def linked(
        self, resource: Resource, path: str, *types: str
    ) -> "Resource | Literal | Unknown | None":
        """The one resource that the property at `path` names, among `types` where given.

        A recorded program answers by reference, a preview by an unknown value and the property's
        dependencies, a state by a literal id, ARN or name. None where the property is absent.
        """
        return self.target(resource.get(path), resource, path, *types)

    def target(
        self, value: Found, resource: Resource, path: str, *types: str
    ) -> "Resource | Literal | Unknown | None":
        """As `linked`, for a value already read at `path` of `resource`."""
        match plain(value):
            case Ref(urn=urn):
                return self._typed((urn,), types) or unknown_for(
                    N_("an output of {name}"), name=_short(urn), urns=(urn,)
                )
            case Text() as text:
                return self._in_text(text, types)
            case Unknown() as unknown:
                urns = unknown.urns or resource.reach.get(str(steps(path)[0]), ())
                return self._typed(urns, types) or Unknown(unknown.why, tuple(urns))
            case str() as literal:
                return self._single(literal, types, resource) or Literal(literal)
            case _:
                return None

    def linked_all(self, resource: Resource, path: str, *types: str) -> "Links":
        """Every resource that the list at `path` names; see `linked`."""
        found: list[Resource] = []
        literals: list[str] = []
        unknown: Unknown | None = None
        items = resource.items(path)
        if isinstance(items, Unknown):
            urns = items.urns or resource.reach.get(str(steps(path)[0]), ())
            found = [
                self.by_urn[u] for u in urns if u in self.by_urn and _is(self.by_urn[u], types)
            ]
            return Links(tuple(found), (), None if found else items)
        for item in items:
            match self.target(item, resource, path, *types):
                case Resource() as linked:
                    found.append(linked)
                case Literal(text):
                    literals.append(text)
                case Unknown() as missing:
                    candidates = [
                        self.by_urn[u]
                        for u in missing.urns
                        if u in self.by_urn and _is(self.by_urn[u], types)
                    ]
                    found += candidates
                    unknown = unknown if candidates else missing
                case None:
                    pass
        return Links(tuple(dict.fromkeys(found)), tuple(literals), unknown)

    def pointing(self, target: Resource, path: str, *types: str) -> Iterator[Resource]:
        """The resources of `types` whose property at `path` names `target`."""
        for kind in types:
            yield from self.naming(target, path, kind) or self.adrift(target, path, kind)

    def naming(self, target: Resource, path: str, kind: str) -> Sequence[Resource]:
        """As `pointing`, without what belongs to something that nobody can know."""
        return self._incoming(kind, path).get(target.urn, ())

    @cached_property
    def missed(self) -> dict[str, dict[str, Resource]]:
        """URN of a resource -> by URN, what may belong to it as to anything: filled by joins."""
        return {}

    def adrift(self, target: Resource, path: str, kind: str) -> tuple[Resource, ...]:
        """The resources of a type that may belong to anything: a looked-up name, another stack's.

        None unless the graph is supposing; a join asks where it has found nothing else for its
        target.
        """
        found = self.derived(adrift, kind, path)
        if self.supposing:
            return found
        if found:
            self.missed.setdefault(target.urn, {}).update((one.urn, one) for one in found)
        return ()

    @cached_property
    def _incoming_by_path(self) -> dict[tuple[str, str], Mapping[str, list[Resource]]]:
        return {}

    def _incoming(self, kind: str, path: str) -> Mapping[str, list[Resource]]:
        """For resources of one type: the target of `path`, and who points at it (made once)."""
        if (kind, path) not in self._incoming_by_path:
            found: dict[str, list[Resource]] = {}
            for resource in self.of(kind):
                for target in self._targets(resource, path):
                    found.setdefault(target.urn, []).append(resource)
            self._incoming_by_path[kind, path] = found
        return self._incoming_by_path[kind, path]

    def _targets(self, resource: Resource, path: str) -> Iterator[Resource]:
        """What `path` may name: one resource, or all that its unknown value depends on."""
        linked = self.linked(resource, path)
        if isinstance(linked, Resource):
            yield linked
        elif isinstance(linked, Unknown):
            yield from (self.by_urn[urn] for urn in linked.urns if urn in self.by_urn)
        elif isinstance(linked, Literal):
            namesakes = chain.from_iterable(self._names.get(linked.text.lower(), {}).values())
            yield from near(namesakes, resource, self)

    def named(self, text: str, *types: str) -> Resource | None:
        """The resource whose id, ARN or physical name is `text`; None where none or several are."""
        return self._single(text, types, None)

    def _single(
        self, text: str, types: tuple[str, ...], referrer: Resource | None
    ) -> Resource | None:
        found: Sequence[Resource] = self._called(text.lower(), types)
        if not found and ("/" in text or text.startswith("arn:")):
            found = [r for r in self._called(tail(text), types) if not apart(text, r, self)]
        if len(found) > 1 and referrer is not None:
            found = near(found, referrer, self)
        return found[0] if len(found) == 1 else None

    def called(self, name: str) -> Mapping[str, Sequence[Resource]]:
        """Type -> the resources whose id, ARN or physical name is `name`, whatever its case."""
        return self._names.get(name.lower(), {})

    def _called(self, name: str, types: tuple[str, ...]) -> list[Resource]:
        """The resources of that lower-case name, as many as it takes to say which is meant."""
        held = self._names.get(name)
        if held is None:
            return []
        found: list[Resource] = []
        for kind in dict.fromkeys(types) or held:
            found += held.get(kind, ())[: MANY + 1]
        return found

    def _typed(self, urns: tuple[str, ...], types: tuple[str, ...]) -> Resource | None:
        found = [self.by_urn[u] for u in dict.fromkeys(urns) if u in self.by_urn]
        found = [r for r in found if _is(r, types)]
        return found[0] if len(found) == 1 else None

    def _in_text(self, text: Text, types: tuple[str, ...]) -> Resource | Unknown | Literal:
        for ref in reversed(text.refs):
            if found := self._typed((ref.urn,), types):
                return found
        last = text.parts[-1]
        if types and isinstance(last, str) and (found := self.named(last.strip("/*"), *types)):
            return found
        return Unknown("a text made of outputs", tuple(ref.urn for ref in text.refs))


def _is(resource: Resource, types: tuple[str, ...]) -> bool:
    return not types or resource.type in types


@lru_cache(maxsize=8192)
def tail(text: str) -> str:
    """The last name in an id or ARN, lower case."""
    return re.split(r"[:/]", text.rstrip("/*"))[-1].lower()


def _short(urn: str) -> str:
    return urn.rsplit("::", 1)[-1]
