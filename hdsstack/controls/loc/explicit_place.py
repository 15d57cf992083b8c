"""HDS-LOC-007: the place is explicit."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds, not_applicable, unknown
from hdsstack.model.facts import Place
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOC-007",
    title=N_("The place is explicit: no resource relies on ambient provider configuration"),
    why=N_(
        "Where neither the program nor its configuration names the region, an environment variable"
        " of whoever deploys decides where health data go. Good practice behind HDS requirement EXI"
        " 28."
    ),
    remedy=N_(
        "Write the region: `aws:region` or `azure-native:location` in the stack file, an explicit"
        " provider, or the resource's own `region` or `location`."
    ),
    severity=Severity.LOW,
    strength=Strength.GOOD_PRACTICE,
    covers=("hds-2024-2.0/EXI-28", "iso27001-2022/A.8.9"),
)
def explicit_place(place: Place) -> Iterator[Verdict]:
    """The program or its configuration names the region; one that is looked up may be ambient."""
    if not place.holds_data:
        yield not_applicable(message(N_("{type} has no place"), type=place.resource.type))
        return
    region = place.region
    if isinstance(region.value, Unknown) and place.explicit.is_(True):
        yield unknown(region.value, region)
        return
    missing = message(N_("neither the program nor its configuration names the region"))
    yield from holds(place, (place.explicit,), missing)
