"""HDS-OPS-006: a schedule never stops a service declared 24/7, nor backups, nor traces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.declarations import no_manifest
from hdsstack.model.facts import BackupPlan, StopSchedule, TraceStore, Trail, Vault
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict
from hdsstack.planning.stores import store_of

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment

_ALWAYS = "24/7"


@control(
    id="HDS-OPS-006",
    title=N_("A schedule never stops a service declared 24/7, nor backups, nor traces"),
    why=N_(
        "Night savings must not close the emergency department's record. Derived from HDS"
        " requirement EXI 05-G on continuity commitments."
    ),
    remedy=N_(
        "Take the service out of the schedule, or declare it `availability: office` if care"
        " agrees; leave backup plans, vaults, trails and log stores out of every schedule."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=("hds-2024-2.0/EXI-05-G", "iso27001-2022/A.5.30"),
    declared=True,
)
def nothing_vital_stops(context: Context) -> Iterator[Verdict]:
    """The schedules of the manifest, then those of the stack."""
    manifest = context.establishment
    schedules = list(context.facts.of(StopSchedule))
    if manifest:
        yield _declared(manifest)
    elif schedules:
        yield no_manifest(message(N_("which services must answer at any hour")))
    else:
        yield not_applicable(message(N_("no schedule stops anything")))
    for schedule in schedules:
        yield _scheduled(schedule, context)


def _declared(establishment: Establishment) -> Verdict:
    stopped = {name for schedule in establishment.schedules for name in schedule.workloads}
    if not stopped:
        return not_applicable(message(N_("no schedule stops anything")))
    known = {row.name: row for row in establishment.workloads}
    wrong = [
        name for name in sorted(stopped) if name not in known or known[name].availability == _ALWAYS
    ]
    if wrong:
        because = message(
            N_("a schedule stops what is 24/7 or not declared: {names}"), names=", ".join(wrong)
        )
        return failed(because, at="schedules.workloads")
    return passed()


def _scheduled(schedule: StopSchedule, context: Context) -> Verdict:
    on, stops = schedule.resource.urn, schedule.stops
    if schedule.watchman:
        return failed(message(N_("the schedule stops backups or traces")), stops, on=on)
    if isinstance(stops.value, Unknown):
        return unknown(stops.value, stops, on=on)
    for urn in stops.value:
        target = context.graph.by_urn.get(urn)
        name = target.name if target else urn
        if urn in _watchmen(context) or _is_always_on(name, context.establishment):
            because = message(N_("the schedule stops {name}, which must go on"), name=name)
            return failed(because, stops, on=on)
    return passed(stops, on=on)


def _watchmen(context: Context) -> set[str]:
    """URNs of backups and traces."""
    return {
        fact.resource.urn
        for kind in (BackupPlan, Vault, TraceStore, Trail)
        for fact in context.facts.of(kind)
    }


def _is_always_on(name: str, establishment: Establishment | None) -> bool:
    part = store_of(establishment, name) if establishment else None
    return part is not None and part.workload.availability == _ALWAYS
