"""HDS-LOC-001: every resource that stores, processes or backs up data is in the EEA."""

from hdsstack.controls import control
from hdsstack.controls.answers import not_applicable
from hdsstack.controls.places import in_the_eea
from hdsstack.model.facts import Place
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOC-001",
    title=N_("Every resource that stores, processes or backs up data is in the EEA"),
    why=N_(
        "HDS requirement EXI 28 and CSP article R.1111-9-1 want health data stored exclusively in"
        " the European Economic Area. A region's name proves nothing: eu-west-2 is London at AWS"
        " and eu-central-2 is Zurich. A place that is not known is not accepted."
    ),
    remedy=N_(
        "Place the resource in a region of the EEA: on AWS through the `region` argument or an"
        " explicit provider (eu-west-3, eu-central-1...), on Azure through `location`"
        " (francecentral, westeurope...)."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.MANDATORY,
    covers=(
        "hds-2024-2.0/EXI-28",
        "csp/R.1111-9-1",
        "secnumcloud-3.2/19.2",
        "clausier-2024/O-12.3.2",
    ),
)
def places_in_the_eea(place: Place) -> Verdict:
    """The region's own country decides, never its name."""
    if not place.holds_data:
        return not_applicable(
            message(N_("{type} holds no data and has no place"), type=place.resource.type)
        )
    return in_the_eea(place.provider, place.region)
