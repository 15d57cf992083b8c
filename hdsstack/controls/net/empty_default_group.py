"""HDS-NET-008: the default security group carries no rule."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Barrier
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-NET-008",
    title=N_("The default security group of a network carries no rule"),
    why=N_(
        "What is created without a group falls into the default one; empty, it reaches nothing."
        " Good practice, behind ReCyF objective 7.B."
    ),
    remedy=N_(
        "On AWS adopt the group with `DefaultSecurityGroup` and give it neither ingress nor egress."
    ),
    severity=Severity.LOW,
    strength=Strength.GOOD_PRACTICE,
    covers=("recyf-2.5/7.B", "iso27001-2022/A.8.22"),
)
def empty_default_group(barrier: Barrier) -> Iterator[Verdict]:
    """Only the default group of a network raises the question."""
    yield from holds(barrier, barrier.empty, message(N_("the default group carries rules")))
