"""HDS-OPS-007: two site links, or an accepted single one, and a stated behaviour when down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed
from hdsstack.controls.declarations import declaration, no_manifest
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Network

_ENOUGH = 2


@control(
    id="HDS-OPS-007",
    title=N_("Two site links, or an accepted single link, and a stated behaviour when down"),
    why=N_(
        "A hospital in the cloud is as available as its line. Derived from HDS requirement EXI"
        " 05-G and clause O-3.11 of the health security clauses on degraded mode."
    ),
    remedy=N_(
        "Declare two links per site in `network.links`, or `network.single_link_accepted` with who"
        " accepts and why, and `network.link_down`: what care does meanwhile."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-G",
        "clausier-2024/O-3.11",
        "iso27001-2022/A.8.14",
        "iso27001-2022/A.5.30",
    ),
    declared=True,
)
def two_links(context: Context) -> Verdict:
    """Each site of the manifest."""
    if context.establishment is None:
        return no_manifest(message(N_("the site links and what happens when they are down")))
    network = context.establishment.network
    if not network.sites:
        return not_applicable(message(N_("no site uses this stack")))
    weak = _weak(network)
    if weak and network.single_link_accepted is None:
        because = message(
            N_("less than two links, and no acceptance, for: {sites}"), sites=", ".join(weak)
        )
        return failed(because, at="network.links")
    if network.link_down is None:
        because = message(N_("what happens when the links are down is not stated"))
        return failed(because, at="network.link_down")
    accepted = network.single_link_accepted
    detail = accepted.accepted_by if weak and accepted else ", ".join(_links(network))
    return passed(rests_on=(declaration("network.links", detail),))


def _links(network: Network) -> list[str]:
    return [link.name for link in network.links]


def _weak(network: Network) -> list[str]:
    return [
        site.name
        for site in network.sites
        if sum(link.site == site.name for link in network.links) < _ENOUGH
    ]
