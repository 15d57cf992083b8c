"""HDS-IAM-005: administration goes through a bastion or session service that records."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import holds, not_applicable
from hdsstack.controls.declarations import held_elsewhere
from hdsstack.model.facts import AdminAccess, Machine
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-IAM-005",
    title=N_("Administration goes through a bastion or session service that records it"),
    why=N_(
        "The fifth hosting activity is about mastering interventions: who acted, when and why."
        " Derived from HDS requirement EXI 15, which lets the client consult the traces of accesses"
        " by the host's staff."
    ),
    remedy=N_(
        "On AWS use Session Manager with its log group or bucket; on Azure a Bastion with session"
        " recording or diagnostic traces. If another stack holds it, declare `foundation.bastion`."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-15",
        "hds-2024-2.0/EXI-05-E",
        "csp/R.1111-9",
        "secnumcloud-3.2/12.12",
        "recyf-2.5/19",
        "clausier-2024/O-9.2",
        "iso27001-2022/A.8.2",
    ),
    declared=True,
)
def recorded_administration(context: Context) -> Iterator[Verdict]:
    """Each access of the stack must record; without one, the foundation answers."""
    accesses = [access for access in context.facts.of(AdminAccess) if access.records]
    for access in accesses:
        silent = message(N_("sessions of administrators leave no record"))
        yield from holds(access, access.records, silent)
    if accesses:
        return
    if not any(context.facts.of(Machine)):
        yield not_applicable(message(N_("no machine of this stack is administered by session")))
        return
    missing = message(N_("no bastion or session service of this stack records administration"))
    yield held_elsewhere(context, "bastion", missing)
