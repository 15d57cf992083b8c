"""HDS-NET-003: no administration port is open outside the administration network."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.openings import (
    Peers,
    is_icmp,
    lets_everyone,
    on_administration,
    peers_of,
    plan_of,
    shown,
)
from hdsstack.model.facts import Opening, Ports
from hdsstack.model.message import N_, Message, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict
from hdsstack.planning.addresses import is_public, within

_INSIDE_THE_NETWORK = "virtualnetwork"
_PROBE = "azureloadbalancer"


@control(
    id="HDS-NET-003",
    title=N_("No administration port is open outside the administration network"),
    why=N_(
        "Remote desktop and SSH open to anywhere are among the first things that an attacker"
        " tries. Derived from ReCyF objective 19 on administration from a dedicated network, and"
        " from HDS requirement EXI 23, which names no port."
    ),
    remedy=N_(
        "Restrict SSH, Remote Desktop and WinRM to the administration ranges declared in the"
        " manifest (`network.administration`), or close them and administer through a"
        " session service: on AWS Session Manager; on Azure Bastion."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.DERIVED,
    covers=(
        "recyf-2.5/19",
        "recyf-2.5/19.1",
        "hds-2024-2.0/EXI-23",
        "secnumcloud-3.2/9.6",
        "iso27001-2022/A.8.20",
        "iso27001-2022/A.8.2",
    ),
)
def administration_ports(opening: Opening, context: Context) -> Iterator[Verdict]:
    """Each peer of a rule that opens such a port must be an administrator's."""
    on = opening.resource.urn
    ports = opening.ports.value
    if not opening.inbound:
        yield not_applicable(message(N_("the rule lets traffic out")))
    elif is_icmp(opening) or (isinstance(ports, Ports) and not on_administration(ports)):
        yield passed(on=on)
    elif isinstance(ports, Unknown):
        yield _unread(opening, ports, context)
    else:
        yield from _judged(opening, ports, context)


def _unread(opening: Opening, ports: Unknown, context: Context) -> Verdict:
    """Unknown ports matter only where the peers are not administrators."""
    peers = peers_of(opening)
    if isinstance(peers, Peers) and not any(_verdicts(opening, peers, Message("?"), context)):
        return passed(on=opening.resource.urn)
    return unknown(ports, on=opening.resource.urn, at=opening.ports.at)


def _judged(opening: Opening, ports: Ports, context: Context) -> Iterator[Verdict]:
    on, at = opening.resource.urn, opening.sources.at
    peers = peers_of(opening)
    if isinstance(peers, Unknown):
        yield unknown(peers, on=on, at=at)
        return
    found = list(_verdicts(opening, peers, shown(ports), context))
    yield from found or [passed(opening.sources, on=on)]


def _verdicts(
    opening: Opening, peers: Peers, ports: Message, context: Context
) -> Iterator[Verdict]:
    """What is wrong or undecided; nothing where every peer is an administrator's."""
    on, at = opening.resource.urn, opening.sources.at
    if lets_everyone(opening, context) is True:
        yield failed(_open_to_all(ports), on=on, at=at)
        return
    allowed = _allowed(context)
    for peer in peers.ranges:
        if allowed and within(peer, allowed):
            continue
        if allowed or is_public(peer):
            yield failed(_open(ports, peer), on=on, at=at)
        else:
            yield unknown(_nobody_says(ports, peer), on=on, at=at, declared=True)
    for tag in peers.tags:
        if tag.lower() == _PROBE:
            continue
        if tag.lower() == _INSIDE_THE_NETWORK and allowed:
            yield failed(_open(ports, tag), on=on, at=at)
        else:
            yield unknown(_nobody_says(ports, tag), on=on, at=at, declared=True)


def _allowed(context: Context) -> tuple[str, ...]:
    """The declared administration ranges, and the subnet of the stack's own bastion."""
    if context.establishment is None:
        return ()
    declared = context.establishment.network.administration
    plan = plan_of(context.establishment)
    bastion = tuple(subnet.range for subnet in plan.of("bastion")) if plan else ()
    return (*declared, *bastion) if declared else ()


def _open(ports: Message, peer: str) -> Message:
    return message(N_("administration ports are open to {peer}: {ports}"), peer=peer, ports=ports)


def _open_to_all(ports: Message) -> Message:
    return message(
        N_("administration ports are open to anyone on the internet: {ports}"), ports=ports
    )


def _nobody_says(ports: Message, peer: str) -> Message:
    return message(
        N_("open to {peer}, and no administration network is declared: {ports}"),
        ports=ports,
        peer=peer,
    )
