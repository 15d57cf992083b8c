"""HDS-NET-004: machines have no public address."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import never
from hdsstack.model.facts import Machine
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-NET-004",
    title=N_("Machines have no public address"),
    why=N_(
        "A machine with a public address is one rule away from the internet. Derived from ReCyF"
        " objective 7 on architecture; entry points are load balancers and gateways, administration"
        " is a bastion."
    ),
    remedy=N_(
        "On AWS set `associatePublicIpAddress` to false, use subnets without `mapPublicIpOnLaunch`"
        " and no elastic address; on Azure remove the public address from the network interface."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=("recyf-2.5/7", "secnumcloud-3.2/13.2", "iso27001-2022/A.8.20"),
)
def no_public_address(machine: Machine) -> Iterator[Verdict]:
    """The machine's own setting, its subnet's, and addresses attached elsewhere."""
    yield from never(machine, machine.public_address, message(N_("it has a public address")))
