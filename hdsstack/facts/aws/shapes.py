"""A managed service that keeps data, described by where its settings stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from hdsstack.facts.aws.backup import coverage
from hdsstack.facts.aws.keys import flagged_encryption, keyed_encryption, provider_encryption
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.aws.secret_values import secrets_in_clear
from hdsstack.model.facts import Claims, ClearSecret, Encryption, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Where a service of AWS writes what we ask.

    Attributes:
        keys: Paths of the keys, one for each layer; without any AWS's own key encrypts.
        flag: Path of the flag that encrypts; empty where the service always does. Off by default.
        public: Path of the flag that opens it to the internet, off by default.
        deletion: Path of the flag that refuses deletion.
        refused: Whether deletion is refused where nobody says.
        passwords: Paths of secrets.
        backed_up: A backup plan can select it. What is rebuilt from elsewhere is not backed up.
        guarded: It keeps the only copy: an accident must not delete it.
        tls: It answers over TLS 1.2 or better only.

    """

    kind: StoreKind
    keys: tuple[str, ...] = ()
    flag: str = ""
    public: str = ""
    deletion: str = ""
    refused: bool = False
    passwords: tuple[str, ...] = ()
    backed_up: bool = False
    guarded: bool = False
    tls: bool = False


def kept(
    found: Resource,
    graph: ResourceGraph,
    shape: Shape,
    *,
    public: Claims = (),
    transit: tuple[Seen[str], ...] = (),
    zones: Claims = (),
) -> Iterator[Fact]:
    """The store that a resource of that shape is, and the secrets that it would show."""
    opened = (found.flag(shape.public, default=False),) if shape.public else ()
    yield Store(
        resource=found,
        kind=shape.kind,
        data_class=data_class_of(found, graph),
        encryption=layers(found, graph, shape),
        public=(*opened, *public),
        transit=transit or ((found.says("1.2"),) if shape.tls else ()),
        backups=coverage(found, graph) if shape.backed_up else (),
        backups_possible=shape.backed_up,
        guarded=_guarded(found, shape),
        zones=zones,
    )
    if shape.passwords:
        yield ClearSecret(resource=found, clear=secrets_in_clear(found, *shape.passwords))


def layers(found: Resource, graph: ResourceGraph, shape: Shape) -> tuple[Encryption, ...]:
    """One layer for each key; AWS's own where the service takes none."""
    if not shape.keys:
        return (provider_encryption(found),)
    if shape.flag:
        return tuple(
            flagged_encryption(found, graph, flag=shape.flag, key=key, default=False)
            for key in shape.keys
        )
    return tuple(keyed_encryption(found, graph, key=key) for key in shape.keys)


def _guarded(found: Resource, shape: Shape) -> Claims:
    if not shape.guarded:
        return ()
    refuses = (found.flag(shape.deletion, default=shape.refused),) if shape.deletion else ()
    return (*refuses, pulumi_guard(found))
