"""HDS-OPS-005: time comes from declared sources."""

from hdsstack.controls import Context, control
from hdsstack.controls.answers import passed
from hdsstack.controls.declarations import declaration, held_elsewhere, no_manifest
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-OPS-005",
    title=N_("Time comes from declared sources"),
    why=N_(
        "Traces of two machines prove nothing together when their clocks differ. Derived from"
        " SecNumCloud 3.2 12.8 on the synchronisation of clocks."
    ),
    remedy=N_(
        "Declare the sources in the manifest's `time_sources` (169.254.169.123 on AWS, the host's"
        " clock on Azure, or the establishment's own servers), or `foundation.time`."
    ),
    severity=Severity.LOW,
    strength=Strength.DERIVED,
    covers=("secnumcloud-3.2/12.8", "iso27001-2022/A.8.17"),
    declared=True,
)
def declared_time(context: Context) -> Verdict:
    """One source at least, with its operator."""
    if context.establishment is None:
        return no_manifest(message(N_("the sources of time")))
    sources = context.establishment.time_sources
    if sources:
        names = ", ".join(f"{row.address} ({row.operator})" for row in sources)
        return passed(rests_on=(declaration("time_sources", names),))
    return held_elsewhere(context, "time", message(N_("the manifest names no source of time")))
