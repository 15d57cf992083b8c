"""How a store is backed up, as the controls of backups read it."""

from hdsstack.model.facts import Coverage, Store
from hdsstack.model.values import Unknown

DAY_MINUTES = 24 * 60


def coverages(store: Store) -> tuple[Coverage, ...]:
    """The ways in which a store is backed up; none where the selection cannot be read."""
    return () if isinstance(store.backups, Unknown) else store.backups


def kept_days(coverage: Coverage) -> float | None:
    """How long its backups are kept, in days; None where that is not known."""
    found = coverage.kept.value
    return None if isinstance(found, Unknown) else found
