"""HDS-IAM-003: trust is narrow."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import never
from hdsstack.model.facts import Trust
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-IAM-003",
    title=N_("An identity is taken on only by named principals; CI by repository and environment"),
    why=N_(
        "A role that anybody may assume, or any branch of any repository, is an open door with the"
        " rights of the role. Derived from HDS requirement EXI 05-D."
    ),
    remedy=N_(
        "On AWS name the principal, and for CI condition the token's `sub` on repository and"
        " environment, branch or tag, without a wildcard; on Azure write the full subject in the"
        " federated credential."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-D",
        "hds-2024-2.0/EXI-23",
        "iso27001-2022/A.5.16",
        "iso27001-2022/A.8.2",
    ),
)
def narrow_trust(trust: Trust) -> Iterator[Verdict]:
    """Any principal, any repository, or any pull request is wide."""
    wide = message(N_("more than the named principals may take on this identity"))
    yield from never(trust, trust.wide, wide)
