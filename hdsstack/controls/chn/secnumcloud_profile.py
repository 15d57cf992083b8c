"""HDS-CHN-006: under the `secnumcloud` profile all is in the EU, by qualified actors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hdsstack import catalog
from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.declarations import declaration, no_manifest
from hdsstack.model.facts import Copy, Place
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment

_PROFILE = "secnumcloud"
_HOSTS = ("host", "subprocessor")


@control(
    id="HDS-CHN-006",
    title=N_("Under the SecNumCloud profile, storage and administration are in the EU, qualified"),
    why=N_(
        "SecNumCloud 3.2 chapters 19.2 and 19.6 want data, processing and administration in the"
        " European Union (not the EEA: Norway is out) and actors immune to third countries' law."
        " HDS does not impose it: the manifest's profile does."
    ),
    remedy=N_(
        "Use regions of the EU, administrators in the EU, and hosts qualified SecNumCloud"
        " (`actors[].secnumcloud`); or drop the profile from `hosting.profiles`."
    ),
    severity=Severity.HIGH,
    strength=Strength.MANDATORY,
    covers=(
        "secnumcloud-3.2/19.2",
        "secnumcloud-3.2/19.2.b",
        "secnumcloud-3.2/19.2.c",
        "secnumcloud-3.2/19.6",
    ),
    declared=True,
)
def secnumcloud_profile(context: Context) -> Iterator[Verdict]:
    """Places and copies of the stack, then people and actors of the manifest."""
    manifest = context.establishment
    if manifest is None:
        yield no_manifest(message(N_("whether the SecNumCloud profile applies")))
        return
    if _PROFILE not in manifest.hosting.profiles:
        yield not_applicable(message(N_("the manifest does not ask for the SecNumCloud profile")))
        return
    yield _actors(manifest)
    yield _people(manifest)
    for place in context.facts.of(Place):
        if place.holds_data:
            yield _in_the_union(place.provider, place.region, place.resource.urn)
    for copy in context.facts.of(Copy):
        yield _in_the_union(copy.provider, copy.region, copy.resource.urn)


def _in_the_union(provider: str, region: Seen[str], urn: str) -> Verdict:
    on = region.on or urn
    if isinstance(region.value, Unknown):
        return unknown(region.value, region, on=on)
    known = catalog.region(provider, region.value)
    if known is None:
        because = message(N_("the catalogue does not know where {region} is"), region=region.value)
        return unknown(because, region, on=on)
    if known.eu:
        return passed(region, on=on)
    because = message(N_("{region} is outside the European Union"), region=known.name)
    return failed(because, region, on=on)


def _actors(manifest: Establishment) -> Verdict:
    hosts = [row for row in manifest.actors if row.role in _HOSTS]
    unqualified = [row.name for row in hosts if not row.secnumcloud]
    if unqualified:
        because = message(N_("not declared qualified: {names}"), names=", ".join(unqualified))
        return failed(because, at="actors.secnumcloud")
    names = ", ".join(row.name for row in hosts) or "-"
    return passed(rests_on=(declaration("actors.secnumcloud", names),))


def _people(manifest: Establishment) -> Verdict:
    outside = [row.name for row in manifest.administrators if not _european(row.country)]
    if outside:
        because = message(
            N_("administer from outside the European Union: {names}"), names=", ".join(outside)
        )
        return failed(because, at="administrators.country")
    return passed()


def _european(code: str) -> bool:
    known = catalog.country(code)
    return bool(known and known.eu)
