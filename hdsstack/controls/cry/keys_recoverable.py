"""HDS-CRY-004: keys cannot be destroyed by accident."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Custody
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-CRY-004",
    title=N_("Keys cannot be destroyed by accident"),
    why=N_(
        "A destroyed key is a destroyed medical record. Derived from HDS requirement EXI 27: data"
        " must be given back at the end, which no one can do without the key."
    ),
    remedy=N_(
        "On AWS leave `deletionWindowInDays` at 30; on Azure turn on `enablePurgeProtection` and"
        " keep soft delete with a retention of 30 days or more."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.DERIVED,
    covers=("hds-2024-2.0/EXI-27", "secnumcloud-3.2/10.5", "iso27001-2022/A.8.24"),
)
def keys_recoverable(custody: Custody) -> Iterator[Verdict]:
    """A window of 30 days or more, purge protection, soft delete: what the service has."""
    lost = message(N_("the key can be destroyed for good within less than 30 days"))
    yield from holds(custody, custody.recoverable, lost)
