"""HDS-IAM-002: no long-lived access key or local password account."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import never
from hdsstack.model.facts import LocalCredential
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-IAM-002",
    title=N_("No long-lived access key and no local password account"),
    why=N_(
        "A shared key or local password has no person behind it, no second factor and no end."
        " Derived from SecNumCloud 3.2 chapter 9.6; HDS requirement EXI 05-D asks that accesses can"
        " be imputed."
    ),
    remedy=N_(
        "On AWS use roles instead of IAM users with keys; on Azure set `allowSharedKeyAccess` and"
        " `adminUserEnabled` to false, `disableLocalAccounts` or `disableLocalAuth` to true, and"
        " sign in by directory identity."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "secnumcloud-3.2/9.6",
        "hds-2024-2.0/EXI-05-D",
        "iso27001-2022/A.5.17",
        "iso27001-2022/A.8.5",
    ),
)
def no_local_credential(credential: LocalCredential) -> Iterator[Verdict]:
    """A key or password that the service accepts is enabled, used or not."""
    enabled = message(N_("a long-lived key or local password is accepted"))
    yield from never(credential, credential.enabled, enabled)
