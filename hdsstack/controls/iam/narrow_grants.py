"""HDS-IAM-001: no grant of every action to a workload or a person."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import never
from hdsstack.model.facts import Grant
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-IAM-001",
    title=N_("No workload or person is granted every action, or a whole service everywhere"),
    why=N_(
        "A grant that names everything controls nothing: whoever takes the workload takes the"
        " records. Derived from HDS requirements EXI 05-D and EXI 23 on the control of accesses."
    ),
    remedy=N_(
        "On AWS name actions and resources, without `*`, `NotAction` or `iam:PassRole` on `*`; on"
        " Azure replace Owner, User Access Administrator or Contributor above the resource by a"
        " role that names its actions, at the resource's scope."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-D",
        "hds-2024-2.0/EXI-23",
        "secnumcloud-3.2/9.3",
        "iso27001-2022/A.5.18",
        "iso27001-2022/A.8.2",
    ),
)
def narrow_grants(grant: Grant) -> Iterator[Verdict]:
    """Only what is allowed counts: a star in a refusal grants nothing."""
    wide = message(N_("it grants every action, or a whole service on every resource"))
    yield from never(grant, grant.wide, wide)
