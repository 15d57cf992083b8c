"""Which account a resource is made in, as far as its provider says.

Settings of an account hold for its own resources only.
"""

import json
import re
from collections.abc import Iterable

from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import ABSENT, Found, Unknown, Value, dig, plain

_ACCOUNT = re.compile(r"^arn:aws[\w-]*:[\w-]+:[\w-]*:(\d{12}):")
_NUMBER = re.compile(r"^\d{12}$")


def apart(one: Resource, other: Resource, graph: ResourceGraph) -> bool | Unknown:
    """Whether two resources are known to be in different accounts; unknown where one is hidden."""
    same = one.provider == other.provider
    if same and not one.has("accountId"):
        return False
    first, second = account_of(one, graph), account_of(other, graph)
    for account in (first, second):
        if isinstance(account, Unknown):
            return account
    if first is not None and second is not None:
        return first != second
    stated = [_stated(resource, graph) for resource in (one, other)]
    if not same and stated.count(None) == 1:
        return Unknown("only one of two providers says which account it works in")
    return False


def account_of(resource: Resource, graph: ResourceGraph) -> str | Unknown | None:
    """The account that a resource names, its provider works in, or its ARN holds."""
    sources = (
        _number(resource.get("accountId")),
        _stated(resource, graph),
        _named(resource.outputs.get("arn")),
    )
    return _first(sources)


def _stated(resource: Resource, graph: ResourceGraph) -> str | Unknown | None:
    """The account of the role that the provider takes on, or the only one that it may work in."""
    allowed = provider_setting(resource, graph, "allowedAccountIds")
    only = allowed[0] if isinstance(allowed, list) and len(allowed) == 1 else allowed
    roles = (provider_setting(resource, graph, name) for name in ("assumeRoles", "assumeRole"))
    return _first((*map(_assumed, roles), _number(only)))


def _first(sources: Iterable[str | Unknown | None]) -> str | Unknown | None:
    """The first that is known, else why one is hidden."""
    said = [source for source in sources if source is not None]
    known = (source for source in said if isinstance(source, str))
    return next(known, said[0] if said else None)


def _assumed(roles: Found) -> str | Unknown | None:
    """The account of the last role that the provider takes on."""
    last = roles[-1] if isinstance(roles, list) and roles else roles
    return _named(dig(last, "roleArn")) if isinstance(last, dict) else _hidden(last)


def provider_setting(resource: Resource, graph: ResourceGraph, name: str) -> Found:
    """A setting of the provider: an object, or its JSON where only text can be kept."""
    provider = graph.provider_of(resource)
    found = provider.get(name) if provider is not None else ABSENT
    if found is ABSENT and (provider is None or provider.name.startswith("default")):
        found = plain(graph.configured(f"aws:{name}"))
    if not isinstance(found, str):
        return found
    try:
        read: Value = json.loads(found)
    except ValueError:
        return ABSENT
    return read


def _named(arn: object) -> str | Unknown | None:
    match = _ACCOUNT.match(arn) if isinstance(arn, str) else None
    return match[1] if match else _hidden(arn)


def _number(said: object) -> str | Unknown | None:
    return said if isinstance(said, str) and _NUMBER.match(said) else _hidden(said)


def _hidden(said: object) -> Unknown | None:
    return said if isinstance(said, Unknown) else None
