"""HDS-LOG-001: an audit trail covers every region and the control plane, and is sealed."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import holds, passed
from hdsstack.controls.declarations import held_elsewhere
from hdsstack.model.facts import Place, Trail
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOG-001",
    title=N_("An audit trail covers every region and the control plane, and proves its integrity"),
    why=N_(
        "Without a whole and sealed trail nobody can say who changed what. Derived from HDS"
        " requirements EXI 15 (the client consults traces) and EXI 16 (internal audits cover them);"
        " neither names a service."
    ),
    remedy=N_(
        "On AWS create a `cloudtrail.Trail` with `isMultiRegionTrail`,"
        " `includeGlobalServiceEvents` and `enableLogFileValidation`, all management events"
        " included; on Azure export the subscription's activity log by a diagnostic setting. If"
        " another account holds it, declare `foundation.trail`."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-15",
        "hds-2024-2.0/EXI-16",
        "secnumcloud-3.2/12.6",
        "iso27001-2022/A.8.15",
    ),
    declared=True,
)
def complete_trail(context: Context) -> Iterator[Verdict]:
    """One complete trail per provider is enough; trails of data events alone are something else."""
    trails = [trail for trail in context.facts.of(Trail) if not trail.data_only]
    providers = {trail.resource.package for trail in trails}
    providers |= {place.resource.package for place in context.facts.of(Place) if place.holds_data}
    for provider in sorted(providers):
        yield from _provider(context, [row for row in trails if row.resource.package == provider])
    if not providers:
        yield held_elsewhere(context, "trail", _MISSING)


_MISSING = message(N_("no audit trail of the control plane is in this stack"))


def _provider(context: Context, trails: list[Trail]) -> Iterator[Verdict]:
    complete = [trail for trail in trails if _is_complete(trail)]
    if complete:
        yield from (passed(on=trail.resource.urn) for trail in trails)
        return
    for trail in trails:
        partial = message(N_("the trail does not cover every region and the control plane"))
        yield from holds(trail, trail.complete, partial)
    if not trails:
        yield held_elsewhere(context, "trail", _MISSING)


def _is_complete(trail: Trail) -> bool:
    return all(claim.is_(True) for claim in trail.complete)
