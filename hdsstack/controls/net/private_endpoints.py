"""HDS-NET-005: managed services that hold health data are reached through private endpoints."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Store
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-NET-005",
    title=N_("Managed services that hold health data are reached through private endpoints"),
    why=N_(
        "A service without a private endpoint is reached over public addresses even from inside."
        " Derived from SecNumCloud 3.2 chapter 13.2 on the partitioning of networks."
    ),
    remedy=N_(
        "On Azure create a private endpoint for the service and turn `publicNetworkAccess` off; on"
        " AWS put the service in the network or create its VPC endpoint."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=("secnumcloud-3.2/13.2", "recyf-2.5/7.A", "iso27001-2022/A.8.22"),
)
def private_endpoints(store: Store) -> Iterator[Verdict]:
    """Only services that stand outside any network by nature raise the question."""
    missing = message(N_("no private endpoint leads to it"))
    yield from holds(store, store.private, missing)
