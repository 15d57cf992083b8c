"""HDS-NET-001: no health store is reachable from a public network."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import never
from hdsstack.model.facts import Store
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-NET-001",
    title=N_("No health store is reachable from a public network"),
    why=N_(
        "A store that answers the internet has one barrier left, a password or a key. Derived from"
        " HDS requirement EXI 23 on the control of accesses and from ReCyF objective 7 on"
        " architecture."
    ),
    remedy=N_(
        "On AWS set `publiclyAccessible` to false and all four parts of the bucket's public access"
        " block; on Azure set `publicNetworkAccess` to Disabled (absent often means enabled) or a"
        " default action of Deny, and remove wide firewall rules."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-23",
        "recyf-2.5/7",
        "secnumcloud-3.2/13.2",
        "iso27001-2022/A.8.20",
        "iso27001-2022/A.8.3",
    ),
)
def no_public_store(store: Store) -> Iterator[Verdict]:
    """Every way in from a public network must be shut."""
    yield from never(store, store.public, message(N_("it can be reached from a public network")))
