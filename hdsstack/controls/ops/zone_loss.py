"""HDS-OPS-002: health services survive the loss of one zone or room."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import holds
from hdsstack.controls.asked import asked
from hdsstack.model.facts import DataClass, Machine, Service, Store
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict

_CLASSES = (DataClass.TECHNICAL, DataClass.NON_HEALTH)


@control(
    id="HDS-OPS-002",
    title=N_("Health services survive the loss of one zone or room"),
    why=N_(
        "A zone is a building: it burns, floods and loses power. Derived from HDS requirements EXI"
        " 05-G (continuity commitments) and EXI 25 (the host's default)."
    ),
    remedy=N_(
        "On AWS set `multiAz`, subnets in two zones, regional file systems; on Azure"
        " zone-redundant storage (ZRS) and high availability, scale sets over zones."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-G",
        "hds-2024-2.0/EXI-25",
        "secnumcloud-3.2/17.4",
        "iso27001-2022/A.8.14",
    ),
)
def zone_loss(context: Context) -> Iterator[Verdict]:
    """Stores, services and machines, except those that hold technical or non-health data."""
    single = message(N_("it runs in one zone only"))
    for store in asked(context, "HDS-OPS-002", Store):
        yield from holds(store, store.zones, single)
    services = asked(context, "HDS-OPS-002", Service)
    machines = asked(context, "HDS-OPS-002", Machine)
    running: tuple[Service | Machine, ...] = (*services, *machines)
    for service in running:
        if service.data_class.value not in _CLASSES:
            yield from holds(service, service.zones, single)
