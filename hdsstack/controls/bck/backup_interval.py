"""HDS-BCK-002: backups are not further apart than the store's maximum data loss, nor than a day."""

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.coverage import DAY_MINUTES, coverages
from hdsstack.model.facts import Coverage, Store
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict
from hdsstack.planning.stores import rpo_minutes


@control(
    id="HDS-BCK-002",
    title=N_("Backups are not further apart than the declared maximum data loss, nor than a day"),
    why=N_(
        "What was written since the last backup is lost. Derived from SecNumCloud 3.2 12.5.a,"
        " which wants a daily backup; the maximum data loss (PRD, RPO) is the establishment's own"
        " promise."
    ),
    remedy=N_(
        "Bring the schedule of the plan below the workload's `rpo_minutes`, or turn on continuous"
        " backup or point-in-time recovery; a plan for weekdays only leaves a weekend."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "secnumcloud-3.2/12.5.a",
        "care-d2/O2",
        "recyf-2.5/13.4",
        "hds-2024-2.0/EXI-05-G",
        "iso27001-2022/A.8.13",
    ),
)
def backup_interval(store: Store, context: Context) -> Verdict:
    """The most frequent of the store's backups decides; the plan is to blame."""
    if isinstance(store.backups, Unknown):
        return unknown(store.backups)
    backups = coverages(store)
    if not backups:
        return not_applicable(message(N_("the store has no backup whose interval could be read")))
    limit = _limit(store, context)
    best = min(backups, key=_minutes)
    if _minutes(best) <= limit:
        return passed(on=best.by.urn)
    for row in backups:
        if isinstance(row.interval.value, Unknown):
            return unknown(row.interval.value, row.interval, on=row.by.urn)
    because = message(
        N_("{store}: up to {minutes} minutes between two backups; at most {limit} are wanted"),
        store=store.resource.name,
        minutes=f"{_minutes(best):g}",
        limit=limit,
    )
    return failed(because, best.interval, on=best.interval.on or best.by.urn)


def _minutes(coverage: Coverage) -> float:
    found = coverage.interval.value
    return float("inf") if isinstance(found, Unknown) else found


def _limit(store: Store, context: Context) -> int:
    if context.establishment is None:
        return DAY_MINUTES
    declared = rpo_minutes(context.establishment, store.resource.name)
    return min(DAY_MINUTES, declared or DAY_MINUTES)
