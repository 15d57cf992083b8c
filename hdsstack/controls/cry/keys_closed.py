"""HDS-CRY-005: no key, secret or vault is open to any principal or to the public network."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import never
from hdsstack.model.facts import Custody
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-CRY-005",
    title=N_("No key, secret or vault is open to any principal or to the public network"),
    why=N_(
        "Whoever may use the key reads everything that it protects. Derived from HDS requirement"
        " EXI 23 on the control of accesses to health data."
    ),
    remedy=N_(
        "On AWS name the principals in the key's, secret's or vault's policy, or narrow `*` by"
        " account and service in a condition; on Azure set `publicNetworkAccess` to disabled or"
        " deny by default with a private endpoint."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-23",
        "hds-2024-2.0/EXI-05-D",
        "secnumcloud-3.2/10.5",
        "iso27001-2022/A.5.15",
    ),
)
def keys_closed(custody: Custody) -> Iterator[Verdict]:
    """A star principal without a narrowing condition, or a public network, opens it."""
    opened = message(N_("it is open to any principal or to the public network"))
    yield from never(custody, custody.open, opened)
