"""HDS-CHN-002: no certificate of the chain is expired; one that ends soon is announced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.declarations import no_manifest
from hdsstack.model.message import N_, Message, message
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Certificate, Establishment

_ANNOUNCED_DAYS = 90


@dataclass(frozen=True, slots=True)
class _Held:
    """One certificate and who holds it."""

    actor: str
    certificate: Certificate

    @property
    def name(self) -> str:
        number = self.certificate.number or self.certificate.framework
        return f"{self.actor} ({number})"


@control(
    id="HDS-CHN-002",
    title=N_("No certificate of the chain is expired; one that ends within 90 days is announced"),
    why=N_(
        "A host whose certificate ended hosts without one (CSP L.1111-8). HDS requirement EXI 12"
        " gives certificates to clients and EXI 14 wants a procedure for the loss of a"
        " subcontractor's."
    ),
    remedy=N_(
        "Ask the actor for its renewed certificate and write its dates in the manifest"
        " (`actors[].certificates[].expires_on`); without renewal, change the actor before the"
        " date."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.MANDATORY,
    covers=("hds-2024-2.0/EXI-12", "hds-2024-2.0/EXI-14", "hds-2024-2.0/EXI-17", "csp/L.1111-8"),
    declared=True,
)
def current_certificates(context: Context) -> Verdict:
    """Every certificate of every actor, on the day of the question."""
    manifest = context.establishment
    if manifest is None:
        return no_manifest(message(N_("the certificates of the chain")))
    held = [_Held(actor.name, row) for actor in manifest.actors for row in actor.certificates]
    if not held:
        return not_applicable(message(N_("the manifest declares no certificate")))
    ended = [row.name for row in held if _ended(row.certificate, context.today)]
    if ended:
        because = message(N_("expired or not yet valid: {names}"), names=", ".join(ended))
        return failed(because, at="actors.certificates.expires_on")
    undated = [row.name for row in held if row.certificate.expires_on is None]
    if undated:
        because = message(N_("no end date is declared for: {names}"), names=", ".join(undated))
        return unknown(because, at="actors.certificates.expires_on")
    return passed(rests_on=tuple(_announced(held, manifest, context.today)))


def _ended(certificate: Certificate, today: date) -> bool:
    begun = certificate.issued_on is None or certificate.issued_on <= today
    return not begun or (certificate.expires_on is not None and certificate.expires_on < today)


def _announced(held: list[_Held], manifest: Establishment, today: date) -> Iterator[Message]:
    """What ends soon, and what ends before the contract does."""
    contract = manifest.contract.ends if manifest.contract else None
    for row in held:
        end = row.certificate.expires_on
        if end is None:
            continue
        if (end - today).days <= _ANNOUNCED_DAYS:
            yield message(
                N_("the certificate of {name} ends on {date}, in {days} days"),
                name=row.name,
                date=end.isoformat(),
                days=(end - today).days,
            )
        if contract is not None and end < contract:
            yield message(
                N_("the certificate of {name} ends on {date}, before the contract ({contract})"),
                name=row.name,
                date=end.isoformat(),
                contract=contract.isoformat(),
            )
