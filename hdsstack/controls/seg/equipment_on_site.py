"""HDS-SEG-003: a workload that pilots medical equipment is hosted on site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed
from hdsstack.controls.declarations import declaration, no_manifest
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment, Workload

_CLOUDS = ("aws", "azure")


@control(
    id="HDS-SEG-003",
    title=N_("A workload that pilots medical equipment is hosted on site, or carries a waiver"),
    why=N_(
        "A scanner or an infusion pump must not stop because a line is cut. Derived from clause"
        " O-12.2.8.2 of the health security clauses (degraded mode of the device) and from HDS"
        " requirement EXI 05-G."
    ),
    remedy=N_(
        "Set the workload's `placement: onsite` and leave its components out of the cloud stack,"
        " or add a waiver with owner, reason and end date."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.DERIVED,
    covers=(
        "clausier-2024/O-12.2.8.2",
        "hds-2024-2.0/EXI-05-G",
        "iso27001-2022/A.5.29",
    ),
    declared=True,
)
def equipment_on_site(context: Context) -> Verdict:
    """The declared placement, and what this stack builds."""
    if context.establishment is None:
        return no_manifest(message(N_("which workloads pilot medical equipment")))
    workloads = context.establishment.workloads
    pilots = [row for row in workloads if row.controls_equipment]
    if not workloads:
        return not_applicable(message(N_("the manifest declares no workload")))
    misplaced = [row.name for row in pilots if not _on_site(row, context.establishment)]
    if misplaced:
        because = message(
            N_("hosted in the cloud, and pilot medical equipment: {names}"),
            names=", ".join(misplaced),
        )
        return failed(because, at="workloads.placement")
    # As the manifest writes them: who answers for "no" has said it of each.
    detail = ", ".join(f"{row.name} {str(row.controls_equipment).lower()}" for row in workloads)
    return passed(rests_on=(declaration("workloads.controls_equipment", detail),))


def _on_site(workload: Workload, establishment: Establishment) -> bool:
    if establishment.hosting.provider not in _CLOUDS:
        return workload.placement == "onsite"
    parts = workload.components
    built = (parts.application, parts.database, parts.files, parts.records)
    return workload.placement == "onsite" and not any(built)
