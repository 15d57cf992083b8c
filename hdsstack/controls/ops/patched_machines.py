"""HDS-OPS-004: machines are patched automatically or have a declared patch plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import holds, passed
from hdsstack.controls.declarations import declaration
from hdsstack.model.facts import Machine
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Patching


@control(
    id="HDS-OPS-004",
    title=N_("Machines are patched automatically or under a declared plan, on supported images"),
    why=N_(
        "Known holes are the way in. Derived from clause O-7.2 of the health security clauses,"
        " which gives one to three months to fix vulnerabilities by their gravity."
    ),
    remedy=N_(
        "On AWS associate the machines with a Patch Manager baseline and maintenance window; on"
        " Azure set `patchMode` to AutomaticByPlatform. Or declare the plan in the manifest"
        " (`patching.mode: plan`, `patching.plan`). Take images whose system is still maintained."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=("clausier-2024/O-7.2", "secnumcloud-3.2/12.11", "iso27001-2022/A.8.8"),
)
def patched_machines(machine: Machine, context: Context) -> Iterator[Verdict]:
    """The machine's own settings; where they are missing, the declared plan. No plan patches a
    system that gets no patches any more.
    """
    yield from holds(
        machine, machine.maintained, message(N_("its system gets no patches any more"))
    )
    settled = all(claim.is_(True) for claim in machine.patched)
    plan = _plan(context.establishment.patching if context.establishment else None)
    if plan and machine.patched and not settled:
        rests_on = (declaration("patching.plan", plan),)
        yield passed(on=machine.resource.urn, rests_on=rests_on)
        return
    unpatched = message(N_("nothing patches it, and no patch plan is declared"))
    yield from holds(machine, machine.patched, unpatched)


def _plan(patching: Patching | None) -> str | None:
    return patching.plan if patching and patching.mode == "plan" else None
