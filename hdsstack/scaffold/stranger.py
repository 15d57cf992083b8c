"""What a copied manifest must not keep: identity, addresses, accounts, state, reviews, waivers."""

import datetime as dt
import ipaddress
from collections.abc import Iterable

from hdsstack.locale import _
from hdsstack.planning.preset_chain import to_confirm
from hdsstack.planning.presets import Answers, manifest_for
from hdsstack.scaffold.answering import NO_FINESS
from hdsstack.scaffold.error import ScaffoldError

Values = dict[str, object]

Range = ipaddress.IPv4Network | ipaddress.IPv6Network

_PRIVATE = ipaddress.IPv4Network("10.0.0.0/8")


def stranger(values: Values, slug: str, used: Iterable[str], today: dt.date) -> None:
    """Make a manifest's values those of another establishment, in place."""
    old = str(_section(values, "establishment")["slug"])
    for key, value in values.items():
        values[key] = _renamed(value, old, slug)
    identity = _section(values, "establishment")
    identity |= {"name": to_confirm(_("official name")), "finess": NO_FINESS}
    for row in _rows(values, "actors"):
        if row.get("role") == "self":
            row["name"] = to_confirm(_("official name"))
    for row in _rows(values, "environments"):
        row.pop("account", None)
        row.pop("tenant", None)
    _addresses(values, [ipaddress.ip_network(text) for text in used])
    _state(values, slug, today)
    _decisions(values, today)


def _renamed(value: object, old: str, new: str) -> object:
    """The value with the old slug replaced where it stands alone."""
    match value:
        case dict():
            return {key: _renamed(item, old, new) for key, item in value.items()}
        case list():
            return [_renamed(item, old, new) for item in value]
        case str() if value == old:
            return new
    return value


def _decisions(values: Values, today: dt.date) -> None:
    """What people decided, reviewed or proved for the other is neither decided nor proved here."""
    for row in _rows(values, "administrators"):
        row.pop("identity", None)
        row["last_review"] = None
    for held in _section(values, "foundation").values():
        if isinstance(held, dict):
            held |= {"evidence": to_confirm(_("evidence for this establishment")), "date": today}
    accepted = _section(_section(values, "guarantees"), "accepted")
    for acceptance in (accepted, _section(_section(values, "network"), "single_link_accepted")):
        if acceptance:
            acceptance |= {"accepted_by": to_confirm(_("who accepts")), "accepted_on": today}
    if contract := _section(values, "contract"):
        contract["reference"] = to_confirm(_("reference of the hosting contract"))
    values["waivers"] = []


def _addresses(values: Values, used: list[Range]) -> None:
    network = _section(values, "network")
    renamed: dict[str, str] = {}
    for key in ("cloud_range", "second_range"):
        if network.get(key):
            network[key] = renamed[str(network[key])] = _free(str(network[key]), used)
    for site in _rows(network, "sites"):
        ranges = site.get("ranges")
        for text in ranges if isinstance(ranges, list) else []:
            renamed[text] = _free(text, used)
        site["ranges"] = [renamed[text] for text in ranges] if isinstance(ranges, list) else []
        site.pop("gateway", None)
    for link in _rows(network, "links"):
        link.pop("gateway", None)
    administration = network.get("administration")
    if isinstance(administration, list):
        network["administration"] = [_moved(str(text), renamed, used) for text in administration]
    for flow in _rows(values, "flows"):
        for end in ("from", "to"):
            flow[end] = renamed.get(str(flow[end]), flow[end])


def _moved(text: str, renamed: dict[str, str], used: list[Range]) -> str:
    """A range inside one that was replaced keeps its place there; another one is replaced too."""
    inner = ipaddress.ip_network(text)
    for old, new in renamed.items():
        outer, now = ipaddress.ip_network(old), ipaddress.ip_network(new)
        if int(outer[0]) <= int(inner[0]) and int(inner[-1]) <= int(outer[-1]):
            offset = int(inner.network_address) - int(outer.network_address)
            return f"{now.network_address + offset}/{inner.prefixlen}"
    return _free(text, used)


def _free(like: str, used: list[Range]) -> str:
    """The first private range as large as `like` that overlaps none in use; it is then in use."""
    prefix = ipaddress.ip_network(like).prefixlen
    for candidate in _PRIVATE.subnets(new_prefix=min(max(prefix, 9), 28)):
        if not any(candidate.overlaps(other) for other in used):
            used.append(candidate)
            return str(candidate)
    raise ScaffoldError(
        _("no private range of that size is free in the group"),
        where="network",
        seen=like,
        wanted=_("a free range inside 10.0.0.0/8"),
        next_step=_("give the ranges with --set network.cloud_range=..."),
    )


def _state(values: Values, slug: str, today: dt.date) -> None:
    """A state and a secrets provider of its own: stacks never share an encrypted key."""
    hosting, identity = _section(values, "hosting"), _section(values, "establishment")
    preset = manifest_for(
        Answers(
            slug=slug,
            name=str(identity["name"]),
            finess=NO_FINESS,
            kind=str(identity["kind"]),
            beds=int(str(identity["beds"])),
            provider=str(hosting["provider"]),
            administrator="",
            today=today,
            region=str(hosting["region"]),
        )
    )
    values["state"] = preset["state"]
    values["secrets"] = preset["secrets"]


def _section(values: Values, key: str) -> Values:
    found = values.get(key)
    return found if isinstance(found, dict) else {}


def _rows(values: Values, key: str) -> list[Values]:
    found = values.get(key)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
