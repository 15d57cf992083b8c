"""HDS-CRY-006: data in transit use TLS 1.2 or better; plain protocols are refused."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.controls.asked import asked
from hdsstack.model.facts import Endpoint, Store
from hdsstack.model.message import N_, Message, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict

_ACCEPTED = ("1.2", "1.3")


@control(
    id="HDS-CRY-006",
    title=N_("Data in transit use TLS 1.2 or better, and plain protocols are refused"),
    why=N_(
        "Derived from GDPR article 32 and from clause O-8.1 of the health security clauses of"
        " 2024, which asks for TLS 1.2; HDS requirement EXI 05-C makes the risk assessment consider"
        " compromised data flows and names no protocol."
    ),
    remedy=N_(
        "On AWS use a TLS 1.2 or 1.3 security policy on listeners, a bucket policy that denies"
        " `aws:SecureTransport` false for every action, `rds.force_ssl`; on Azure"
        " `minimumTlsVersion` TLS1_2, HTTPS only, `require_secure_transport` on."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-C",
        "gdpr/32",
        "clausier-2024/O-8.1",
        "secnumcloud-3.2/10.2",
        "iso27001-2022/A.5.14",
        "iso27001-2022/A.8.24",
    ),
)
def tls_in_transit(context: Context) -> Iterator[Verdict]:
    """The lowest protocol that each store and listener accepts."""
    stores = asked(context, "HDS-CRY-006", Store)
    endpoints = asked(context, "HDS-CRY-006", Endpoint)
    subjects: tuple[Store | Endpoint, ...] = (*stores, *endpoints)
    for fact in subjects:
        for lowest in fact.transit:
            yield _judge(lowest, lowest.on or fact.resource.urn)


def _judge(lowest: Seen[str], on: str) -> Verdict:
    if isinstance(lowest.value, Unknown):
        return unknown(lowest.value, lowest, on=on)
    if lowest.value in _ACCEPTED:
        return passed(lowest, on=on)
    return failed(lowest.why or _because(lowest.value), lowest, on=on)


def _because(lowest: str) -> Message:
    if lowest == "plain":
        return message(N_("unencrypted connections are accepted"))
    return message(N_("TLS {version} is accepted; 1.2 is the lowest wanted"), version=lowest)
