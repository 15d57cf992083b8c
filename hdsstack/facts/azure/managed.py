"""A managed service that keeps data, described by where its settings stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hdsstack.facts.azure.exposure import Gate, public, reached_privately
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable
from hdsstack.model.facts import (
    Claims,
    Encryption,
    Fact,
    KeyOwner,
    LocalCredential,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, unknown_for

ONLY_MICROSOFTS = message(
    N_(
        "the service keeps data under Microsoft's own key and takes no other; health data ask for"
        " a service that takes one"
    )
)
TLS = {"1.0": "1.0", "1.1": "1.1", "1.2": "1.2", "1.3": "1.3"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Where a service writes what we ask.

    Attributes:
        key: The property whose presence, or whose value among `key_values`, says own key; empty
            where the service takes no key but Microsoft's own.
        key_values: Lower case; empty where presence says it.
        more_keys: The keys of further layers, whose presence says it.
        tls: Path of the lowest TLS version; an absent one is 1.2.
        local_auth_off: Path of the flag that refuses keys; empty where the service has none.
        keeps: False where data only pass through: nothing is at rest, nothing to delete.

    """

    kind: StoreKind
    gate: Gate
    key: str = ""
    key_values: tuple[str, ...] = ()
    more_keys: tuple[str, ...] = ()
    tls: str = ""
    local_auth_off: str = ""
    keeps: bool = True


def managed_store(
    found: Resource,
    graph: ResourceGraph,
    shape: Shape,
    *,
    exposed: Callable[[Resource, ResourceGraph], Claims] | None = None,
    transit: tuple[Seen[str], ...] = (),
    zones: Claims = (),
    layers: tuple[Encryption, ...] = (),
    expires: Claims = (),
) -> Iterator[Fact]:
    """The facts of the service; what it keeps is rebuilt from elsewhere, not backed up."""
    opened = exposed(found, graph) if exposed else public(found, shape.gate)
    yield Store(
        resource=found,
        kind=shape.kind,
        data_class=data_class(found),
        encryption=(*_at_rest(found, shape), *layers),
        public=opened,
        private=reached_privately(found, graph, shape.gate, opened),
        transit=(*transit, *_lowest(found, shape)),
        backups_possible=False,
        guarded=guarded(found, graph) if shape.keeps else (),
        zones=zones,
        expires=expires,
    )
    if shape.local_auth_off:
        keys = found.flag(shape.local_auth_off, default=False).map(lambda off: not off)
        yield LocalCredential(resource=found, enabled=(keys,))
    yield auditable(found, graph)


def _at_rest(found: Resource, shape: Shape) -> Iterator[Encryption]:
    if not shape.keeps:
        return
    always = Seen(value=True, at=shape.key, on=found.urn, default=True)
    yield Encryption(encrypted=always, owner=key_owner(found, shape))
    for key in shape.more_keys:
        yield Encryption(encrypted=always, owner=_named(found, key))


def key_owner(found: Resource, shape: Shape) -> Seen[KeyOwner]:
    """The establishment's where the shape's key property says so, else Microsoft's."""
    if not shape.key_values:
        return _named(found, shape.key)
    return found.text(shape.key, default="").map(
        lambda text: (
            KeyOwner.ESTABLISHMENT if text.lower() in shape.key_values else KeyOwner.PROVIDER
        )
    )


def _named(found: Resource, key: str) -> Seen[KeyOwner]:
    """Presence of the key says it; what hides it hides the owner."""
    if not key:
        return only_microsofts(found)
    around = found.get(key.rpartition(".")[0]) if "." in key else None
    if isinstance(around, Unknown):
        return Seen(around, key, found.urn)
    owner = KeyOwner.ESTABLISHMENT if found.has(key) else KeyOwner.PROVIDER
    return Seen(owner, key, found.urn, default=not found.has(key))


def only_microsofts(found: Resource, at: str = "") -> Seen[KeyOwner]:
    """The owner where no key of the establishment can be given."""
    return Seen(KeyOwner.PROVIDER, at, found.urn, why=ONLY_MICROSOFTS)


def _lowest(found: Resource, shape: Shape) -> tuple[Seen[str], ...]:
    if not shape.tls:
        return ()
    lowest = found.text(shape.tls, default="1.2")
    return (
        lowest.map(lambda text: TLS.get(text, unknown_for(N_("TLS version {text}"), text=text))),
    )
