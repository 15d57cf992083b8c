"""HDS-CHN-003: an actor under a third country's law is declared with mitigation and risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdsstack import catalog
from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed
from hdsstack.controls.declarations import declaration, no_manifest
from hdsstack.model.message import N_, Message, message
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Actor, Processor, ThirdCountryLaw


@control(
    id="HDS-CHN-003",
    title=N_("An actor under a third country's law is declared, with mitigation and residual risk"),
    why=N_(
        "HDS requirement EXI 30: where the host or a subcontractor is subject to a third country's"
        " law that may impose an access, the contract lists those laws, what reduces the risk, and"
        " what risk remains. hdsstack counts the seat of a parent company too."
    ),
    remedy=N_(
        "Fill `third_country_law` of the actor in the manifest: countries, laws, mitigation (own"
        " keys, place, traces), residual risk and who accepted it."
    ),
    severity=Severity.HIGH,
    strength=Strength.MANDATORY,
    covers=("hds-2024-2.0/EXI-30", "hds-2024-2.0/EXI-05-H", "gdpr/48", "secnumcloud-3.2/19.6"),
    declared=True,
)
def third_country_law(context: Context) -> Verdict:
    """Every actor and processor: its seat, its parent's, and what the catalogue knows of it."""
    manifest = context.establishment
    if manifest is None:
        return no_manifest(message(N_("which law each actor of the chain is subject to")))
    if not manifest.actors:
        return failed(message(N_("the manifest declares no actor")), at="actors")
    exposed = [(row.name, row.third_country_law) for row in manifest.actors if _exposed(row)]
    exposed += [(row.name, row.third_country_law) for row in manifest.processors if _seeing(row)]
    if not exposed:
        return not_applicable(message(N_("no actor of the chain is under a third country's law")))
    for name, law in exposed:
        if because := _incomplete(name, law):
            return failed(because, at="actors.third_country_law")
    names = ", ".join(name for name, _ in exposed)
    return passed(rests_on=(declaration("actors.third_country_law", names),))


def _exposed(actor: Actor) -> bool:
    known = catalog.actor(actor.key)
    countries = [actor.country, *([actor.parent.country] if actor.parent else [])]
    countries += known.law if known else ()
    return actor.third_country_law is not None or any(_outside(code) for code in countries)


def _seeing(processor: Processor) -> bool:
    """A processor that can see health data counts as an actor does."""
    return processor.health_data and (
        processor.third_country_law is not None or _outside(processor.country)
    )


def _outside(code: str) -> bool:
    known = catalog.country(code)
    return known is None or not known.eea


def _incomplete(name: str, law: ThirdCountryLaw | None) -> Message | None:
    if law is None:
        return message(
            N_("{actor} or its parent is outside the EEA, and no law is declared"), actor=name
        )
    if not (law.laws and law.mitigation and law.residual_risk):
        return message(
            N_("{actor}: the laws, the mitigation or the residual risk are not stated"), actor=name
        )
    return None
