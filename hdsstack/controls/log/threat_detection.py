"""HDS-LOG-007: threat detection is on."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import holds
from hdsstack.controls.declarations import held_elsewhere
from hdsstack.model.facts import Detection
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOG-007",
    title=N_("Threat detection is on"),
    why=N_(
        "Traces that nobody reads warn of nothing. Derived from HDS requirement EXI 05-D on"
        " failures of access control; it names no product."
    ),
    remedy=N_(
        "On AWS enable a GuardDuty detector in every region used; on Azure set the Defender plans"
        " to Standard. If another account holds it, declare `foundation.detection`."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-D",
        "secnumcloud-3.2/12.9",
        "iso27001-2022/A.8.16",
        "iso27001-2022/A.8.7",
    ),
    declared=True,
)
def threat_detection(context: Context) -> Iterator[Verdict]:
    """Each detector must be on; without one, the foundation answers."""
    detectors = [row for row in context.facts.of(Detection) if row.on]
    for detector in detectors:
        yield from holds(detector, detector.on, message(N_("threat detection is switched off")))
    if not detectors:
        missing = message(N_("no threat detection is in this stack"))
        yield held_elsewhere(context, "detection", missing)
