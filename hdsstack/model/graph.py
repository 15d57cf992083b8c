"""The resource graph: what a program, a state or a preview declares, whatever it was read from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from hdsstack.model.seen import Seen
from hdsstack.model.values import (
    ABSENT,
    Found,
    Ref,
    Secret,
    Text,
    Unknown,
    Value,
    dig,
    plain,
    steps,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a resource is written: a file relative to the target's root, and a line."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Resource:
    """One resource as it would be created.

    Attributes:
        type: The normalised type token: no API version, no `V2` spelling, today's module.
        token: The type token as it was written.
        inputs: The inputs under their wire names.
        outputs: What a state knows beyond the inputs; empty for a program. Only joins read it.
        external: Read (`Resource.get`) rather than created: its inputs are not this stack's.
        reach: The URNs that each top-level property depends on.

    """

    urn: str
    type: str
    token: str
    name: str
    inputs: Mapping[str, Value]
    outputs: Mapping[str, Value] = field(default_factory=dict)
    id: str | None = None
    custom: bool = True
    external: bool = False
    parent: str | None = None
    provider: str | None = None
    protect: bool = False
    retain_on_delete: bool | Unknown = False
    dependencies: tuple[str, ...] = ()
    reach: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    source: Source | None = None

    @property
    def package(self) -> str:
        return self.type.split(":", 1)[0]

    def raw(self, path: str) -> Found:
        """What stands at `path`, secret mark kept."""
        found = dig(dict(self.inputs), path)
        if isinstance(found, Unknown) and not found.urns:
            return Unknown(found.why, self.reach.get(str(steps(path)[0]), ()))
        return found

    def get(self, path: str) -> Found:
        """What stands at `path`, secret marks removed; ABSENT, Unknown and references stay."""
        return plain(self.raw(path))

    def has(self, path: str) -> bool:
        return self.get(path) is not ABSENT

    def flag(self, path: str, *, default: bool | None | Unknown = None) -> Seen[bool]:
        """A yes or no at `path`; absent means `default`, the provider's documented one."""
        return self._seen(path, _as_bool(self.get(path)), default)

    def number(self, path: str, *, default: float | None | Unknown = None) -> Seen[float]:
        """A number at `path`; absent means `default`."""
        return self._seen(path, _as_number(self.get(path)), default)

    def text(self, path: str, *, default: str | None | Unknown = None) -> Seen[str]:
        """A string at `path`; absent means `default`; a reference is unknown as a string."""
        return self._seen(path, _as_text(self.get(path)), default)

    def items(self, path: str) -> "list[Value] | Unknown":
        """The list at `path`, empty where absent; a single value counts as a list of one."""
        found = self.get(path)
        match found:
            case Unknown():
                return found
            case list():
                return found
            case Ref() | Text():
                return (
                    [found] if isinstance(found, Text) else Unknown(f"{found.prop} of {found.urn}")
                )
            case _ if found is ABSENT:
                return []
            case _:
                return [found]  # type: ignore[list-item]  # ABSENT is excluded above

    def _seen(
        self, path: str, value: "T | Unknown | None", default: "T | Unknown | None"
    ) -> Seen[T]:
        if value is None:
            missing = Unknown(f"{path} is absent and has no known default")
            return Seen(missing if default is None else default, at=path, on=self.urn, default=True)
        return Seen(value, at=path, on=self.urn)

    def says(self, value: "T | Unknown", at: str = "") -> Seen[T]:
        """An observation made on this resource."""
        return Seen(value, at=at, on=self.urn)


def _as_bool(found: Found) -> bool | Unknown | None:
    match found:
        case bool() | Unknown():
            return found
        case str() if found.lower() in ("true", "false"):
            return found.lower() == "true"
        case _ if found is ABSENT:
            return None
        case _:
            return Unknown("the value is not a yes or no that can be read")


def _as_number(found: Found) -> float | Unknown | None:
    match found:
        case bool():
            return Unknown("the value is not a number")
        case int() | float():
            return float(found)
        case Unknown():
            return found
        case str() if re.fullmatch(r"-?\d+(\.\d+)?", found):
            return float(found)
        case _ if found is ABSENT:
            return None
        case _:
            return Unknown("the value is not a number that can be read")


def _as_text(found: Found) -> str | Unknown | None:
    match found:
        case str() | Unknown():
            return found
        case Ref():
            return Unknown(f"{found.prop} of {found.urn.rsplit('::', 1)[-1]}", (found.urn,))
        case Text():
            return Unknown("made of outputs", tuple(ref.urn for ref in found.refs))
        case bool():
            return str(found).lower()
        case int() | float():
            return f"{found:g}"
        case _ if found is ABSENT:
            return None
        case _:
            return Unknown("the value is not a text")


@dataclass(frozen=True, slots=True)
class Literal:
    """A link to something that the graph does not hold: its id, ARN or name."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the reading of a target has to say: a look-up answered by shape, a placeholder."""

    kind: str
    text: str


@dataclass(frozen=True, eq=False, kw_only=True)
class ResourceGraph:
    """Every resource of one stack, in the order of their declaration.

    Attributes:
        configuration: Plain values of the stack configuration, keyed `namespace:key`.

    """

    project: str
    stack: str
    resources: tuple[Resource, ...]
    configuration: Mapping[str, Value] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()

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

    def ancestors(self, resource: Resource) -> Iterator[Resource]:
        """The parents of a resource, nearest first; a cycle ends the walk."""
        seen = {resource.urn}
        while resource.parent and resource.parent not in seen:
            seen.add(resource.parent)
            parent = self.by_urn.get(resource.parent)
            if parent is None:
                return
            yield parent
            resource = parent

    @cached_property
    def _names(self) -> Mapping[str, tuple[Resource, ...]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            for name in _identities(resource):
                found.setdefault(name.lower(), []).append(resource)
        return {name: tuple(members) for name, members in found.items()}

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
                return self._typed((urn,), types) or Unknown(f"an output of {_short(urn)}", (urn,))
            case Text() as text:
                return self._in_text(text, types)
            case Unknown() as unknown:
                urns = unknown.urns or resource.reach.get(str(steps(path)[0]), ())
                return self._typed(urns, types) or Unknown(unknown.why, tuple(urns))
            case str() as literal:
                return self.named(literal, *types) or Literal(literal)
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
            yield from self._incoming(kind, path).get(target.urn, ())

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
            yield from self._names.get(linked.text.lower(), ())

    def named(self, text: str, *types: str) -> Resource | None:
        """The resource whose id, ARN or physical name is `text`; None where there is none or several."""
        found = [r for r in self._names.get(text.lower(), ()) if _is(r, types)]
        if not found and ("/" in text or text.startswith("arn:")):
            tail = re.split(r"[:/]", text.rstrip("/*"))[-1]
            found = [r for r in self._names.get(tail.lower(), ()) if _is(r, types)]
        return found[0] if len(found) == 1 else None

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


@dataclass(frozen=True, slots=True)
class Links:
    """What a list of references names: resources, literals outside the graph, and perhaps more."""

    resources: tuple[Resource, ...]
    literals: tuple[str, ...]
    unknown: Unknown | None


def _is(resource: Resource, types: tuple[str, ...]) -> bool:
    return not types or resource.type in types


def _short(urn: str) -> str:
    return urn.rsplit("::", 1)[-1]


# Inputs that carry the name by which other resources, ids and ARNs speak of a resource.
NAME_INPUTS = (
    "name",
    "bucket",
    "identifier",
    "clusterIdentifier",
    "accountName",
    "vaultName",
    "serverName",
    "workspaceName",
    "resourceGroupName",
    "virtualNetworkName",
    "networkSecurityGroupName",
    "keyName",
    "clusterName",
    "resourceName",
    "registryName",
    "containerName",
    "policyName",
    "domainName",
    "creationToken",
    "vmName",
    "databaseName",
    "diskEncryptionSetName",
    "managedInstanceName",
)


def _identities(resource: Resource) -> Iterator[str]:
    """The literal ids, ARNs and names of a resource."""
    seen: set[str] = set()
    if resource.id:
        seen.add(resource.id)
    for key in ("arn", "id"):
        if isinstance(value := resource.outputs.get(key), str):
            seen.add(value)
    for key in NAME_INPUTS:
        for held in (resource.inputs, resource.outputs):
            value = held.get(key)
            value = value.value if isinstance(value, Secret) else value
            if isinstance(value, str) and _own_name(resource, key):
                seen.add(value)
    yield from seen


def _own_name(resource: Resource, key: str) -> bool:
    """Whether `key` names the resource itself and not the parent that it sits in."""
    kind = resource.type.rsplit(":", 1)[-1].lower()
    if key in ("name", "identifier", "resourceName", "domainName", "creationToken"):
        return True
    if key == "bucket":
        return kind in ("bucket", "directorybucket")
    if key == "clusterIdentifier":
        return kind == "cluster"
    stem = key.removesuffix("Name").lower()
    return (
        kind.endswith(stem)
        or (stem == "account" and kind.endswith("account"))
        or (stem == "vm" and kind == "virtualmachine")
    )
