"""HDS-LOC-004: no service with a worldwide footprint carries health data."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import never
from hdsstack.model.facts import WorldwideFront
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOC-004",
    title=N_("No service with a worldwide footprint carries health data"),
    why=N_(
        "A content network or worldwide front decrypts and caches what it carries wherever its"
        " visitor is. Derived from HDS requirement EXI 28 on storage in the EEA: no setting keeps"
        " such a service inside it."
    ),
    remedy=N_(
        "Serve health data from a regional entry point, not from one with a worldwide footprint:"
        " on AWS an application load balancer or API gateway; on Azure an Application Gateway."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=("hds-2024-2.0/EXI-28", "hds-2024-2.0/EXI-29", "secnumcloud-3.2/19.2"),
)
def no_worldwide_front(front: WorldwideFront) -> Iterator[Verdict]:
    """What stands behind the front decides."""
    yield from never(
        front, front.carries, message(N_("a worldwide service stands in front of health data"))
    )
