"""HDS-RET-002: stores of health data cannot be deleted by accident."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Store
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-RET-002",
    title=N_("Stores of health data cannot be deleted by accident, in the cloud or by Pulumi"),
    why=N_(
        "One wrong name in a program replaces a database. Derived from HDS requirement EXI 27: the"
        " data must still be there to be given back."
    ),
    remedy=N_(
        "Set `protect=True` on the resource, and the service's own guard: on AWS"
        " `deletionProtection`, no `forceDestroy`, a final snapshot; on Azure a resource lock."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=("hds-2024-2.0/EXI-27", "iso27001-2022/A.5.33", "iso27001-2022/A.8.10"),
)
def guarded_stores(store: Store) -> Iterator[Verdict]:
    """Every guard that the service and Pulumi have."""
    yield from holds(store, store.guarded, message(N_("it can be deleted by accident")))
