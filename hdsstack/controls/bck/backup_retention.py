"""HDS-BCK-007: backups are kept within the stated window."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.controls.asked import asked
from hdsstack.controls.coverage import coverages
from hdsstack.controls.lasting import lasting
from hdsstack.model.facts import NEVER, BackupPlan, Store
from hdsstack.model.message import N_, Message, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict
from hdsstack.planning.retention import Bounds, backup_bounds


@control(
    id="HDS-BCK-007",
    title=N_("Backups are kept within the stated window: thirty days at least, and a maximum"),
    why=N_(
        "An intruder may wait in the network for weeks before striking; a backup kept for ever"
        " keeps what should have been erased. Derived from HDS requirement EXI 05-G and GDPR"
        " article 5; HDS names no duration."
    ),
    remedy=N_(
        "Keep backups between 30 days and the manifest's `retention.backups.max_days`: on AWS set"
        " the rule's `lifecycle.deleteAfter` or `backupRetentionPeriod`; on Azure set the policy's"
        " or server's retention."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-G",
        "gdpr/5",
        "care-d2/O2",
        "secnumcloud-3.2/12.5",
        "iso27001-2022/A.8.13",
    ),
)
def backup_retention(context: Context) -> Iterator[Verdict]:
    """The longest of a store's backups reaches the floor; none passes the maximum."""
    bounds = backup_bounds(context.establishment)
    for store in asked(context, "HDS-BCK-007", Store):
        if isinstance(store.backups, Unknown):
            yield unknown(store.backups, on=store.resource.urn)
        kept = [(row.kept, row.kept.on or row.by.urn) for row in coverages(store)]
        yield from _judged(kept, bounds)
    used = {row.by.urn for store in context.facts.of(Store) for row in coverages(store)}
    for plan in context.facts.of(BackupPlan):
        kept = [(seen, seen.on or plan.resource.urn) for seen in plan.kept]
        if plan.resource.urn not in used:
            yield from _judged(kept, bounds)
        else:
            yield from _ended(kept, bounds)


def _judged(kept: list[tuple[Seen[float], str]], bounds: Bounds) -> Iterator[Verdict]:
    known = [(seen, on, days) for seen, on in kept if not isinstance(days := seen.value, Unknown)]
    reached = any(days >= bounds.shortest for _, _, days in known)
    for seen, on in kept:
        if isinstance(seen.value, Unknown) and not reached:
            yield unknown(seen.value, seen, on=on)
    for seen, on, days in known:
        if reached and bounds.judge(days) != "long":
            yield passed(seen, on=on)
    yield from _ended(kept, bounds)
    if known and not reached and len(known) == len(kept):
        seen, on, days = max(known, key=lambda row: row[2])
        yield failed(_too_short(days, bounds), seen, on=on)


def _ended(kept: list[tuple[Seen[float], str]], bounds: Bounds) -> Iterator[Verdict]:
    """The maximum is every rule's, also that of a monthly one beside the daily one that counts."""
    for seen, on in kept:
        days = seen.value
        if isinstance(days, Unknown):
            if bounds.longest is not None:
                yield unknown(days, seen, on=on)
        elif bounds.judge(days) == "long":
            yield failed(_too_long(days, bounds), seen, on=on)


def _too_long(days: float, bounds: Bounds) -> Message:
    if days == NEVER:
        return message(N_("backups are kept for ever, with no maximum"))
    return message(
        N_("backups are kept {time}; at most {longest} days are stated"),
        time=lasting(days),
        longest=bounds.longest or "-",
    )


def _too_short(days: float, bounds: Bounds) -> Message:
    return message(
        N_("backups are kept {time}; at least {shortest} days are wanted"),
        time=lasting(days),
        shortest=bounds.shortest,
    )
