"""HDS-SEG-004: what must go on when the link is cut depends on nothing that only the cloud has."""

from __future__ import annotations

from collections.abc import Iterator
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
    id="HDS-SEG-004",
    title=N_("What must go on when the link is cut depends on nothing that only the cloud has"),
    why=N_(
        "A server on site that waits for a directory, a name, a key, the time or a licence in the"
        " cloud stops with the link. Derived from HDS requirement EXI 05-G on continuity"
        " commitments."
    ),
    remedy=N_(
        "Keep a local replica of each dependency and declare it (`depends_on[].where: both` or"
        " `onsite`), or declare that the workload stops or degrades (`link_loss`)."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-G",
        "clausier-2024/O-3.11",
        "iso27001-2022/A.5.29",
        "iso27001-2022/A.5.30",
    ),
    declared=True,
)
def autonomous_workloads(context: Context) -> Verdict:
    """Each workload whose `link_loss` is `continue`, and all that it needs."""
    if context.establishment is None:
        return no_manifest(message(N_("what must go on when the link is cut")))
    lasting = [row for row in context.establishment.workloads if row.link_loss == "continue"]
    if not lasting:
        return not_applicable(message(N_("no workload must go on when the link is cut")))
    bound = [text for row in lasting for text in _bound(row, context.establishment)]
    if bound:
        because = message(N_("only the cloud has: {needs}"), needs="; ".join(bound))
        return failed(because, at="workloads.depends_on")
    names = ", ".join(row.name for row in lasting)
    return passed(rests_on=(declaration("workloads.depends_on", names),))


def _bound(workload: Workload, establishment: Establishment) -> Iterator[str]:
    if workload.placement != "onsite" and establishment.hosting.provider in _CLOUDS:
        yield workload.name
    for need in workload.depends_on:
        if need.where == "cloud":
            yield f"{need.name} ({workload.name})"
