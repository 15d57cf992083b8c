"""Which service a resource type belongs to, and which types cannot hold health data."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from hdsstack.catalog.loader import Record, names, table
from hdsstack.catalog.rows import SCOPES, Row, Scope, Text
from hdsstack.catalog.tokens import plain, prefixes

Footprint = Literal["regional", "worldwide"]
_PACKAGES = {"aws": "aws", "azure-native": "azure"}


@dataclass(frozen=True, slots=True)
class Service:
    """A provider's service; `worldwide` means that its data plane is not bound to one region."""

    provider: str
    key: str
    name: str
    footprint: Footprint
    certificate_scope: Scope
    scope_row: Row
    types: tuple[str, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class Dataless:
    """Resource types, or whole modules, that neither hold nor move health data, and why."""

    provider: str
    types: tuple[str, ...]
    reason: Text
    row: Row


def _default_type(provider: str, key: str) -> str:
    return f"aws:{key}/" if provider == "aws" else f"azure-native:{key}:"


def _service(provider: str, record: Record) -> Service:
    key = record.string("key")
    service = Service(
        provider=provider,
        key=key,
        name=record.string("name"),
        footprint=record.choice("footprint", get_args(Footprint)),
        certificate_scope=record.choice("certificate_scope", SCOPES),
        scope_row=record.row("scope_cite"),
        types=record.strings("types") or (_default_type(provider, key),),
        row=record.row(),
    )
    record.done()
    return service


@cache
def services(provider: str) -> tuple[Service, ...]:
    """Every service of a provider; none for a provider that the catalogue does not know."""
    if provider not in names("services"):
        return ()
    return tuple(_service(provider, record) for record in table(f"services/{provider}").rows)


@cache
def _service_by_type(provider: str) -> dict[str, Service]:
    return {prefix: service for service in services(provider) for prefix in service.types}


@cache
def service_of(token: str) -> Service | None:
    """The service of a resource type, any API version of it; None where it is not known."""
    provider = _PACKAGES.get(plain(token).partition(":")[0])
    if provider is None:
        return None
    known = _service_by_type(provider)
    return next((known[prefix] for prefix in prefixes(token) if prefix in known), None)


def _dataless(provider: str, record: Record) -> Dataless:
    dataless = Dataless(
        provider=provider,
        types=record.strings("types"),
        reason=record.text("reason"),
        row=record.row(),
    )
    record.done()
    return dataless


@cache
def dataless(provider: str) -> tuple[Dataless, ...]:
    """The types of a provider (`aws`, `azure`, `other`) that cannot hold health data."""
    if provider not in names("dataless"):
        return ()
    return tuple(_dataless(provider, record) for record in table(f"dataless/{provider}").rows)


@cache
def _reasons(provider: str) -> dict[str, Text]:
    return {prefix: group.reason for group in dataless(provider) for prefix in group.types}


@cache
def cannot_hold_data(token: str, language: str = "en") -> str | None:
    """Why a resource type cannot hold or move health data; None means that it might."""
    provider = _PACKAGES.get(plain(token).partition(":")[0], "other")
    reasons = _reasons(provider)
    found = next((reasons[prefix] for prefix in prefixes(token) if prefix in reasons), None)
    return found.in_(language) if found else None
