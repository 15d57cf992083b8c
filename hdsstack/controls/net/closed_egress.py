"""HDS-NET-006: egress is denied by default and listed."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, never, unknown
from hdsstack.controls.openings import intervals, is_icmp, lets_everyone
from hdsstack.model.facts import Barrier, Opening, Ports
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
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
        on = opening.resource.urn
        match _everything_leaves(opening, context):
            case Seen(value=True, at=at):
                yield failed(free, on=on, at=at)
            case Seen(value=Unknown() as missing, at=at):
                yield unknown(missing, on=on, at=at)


def _everything_leaves(opening: Opening, context: Context) -> Seen[bool]:
    """Whether a rule lets every port reach everybody; at the property that says or hides it."""
    ports, at = opening.ports, opening.sources.at
    if opening.inbound or is_icmp(opening):
        return Seen(value=False)
    if isinstance(ports.value, Ports) and not _every_port(ports.value):
        return Seen(value=False)
    everyone = lets_everyone(opening, context)
    if everyone is True and isinstance(ports.value, Unknown):
        return Seen(ports.value, ports.at)
    return Seen(everyone, at)


def _every_port(ports: Ports) -> bool:
    return any(first <= 1 and last == _LAST_PORT for first, last in intervals(ports))
