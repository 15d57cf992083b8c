"""HDS-BCK-008: versioning or point-in-time recovery is on where the service has it."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Store
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-BCK-008",
    title=N_("Versioning or point-in-time recovery is on where the service has it"),
    why=N_(
        "An overwrite or a wrong deletion is quickly seen, and undone only where the old version"
        " is still there. Derived from HDS requirement EXI 05-G on continuity commitments."
    ),
    remedy=N_(
        "On AWS turn on bucket versioning, `pointInTimeRecovery` of tables, and a backup retention"
        " above 0; on Azure `isVersioningEnabled` of the blob service, or soft delete where the"
        " namespace is hierarchical."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=("hds-2024-2.0/EXI-05-G", "iso27001-2022/A.8.13"),
)
def versions_kept(store: Store) -> Iterator[Verdict]:
    """Replicas follow their source."""
    lost = message(N_("an overwrite or a deletion cannot be undone"))
    yield from holds(store, store.history, lost)
