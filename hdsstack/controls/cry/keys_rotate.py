"""HDS-CRY-003: keys rotate at least yearly."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Custody
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-CRY-003",
    title=N_("Keys rotate at least yearly"),
    why=N_(
        "A key that never changes protects ever more data and its leak opens all of them. Derived"
        " from SecNumCloud 3.2 chapter 10.5 on the management of secrets; HDS names no period."
    ),
    remedy=N_(
        "On AWS set `enableKeyRotation` (and `rotationPeriodInDays` of 365 at most) on symmetric"
        " keys; on Azure give the key a rotation policy that rotates within a year."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=("secnumcloud-3.2/10.5", "iso27001-2022/A.8.24"),
)
def keys_rotate(custody: Custody) -> Iterator[Verdict]:
    """Keys that cannot rotate by themselves (asymmetric, imported) raise no question."""
    yield from holds(custody, custody.rotated, message(N_("the key does not rotate yearly")))
