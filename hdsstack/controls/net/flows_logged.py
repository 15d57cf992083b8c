"""HDS-NET-007: network flows are logged."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Network
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-NET-007",
    title=N_("Network flows are logged, on every network"),
    why=N_(
        "Without a record of who talked to whom, an intrusion has no extent. Derived from HDS"
        " requirement EXI 05-D, whose risk scenario names traceability; it names no network log."
    ),
    remedy=N_(
        "On AWS create a `FlowLog` of the VPC with traffic type ALL; on Azure a virtual network"
        " flow log that is enabled, in the network watcher of its region."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=("hds-2024-2.0/EXI-05-D", "secnumcloud-3.2/13.3", "iso27001-2022/A.8.15"),
)
def flows_logged(network: Network) -> Iterator[Verdict]:
    """A flow log that is disabled logs nothing."""
    missing = message(N_("no flow log records this network"))
    yield from holds(network, network.flows_logged, missing)
