"""HDS-BCK-001: every health store is covered by a backup plan."""

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.coverage import kept_days
from hdsstack.controls.lasting import lasting
from hdsstack.model.facts import Coverage, Store
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict
from hdsstack.planning.retention import backup_bounds


@control(
    id="HDS-BCK-001",
    title=N_("Every health store is covered by a backup plan"),
    why=N_(
        "That a plan exists proves nothing: the question is which store it forgot. Derived from"
        " HDS requirement EXI 05-G on continuity and from CaRE domain 2, objective 2 on backup"
        " plans."
    ),
    remedy=N_(
        "Add the store to the selection of a backup plan, or keep the service's own backups for the"
        " stated window; on AWS a selection names the store's ARN or a tag that it carries (keys"
        " are case sensitive); on Azure a protected item or a backup instance names it."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-G",
        "hds-2024-2.0/EXI-04",
        "care-d2/O2",
        "secnumcloud-3.2/12.5",
        "recyf-2.5/13.1",
        "iso27001-2022/A.8.13",
    ),
)
def covered_stores(store: Store, context: Context) -> Verdict:
    """A plan that selects the store, or its own backups kept for the least window."""
    on = store.resource.urn
    if not store.backups_possible:
        return not_applicable(
            message(N_("{type} is rebuilt, not backed up"), type=store.resource.type)
        )
    if isinstance(store.backups, Unknown):
        return unknown(store.backups, on=on)
    if any(not coverage.own for coverage in store.backups):
        return passed(on=on)
    if not store.backups:
        return failed(
            message(N_("no backup plan selects it, and it has no backups of its own")), on=on
        )
    return _own(store.backups, on, backup_bounds(context.establishment).shortest)


def _own(backups: tuple[Coverage, ...], on: str, shortest: int) -> Verdict:
    known = [days for coverage in backups if (days := kept_days(coverage)) is not None]
    if any(days >= shortest for days in known):
        return passed(on=on)
    if len(known) < len(backups):
        return unknown(message(N_("how long its own backups are kept is not known")), on=on)
    because = message(
        N_(
            "no backup plan selects it, and its own backups are kept {time}; {shortest} days wanted"
        ),
        time=lasting(max(known)),
        shortest=shortest,
    )
    return failed(because, on=on, at=backups[0].kept.at)
