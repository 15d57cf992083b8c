"""Settings given to containers and functions in the environment: which show a secret."""

import json
from collections.abc import Iterator

from hdsstack.facts.clear import command_in_clear, setting_in_clear
from hdsstack.facts.documents import decoded
from hdsstack.model.graph import Resource
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import (
    ABSENT,
    Found,
    Origin,
    Ref,
    Secret,
    Text,
    Unknown,
    Value,
    dig,
)


def mapped(resource: Resource, path: str) -> Iterator[Seen[bool]]:
    """Each setting of a mapping of names to values."""
    raw = resource.raw(path)
    if isinstance(raw, Secret):
        if raw.origin is not Origin.PROGRAM:
            return
        raw = raw.value
    if isinstance(raw, Unknown):
        yield Seen(raw, path, resource.urn)
        return
    for name, value in raw.items() if isinstance(raw, dict) else ():
        yield _setting(resource, f"{path}.{name}", name, value)


def listed(
    resource: Resource, path: str, *, name: str = "name", value: str = "value"
) -> Iterator[Seen[bool]]:
    """Each setting of a list of names and values."""
    raw = resource.raw(path)
    if isinstance(raw, Secret):
        raw = raw.value if raw.origin is Origin.PROGRAM else ABSENT
    if isinstance(raw, Unknown):
        yield Seen(raw, path, resource.urn)
        return
    yield from _items(resource, path, raw, name, value)


def _items(
    resource: Resource, path: str, raw: Found, name: str, value: str
) -> Iterator[Seen[bool]]:
    for item in raw if isinstance(raw, list) else ():
        plain = item.value if isinstance(item, Secret) else item
        said = dig(plain, name)
        if isinstance(said, Unknown):
            yield Seen(said, path, resource.urn)
        held = plain.get(value) if isinstance(plain, dict) else None
        kind = dig(plain, "type")
        if isinstance(said, str) and held is not None and kind in (ABSENT, "PLAINTEXT"):
            yield _setting(resource, path, said, held)


def _setting(resource: Resource, path: str, name: str, value: Value) -> Seen[bool]:
    why = message(N_("the setting {name} shows a secret in clear"), name=name)
    return Seen(setting_in_clear(name, value), path, resource.urn, why=why)


def documents(resource: Resource, path: str) -> Iterator[Seen[bool]]:
    """The environments and commands in a JSON document of containers."""
    found = container_definitions(resource, path)
    if isinstance(found, Unknown):
        yield Seen(found, path, resource.urn)
        return
    for container in found:
        environment = dig(container, "environment")
        if isinstance(environment, Unknown):
            yield Seen(environment, path, resource.urn)
        yield from _items(resource, path, environment, "name", "value")
        for words in (dig(container, "command"), dig(container, "entryPoint")):
            if (shown := command_in_clear(words)) is not None:
                why = message(N_("the command shows a secret"))
                yield Seen(shown, path, resource.urn, why=why)


def container_definitions(resource: Resource, path: str) -> list[Value] | Unknown:
    """The containers of a document given as JSON, in part or as a whole an output."""
    raw = resource.raw(path)
    if isinstance(raw, Secret):
        if raw.origin is not Origin.PROGRAM:
            return []
        raw = raw.value
    match raw:
        case Unknown():
            return raw
        case Ref():
            return Unknown("the containers are an output")
        case str() | Text():
            return _parsed(raw if isinstance(raw, str) else raw.encoded())
        case list():
            return raw
        case _:
            return []


def _parsed(text: str) -> list[Value] | Unknown:
    try:
        found = decoded(json.loads(text))
    except (ValueError, RecursionError):
        return Unknown("the containers are not a JSON document that can be read")
    return found if isinstance(found, list) else [found]
