"""HDS-IAM-007: administration comes from declared countries, with a basis outside the EEA."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hdsstack import catalog
from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, passed
from hdsstack.controls.declarations import declaration, no_manifest
from hdsstack.controls.places import resting
from hdsstack.model.message import N_, Message, message
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment


@dataclass(frozen=True, slots=True)
class _Access:
    """An access to health data from one country."""

    who: str
    country: str
    basis: str | None
    detail: str | None


@control(
    id="HDS-IAM-007",
    title=N_("Administration comes from declared countries; outside the EEA only with a basis"),
    why=N_(
        "HDS requirement EXI 29 allows access from outside the EEA only under an adequacy decision"
        " (GDPR article 45) or the safeguards of article 46, documented and told to the client."
        " Adequacy helps here, never for storage."
    ),
    remedy=N_(
        "Administer from the EEA, or write in the manifest the `basis` (`adequacy`, `article-46`)"
        " and `basis_detail` of each administrator, and of each `actors[].remote_access`, outside"
        " it."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.MANDATORY,
    covers=(
        "hds-2024-2.0/EXI-29",
        "csp/R.1111-9-1",
        "gdpr/44",
        "gdpr/45",
        "gdpr/46",
        "secnumcloud-3.2/19.2",
    ),
    declared=True,
)
def administration_countries(context: Context) -> Verdict:
    """Every administrator and every remote access of an actor."""
    if context.establishment is None:
        return no_manifest(message(N_("the countries from which administrators work")))
    if not context.establishment.administrators:
        return failed(message(N_("the manifest names no administrator")), at="administrators")
    rests_on: list[Message] = []
    for access in _accesses(context.establishment):
        if because := _refused(access, context.today):
            return failed(because, at="administrators")
        rests_on += _resting(access, context.today)
    countries = sorted({person.country for person in context.establishment.administrators})
    rests_on.append(declaration("administrators.country", ", ".join(countries)))
    return passed(rests_on=tuple(dict.fromkeys(rests_on)))


def _accesses(establishment: Establishment) -> Iterator[_Access]:
    for person in establishment.administrators:
        yield _Access(person.name, person.country, person.basis, person.basis_detail)
    for actor in establishment.actors:
        for access in actor.remote_access:
            yield _Access(actor.name, access.country, access.basis, access.detail)


def _in_the_eea(code: str) -> bool:
    known = catalog.country(code)
    return bool(known and known.eea)


def _refused(access: _Access, today: date) -> Message | None:
    if _in_the_eea(access.country):
        return None
    values = {"who": access.who, "country": access.country}
    if access.basis is None:
        return message(N_("{who} works from {country}, outside the EEA, without a basis"), **values)
    if access.basis == "adequacy" and catalog.adequate(access.country, today) is None:
        return message(N_("{who}: no adequacy decision for {country} is in force"), **values)
    if access.basis == "article-46" and not access.detail:
        return message(N_("{who} ({country}): the article 46 safeguards are not named"), **values)
    return None


def _resting(access: _Access, today: date) -> tuple[Message, ...]:
    if _in_the_eea(access.country) or access.basis is None:
        return ()
    basis = declaration(f"{access.who}, {access.country}", access.detail or access.basis)
    decision = catalog.adequate(access.country, today) if access.basis == "adequacy" else None
    return (basis, *(resting(decision.row, decision.decision) if decision else ()))
