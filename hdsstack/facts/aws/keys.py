"""Whose key encrypts: the establishment's, the provider's, or nobody's."""

import re

from hdsstack.model.facts import Encryption, KeyOwner
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Ref, Text, Unknown

KEY = "aws:kms/key:Key"
ALIAS = "aws:kms/alias:Alias"
KEY_TYPES = (
    KEY,
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
    ALIAS,
)
# Aliases that AWS keeps for the keys it manages itself.
_PROVIDER_ALIAS = "alias/aws/"
_KEY_LITERAL = re.compile(r"(:key/|alias/|^mrk-|^[0-9a-f]{8}-[0-9a-f]{4}-)")


def key_owner(
    resource: Resource, path: str, graph: ResourceGraph, *, absent: KeyOwner = KeyOwner.PROVIDER
) -> Seen[KeyOwner]:
    """Who controls the key named at `path`; `absent` where none is named."""
    return owner_of_value(resource.get(path), resource, path, graph, absent=absent)


def owner_of_value(
    value: Found,
    resource: Resource,
    path: str,
    graph: ResourceGraph,
    *,
    absent: KeyOwner = KeyOwner.PROVIDER,
) -> Seen[KeyOwner]:
    """As `key_owner`, for a value already read at `path`."""
    if value == "" or not isinstance(value, str | Ref | Text | Unknown):
        return Seen(absent, path, resource.urn, default=True)
    if isinstance(value, Text) and (written := _written_owner(value.literal)):
        return Seen(written, path, resource.urn)
    match graph.target(value, resource, path, *KEY_TYPES):
        case Resource() as key:
            return Seen(_key_resource(key), path, resource.urn)
        case Literal(text):
            owner = _written_owner(text) or Unknown("the key's name is not one of AWS KMS")
            return Seen(owner, path, resource.urn)
        case Unknown() as missing:
            return Seen(missing, path, resource.urn)
        case None:
            return Seen(absent, path, resource.urn, default=True)


def _written_owner(text: str) -> KeyOwner | None:
    if _PROVIDER_ALIAS in text:
        return KeyOwner.PROVIDER
    return KeyOwner.ESTABLISHMENT if _KEY_LITERAL.search(text) else None


def _key_resource(key: Resource) -> KeyOwner:
    known = (key.id, key.get("name"))
    theirs = any(isinstance(text, str) and _PROVIDER_ALIAS in text for text in known)
    return KeyOwner.PROVIDER if theirs else KeyOwner.ESTABLISHMENT


def flagged_encryption(
    resource: Resource, graph: ResourceGraph, *, flag: str, key: str, default: bool
) -> Encryption:
    """A layer that a yes or no switches on and a key property completes."""
    encrypted = resource.flag(flag, default=default)
    return Encryption(encrypted=encrypted, owner=_owner(encrypted, resource, key, graph))


def keyed_encryption(
    resource: Resource, graph: ResourceGraph, *, key: str, absent: KeyOwner = KeyOwner.PROVIDER
) -> Encryption:
    """A layer that is always encrypted, under the key at `key` where one is named."""
    always = Seen(value=True, at=key, on=resource.urn)
    return Encryption(encrypted=always, owner=key_owner(resource, key, graph, absent=absent))


def provider_encryption(resource: Resource, at: str = "") -> Encryption:
    """A layer that the provider encrypts under its own key, whatever the resource says."""
    owner: Seen[KeyOwner] = Seen(KeyOwner.PROVIDER, at, resource.urn, default=True)
    return Encryption(encrypted=resource.says(value=True, at=at), owner=owner)


def _owner(
    encrypted: Seen[bool], resource: Resource, path: str, graph: ResourceGraph
) -> Seen[KeyOwner]:
    if encrypted.value is False:
        return Seen(KeyOwner.NOBODY, encrypted.at, encrypted.on, encrypted.default)
    return key_owner(resource, path, graph)
