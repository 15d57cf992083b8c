"""HDS-LOC-008: a preventive guard rail refuses other regions."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import holds
from hdsstack.controls.declarations import held_elsewhere
from hdsstack.model.facts import GuardRail
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOC-008",
    title=N_("A preventive guard rail refuses other regions"),
    why=N_(
        "What nobody can create outside the EEA cannot be forgotten there. Derived from HDS"
        " requirement EXI 28, which names the place and not the means."
    ),
    remedy=N_(
        "On AWS attach a service control policy that denies what `aws:RequestedRegion` places"
        " outside the EEA; on Azure assign the policy of allowed locations. If another account"
        " holds it, declare `foundation.guard_rails` with its evidence."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=("hds-2024-2.0/EXI-28", "secnumcloud-3.2/19.2", "iso27001-2022/A.5.23"),
    declared=True,
)
def guard_rail(context: Context) -> Iterator[Verdict]:
    """Each guard rail of the stack must refuse; without one, the foundation answers."""
    rails = [rail for rail in context.facts.of(GuardRail) if rail.refuses]
    for rail in rails:
        allows = message(N_("the guard rail allows a region outside the EEA"))
        yield from holds(rail, rail.refuses, allows)
    if not rails:
        missing = message(N_("no guard rail of this stack refuses regions outside the EEA"))
        yield held_elsewhere(context, "guard_rails", missing)
