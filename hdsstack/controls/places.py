"""Whether a place is in the EEA: only a region that the catalogue knows can be."""

from hdsstack import catalog
from hdsstack.catalog import Row
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.model.message import N_, Message, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Verdict


def in_the_eea(provider: str, region: Seen[str]) -> Verdict:
    """Pass, fail or unknown for a region named as its provider names it; fails closed.

    Source: HDS 2.0 EXI 28, CSP R.1111-9-1: storage exclusively in the EEA.
    """
    if isinstance(region.value, Unknown):
        return unknown(region.value, region)
    known = catalog.region(provider, region.value)
    if known is None:
        return unknown(_unlisted(provider, region.value), region)
    if known.eea:
        return passed(region, rests_on=resting(known.row, region.value))
    if known.country is None:
        because = message(
            N_("{region} is an isolated region whose country is not published"), region=known.name
        )
    else:
        because = message(
            N_("{region} is in {place} ({country}), outside the EEA"),
            region=known.name,
            place=known.place,
            country=known.country,
        )
    return failed(because, region, rests_on=resting(known.row, region.value))


def _unlisted(provider: str, region: str) -> Message:
    if region.strip().lower() == "global":
        return message(N_("`global` names no place: where the data are cannot be decided"))
    return message(
        N_("the catalogue has no region {region} of {provider}: its country is not known"),
        region=region,
        provider=provider,
    )


def resting(row: Row, what: str) -> tuple[Message, ...]:
    """The sentence that names a row which nobody verified; nothing for a verified one."""
    if row.verified:
        return ()
    return (
        message(
            N_("{what}: not verified ({source}, {date})"),
            what=what,
            source=row.source,
            date=row.verified_on.isoformat(),
        ),
    )
