"""Where a provider's region is, keyed by (provider, partition, name)."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from hdsstack.catalog.loader import Record, names, table
from hdsstack.catalog.rows import SCOPES, Row, Scope, Text

# Names under which the same provider is known to Pulumi packages.
_ALIASES: Final = {"azure-native": "azure", "aws-native": "aws", "scw": "scaleway"}


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its place, and whether the host's HDS certificate is known to cover it.

    `country` (ISO 3166-1 alpha-2) is None where nobody publishes it: `eea` and `eu` are then
    false. `zones` counts availability zones, None where it is not known. `pair` is the region
    that geo-redundant copies go to by themselves. `hds_scope` has its own source, `scope_row`.
    """

    provider: str
    partition: str
    name: str
    place: str
    country: str | None
    eea: bool
    eu: bool
    zones: int | None
    pair: str | None
    restricted: bool
    hds_scope: Scope
    scope_row: Row
    note: Text | None
    row: Row


def _normalised(provider: str, name: str) -> str:
    plain = name.strip().lower()
    if provider == "azure":
        return plain.replace(" ", "")
    if provider == "ovh":
        # Compute regions are numbered inside a site: GRA9 and GRA11 are both in Gravelines.
        return plain.rstrip("0123456789") or plain
    return plain


def _region(provider: str, record: Record) -> Region:
    region = Region(
        provider=provider,
        partition=record.string("partition"),
        name=record.string("name"),
        place=record.string("place"),
        country=record.optional("country"),
        eea=record.flag("eea"),
        eu=record.flag("eu"),
        zones=record.number("zones"),
        pair=record.optional("pair"),
        restricted=record.flag("restricted"),
        hds_scope=record.choice("hds_scope", SCOPES),
        scope_row=record.row("scope_cite"),
        note=record.optional_text("note"),
        row=record.row(),
    )
    record.done()
    return region


def providers() -> tuple[str, ...]:
    """The providers whose regions the catalogue knows."""
    return names("regions")


@cache
def _by_name(provider: str) -> dict[str, Region]:
    if provider not in providers():
        return {}
    rows = (_region(provider, record) for record in table(f"regions/{provider}").rows)
    return {region.name: region for region in rows}


def regions(provider: str) -> tuple[Region, ...]:
    """Every region of a provider; none for a provider that the catalogue does not know."""
    return tuple(_by_name(_ALIASES.get(provider, provider)).values())


def region(provider: str, name: str) -> Region | None:
    """The region of that name, or None: an unknown place is never assumed to be in the EEA.

    Azure display names ("France Central") and numbered OVHcloud regions ("GRA11") are understood.
    """
    key = _ALIASES.get(provider, provider)
    return _by_name(key).get(_normalised(key, name))
