"""HDS-NET-002: only declared public entry points accept traffic from anywhere, on TLS ports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.openings import (
    HTTPS,
    inside,
    intervals,
    is_icmp,
    lets_everyone,
    on_tls_only,
    shown,
)
from hdsstack.model.facts import Opening, Ports
from hdsstack.model.message import N_, Message, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict
from hdsstack.planning.flows import public_entries

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment


@control(
    id="HDS-NET-002",
    title=N_(
        "Only declared public entry points accept traffic from anywhere, and only on TLS ports"
    ),
    why=N_(
        "What anyone can reach, anyone can attack: the few doors to the internet are chosen,"
        " written down and encrypted. Derived from ReCyF objective 7.B on filtering; HDS"
        " requirement EXI 23 asks for controlled accesses and names no port."
    ),
    remedy=N_(
        "Replace 0.0.0.0/0, ::/0, `*` or `Internet` by the ranges of the sites, or declare the"
        " entry point in the manifest's flow register (`flows[].public: true`) and open it on 443"
        " only."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "recyf-2.5/7.B",
        "hds-2024-2.0/EXI-23",
        "secnumcloud-3.2/13.2",
        "iso27001-2022/A.8.20",
        "iso27001-2022/A.8.22",
    ),
)
def public_entry_points(opening: Opening, context: Context) -> Verdict:
    """Who is let in, then on which ports, then what the register says."""
    on, at = opening.resource.urn, opening.sources.at
    if not opening.inbound:
        return not_applicable(message(N_("the rule lets traffic out")))
    everyone = False if is_icmp(opening) else lets_everyone(opening, context)
    if isinstance(everyone, Unknown):
        return unknown(everyone, on=on, at=at)
    if not everyone:
        return passed(opening.sources, on=on)
    ports = opening.ports.value
    if isinstance(ports, Unknown):
        return unknown(ports, on=on, at=opening.ports.at)
    return _open_to_all(opening, ports, context.establishment)


def _open_to_all(opening: Opening, ports: Ports, establishment: Establishment | None) -> Verdict:
    on, at = opening.resource.urn, opening.sources.at
    if establishment is None:
        return _undeclared(opening, ports, on, at)
    because = _refused(establishment, ports)
    return failed(because, on=on, at=at) if because else passed(opening.sources, on=on)


def _undeclared(opening: Opening, ports: Ports, on: str, at: str) -> Verdict:
    """Without a manifest, a load balancer or gateway that faces the internet may answer on 443."""
    if intervals(ports) != ((HTTPS, HTTPS),):
        return failed(_open(ports), on=on, at=at)
    if opening.entry_point:
        return passed(opening.sources, on=on)
    because = message(
        N_("port 443 is open to anyone, and nothing says that it is a public entry point")
    )
    return unknown(because, on=on, at=at)


def _refused(establishment: Establishment, ports: Ports) -> Message | None:
    opened = intervals(ports)
    if not any(inside(opened, entry.ports) for entry in public_entries(establishment)):
        return message(
            N_("open to anyone, and no flow of the register is public there: {ports}"),
            ports=shown(ports),
        )
    return None if on_tls_only(ports) else _open(ports)


def _open(ports: Ports) -> Message:
    return message(N_("open to anyone on the internet: {ports}"), ports=shown(ports))
