"""HDS-NET-006: egress is denied by default and listed."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, never
from hdsstack.controls.openings import intervals, is_icmp, lets_everyone
from hdsstack.model.facts import Barrier, Opening, Ports
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict

_LAST_PORT = 65535


@control(
    id="HDS-NET-006",
    title=N_("Egress is denied by default and listed"),
    why=N_(
        "Free egress is how data leave and how an intruder calls home. Derived from ReCyF"
        " objective 7.B, which asks for deny-by-default filtering in both directions."
    ),
    remedy=N_(
        "On AWS list what the group may reach and remove `-1` to 0.0.0.0/0; on Azure add an"
        " outbound rule that denies everything at the lowest priority and allow rules above it: an"
        " NSG without outbound rules lets everything out."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=("recyf-2.5/7.B", "secnumcloud-3.2/13.2", "iso27001-2022/A.8.22"),
)
def closed_egress(context: Context) -> Iterator[Verdict]:
    """Groups that let everything out by default, and rules that do."""
    free = message(N_("everything may leave, to anywhere"))
    for barrier in context.facts.of(Barrier):
        yield from never(barrier, barrier.egress_open, free)
    for opening in context.facts.of(Opening):
        if _everything_leaves(opening, context):
            yield failed(free, on=opening.resource.urn, at=opening.sources.at)


def _everything_leaves(opening: Opening, context: Context) -> bool:
    ports = opening.ports.value
    if opening.inbound or is_icmp(opening) or not isinstance(ports, Ports):
        return False
    every_port = any(first <= 1 and last == _LAST_PORT for first, last in intervals(ports))
    return every_port and lets_everyone(opening, context) is True
