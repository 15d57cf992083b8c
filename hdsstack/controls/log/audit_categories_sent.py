"""HDS-LOG-005: every auditable Azure resource sends its audit traces to a place in the EEA."""

from collections.abc import Iterator
from dataclasses import replace

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.controls.places import in_the_eea
from hdsstack.model.facts import Auditable
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOG-005",
    title=N_("Every auditable Azure resource sends its audit traces to a place in the EEA"),
    why=N_(
        "An Azure resource keeps no trace of its own accesses until a diagnostic setting sends it"
        " somewhere, and metrics are not traces. Derived from HDS requirement EXI 16; the place"
        " follows from EXI 28."
    ),
    remedy=N_(
        "Add a diagnostic setting on the resource with `allLogs`, `audit` or its audit categories,"
        " to a workspace, storage account or event hub in the EEA."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-16",
        "hds-2024-2.0/EXI-15",
        "hds-2024-2.0/EXI-28",
        "secnumcloud-3.2/12.6",
        "iso27001-2022/A.8.15",
    ),
)
def audit_categories_sent(auditable: Auditable) -> Iterator[Verdict]:
    """Several settings add up; each destination has a place."""
    unsent = message(N_("no diagnostic setting sends its audit traces"))
    yield from holds(auditable, auditable.sent, unsent)
    for region in auditable.regions:
        verdict = in_the_eea(auditable.provider, region)
        yield replace(verdict, on=verdict.on or auditable.resource.urn)
