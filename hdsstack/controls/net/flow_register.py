"""HDS-NET-009: every opening is in the flow register, and every flow of the register is open."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.declarations import no_manifest
from hdsstack.controls.openings import intervals, shown
from hdsstack.controls.register import Register, Served
from hdsstack.model.facts import Opening, Ports
from hdsstack.model.message import N_, Message, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-NET-009",
    title=N_("Every opening is in the flow register, and every flow of the register is open"),
    why=N_(
        "A register that says less than the rules hides a door, and one that says more hides a"
        " breakdown. Derived from clause O-12.2.3.2 of the health security clauses (flow matrix)"
        " and ReCyF objective 7.B."
    ),
    remedy=N_(
        "Add the missing row to the manifest's `flows` with its purpose, or remove the rule;"
        " remove from `flows` what is no longer open. Give each rule the description `id: purpose`"
        " of its flow."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=(
        "clausier-2024/O-12.2.3.2",
        "recyf-2.5/7.B",
        "secnumcloud-3.2/13.1",
        "iso27001-2022/A.8.20",
    ),
    declared=True,
)
def flow_register(context: Context) -> Iterator[Verdict]:
    """Each rule against the register, then the register against all rules."""
    if context.establishment is None:
        yield no_manifest(message(N_("the register of flows")))
        return
    openings = tuple(context.facts.of(Opening))
    if not openings and not context.establishment.flows:
        yield not_applicable(message(N_("no opening, and no flow in the register")))
        return
    register = Register(context.establishment, openings)
    answers = [(opening, register.served(opening)) for opening in openings]
    for opening, served in answers:
        yield _rule(opening, served)
    yield _flows(register, [served for _, served in answers])


def _rule(opening: Opening, served: Served) -> Verdict:
    on, at = opening.resource.urn, opening.ports.at
    if isinstance(served.explained, Unknown):
        return unknown(served.explained, on=on, at=at)
    if served.explained:
        return passed(opening.ports, on=on)
    ports = opening.ports.value
    because = message(
        N_("no flow of the register explains this opening ({ports})"),
        ports=shown(ports)
        if isinstance(ports, Ports) and intervals(ports)
        else Message(N_("no port")),
    )
    return failed(because, on=on, at=at)


def _flows(register: Register, answers: list[Served]) -> Verdict:
    served = frozenset(flow for answer in answers for flow in answer.flows)
    orphans = [flow.id for flow in register.flows if flow.id not in served]
    if not orphans:
        return passed()
    names = ", ".join(orphans)
    if any(isinstance(answer.explained, Unknown) for answer in answers):
        because = message(
            N_("some openings cannot be read, so these flows may or may not be open: {flows}"),
            flows=names,
        )
        return unknown(because, at="flows")
    return failed(message(N_("no rule opens these flows: {flows}"), flows=names), at="flows")
