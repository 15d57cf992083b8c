"""HDS-RET-004: every store has a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed
from hdsstack.controls.declarations import declaration, no_manifest
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict
from hdsstack.planning.stores import declared_stores

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment, Reversal


@control(
    id="HDS-RET-004",
    title=N_("Every store has a way out: format, volume, procedure, evidence of erasure"),
    why=N_(
        "HDS requirement EXI 27 makes the contract say how all data are given back in readable"
        " formats and every copy destroyed; the Data Act (article 25) limits notice and delay."
    ),
    remedy=N_(
        "Write one row per store in the manifest's `reversibility`: export format, volume,"
        " procedure, and what proves the erasure afterwards."
    ),
    severity=Severity.HIGH,
    strength=Strength.MANDATORY,
    covers=(
        "hds-2024-2.0/EXI-27",
        "data-act/25",
        "clausier-2024/O-12.3.10",
        "clausier-2024/O-12.3.14",
        "secnumcloud-3.2/19.4",
    ),
    declared=True,
)
def way_out(context: Context) -> Verdict:
    """Every declared store of health data, whole."""
    if context.establishment is None:
        return no_manifest(message(N_("the way out of each store")))
    wanted = _wanted(context.establishment)
    if not wanted:
        return not_applicable(message(N_("the manifest declares no store of health data")))
    whole = {row.store for row in context.establishment.reversibility if _whole(row)}
    missing = [name for name in wanted if name not in whole]
    if missing:
        because = message(
            N_("no complete way out (format, volume, procedure, erasure) for: {stores}"),
            stores=", ".join(missing),
        )
        return failed(because, at="reversibility")
    return passed(rests_on=(declaration("reversibility", ", ".join(wanted)),))


def _wanted(establishment: Establishment) -> list[str]:
    return [
        store.name
        for store in declared_stores(establishment)
        if store.workload.data_class in ("dscp", "pseudonymised")
    ]


def _whole(row: Reversal) -> bool:
    return all((row.format, row.volume_gib, row.procedure, row.erasure_evidence))
