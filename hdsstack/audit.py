"""The decision: every control over the facts of one graph, with scope, waivers and severities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from hdsstack import catalog
from hdsstack.controls import Context, controls
from hdsstack.controls.asked import asked
from hdsstack.controls.discretion import Hide, discretion
from hdsstack.controls.parts import of_a_part
from hdsstack.controls.supposed import settled, settled_by_resource, supposing
from hdsstack.facts import understand
from hdsstack.model.facts import Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, Message, message
from hdsstack.model.report import AppliedWaiver, Finding, RequirementStatus, TargetReport
from hdsstack.model.settings import StackSettings
from hdsstack.model.verdict import Control, Outcome, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment

NO_SETTINGS = StackSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: a graph, its manifest if there is one, and how strictly.

    Attributes:
        target: The name under which the report speaks of it.
        strict: Without a manifest, what rests on a declaration blocks too.
        select: Only controls whose id starts with one of these; empty for all.

    """

    graph: ResourceGraph
    target: str
    environment: str
    today: date
    establishment: Establishment | None = None
    settings: StackSettings = NO_SETTINGS
    strict: bool = False
    select: tuple[str, ...] = ()


def decide(question: Question) -> TargetReport:
    """Every finding and requirement for one graph; an empty graph is never green."""
    graph = question.graph
    resources = tuple(r for r in graph.resources if _counted(r))
    if not resources:
        return TargetReport(
            target=question.target,
            environment=question.environment,
            outcome="empty",
            notices=graph.notices,
        )
    facts = understand(graph)
    context = Context(
        graph=graph,
        facts=facts,
        establishment=question.establishment,
        environment=question.environment,
        settings=question.settings,
        today=question.today,
    )
    findings = tuple(_findings(question, context, supposing(context)))
    not_understood = tuple(r for r in resources if r.urn not in facts.understood)
    return TargetReport(
        target=question.target,
        environment=question.environment,
        outcome=_outcome(findings, not_understood, graph),
        total=len(resources),
        understood=len(resources) - len(not_understood),
        not_understood=not_understood,
        findings=findings,
        requirements=tuple(_requirements(findings)),
        notices=(*graph.notices, *facts.broken),
        declared=question.establishment is not None,
    )


def _counted(resource: Resource) -> bool:
    """Custom resources, without providers, components and reads (the report's `total`)."""
    return resource.custom and not resource.external and not resource.type.startswith("pulumi:")


def _outcome(
    findings: tuple[Finding, ...], not_understood: tuple[Resource, ...], graph: ResourceGraph
) -> str:
    blocking = {finding.outcome for finding in findings if finding.blocking}
    if Outcome.FAIL in blocking:
        return "fail"
    if Outcome.UNKNOWN in blocking or not_understood or graph.incomplete:
        return "undecided"
    held = any(finding.outcome is Outcome.PASS or finding.waiver for finding in findings)
    return "pass" if held else "undecided"  # where nothing held, nothing was verified


def _findings(question: Question, context: Context, supposed: Context | None) -> Iterator[Finding]:
    hide = discretion(context.graph)
    for control in controls():
        if question.select and not control.id.startswith(question.select):
            continue
        answers = _verdicts(control, context, supposed)
        proved = (of_a_part(one, context.graph) for one in answers)
        for verdict in _merge(proved):
            yield _finding(control, _told(verdict, hide), question, context)


def _told(verdict: Verdict, hide: Hide | None) -> Verdict:
    """A verdict as it may be told: nothing secret in its words."""
    if hide is None or (verdict.because is None and not verdict.rests_on):
        return verdict
    because = None if verdict.because is None else hide(verdict.because)
    rests_on = tuple(map(hide, verdict.rests_on))
    if because is verdict.because and rests_on == verdict.rests_on:
        return verdict
    return replace(verdict, because=because, rests_on=rests_on)


def _verdicts(control: Control, context: Context, supposed: Context | None) -> Iterator[Verdict]:
    """The answers of one control; one that raises has failed, it has not passed."""
    try:
        if control.subject is None:
            found = _answers(control.decide(context))
            other = _answers(control.decide(supposed)) if supposed else found
            yield from settled_by_resource(found, other, context.graph)
            return
        subjects: Iterator[Fact] = asked(context, control.id, control.subject)
        for fact in subjects:
            found = _asked(control, fact, context)
            twin = supposed and context.facts.twin(fact, supposed.facts)
            other = _asked(control, twin, supposed) if supposed and twin else found
            yield from settled(fact.resource.urn, found, other, context.graph)
    except Exception as error:  # noqa: BLE001 - whatever a control raises is a failure of its answer
        yield Verdict(
            Outcome.FAIL,
            because=message(
                N_(
                    "the control itself failed ({error}); this is a defect of hdsstack, please "
                    "report it"
                ),
                error=type(error).__name__,  # its text may hold a value that is a secret
            ),
        )


def _asked(control: Control, fact: Fact, context: Context) -> list[Verdict]:
    return [
        answer
        if answer.on or answer.outcome is Outcome.NOT_APPLICABLE
        else replace(answer, on=fact.resource.urn)
        for answer in _answers(
            control.decide(fact, context) if control.wants_context else control.decide(fact)
        )
    ]


def _answers(answer: object) -> list[Verdict]:
    if isinstance(answer, Verdict):
        return [answer]
    return list(answer)  # type: ignore[call-overload,no-any-return]  # Answer is one or many


def _merge(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """One verdict per resource, the worst; not-applicable once, and only where nothing else is
    said.
    """
    worst: dict[str | None, Verdict] = {}
    aside: Verdict | None = None
    for verdict in verdicts:
        if verdict.outcome is Outcome.NOT_APPLICABLE:
            aside = aside or verdict
            continue
        held = worst.get(verdict.on)
        if held is None:
            worst[verdict.on] = verdict
        elif _worse(verdict, held):
            worst[verdict.on] = _resting(verdict, held)
        elif verdict.rests_on:
            worst[verdict.on] = _resting(held, verdict)
    if worst:
        return list(worst.values())
    because = Message(N_("nothing in this stack raises the question"))
    return [aside or Verdict(Outcome.NOT_APPLICABLE, because=because)]


def _resting(kept: Verdict, other: Verdict) -> Verdict:
    """A verdict that rests on what both rest on."""
    both = (*kept.rests_on, *other.rests_on)
    return replace(kept, rests_on=tuple(dict.fromkeys(both))) if both else kept


def _worse(verdict: Verdict, held: Verdict) -> bool:
    """A worse answer, or as bad a one that no declaration would settle."""
    if verdict.outcome is held.outcome:
        return held.declared and not verdict.declared
    return verdict.outcome.rank < held.outcome.rank


def _finding(control: Control, verdict: Verdict, question: Question, context: Context) -> Finding:
    resource = context.graph.by_urn.get(verdict.on or "")
    declared = control.declared or verdict.declared
    free = question.establishment is None and declared and not question.strict
    blocks = control.strength.blocks and (
        verdict.outcome is Outcome.FAIL or (verdict.outcome is Outcome.UNKNOWN and not free)
    )
    waiver = _waiver(control, verdict, resource, question)
    return Finding(
        control=control,
        outcome=verdict.outcome,
        blocking=blocks and waiver is None,
        resource=resource,
        at=verdict.at,
        because=verdict.because,
        waiver=waiver,
        rests_on=verdict.rests_on,
    )


def _waiver(
    control: Control, verdict: Verdict, resource: Resource | None, question: Question
) -> AppliedWaiver | None:
    """The waiver that covers a failure or an unknown and has not ended; an ended one covers
    nothing.
    """
    if question.establishment is None or verdict.outcome not in (Outcome.FAIL, Outcome.UNKNOWN):
        return None
    for waiver in question.establishment.waivers:
        named = waiver.resource is None or (
            resource is not None and waiver.resource == resource.name
        )
        if waiver.control == control.id and named and waiver.until >= question.today:
            return AppliedWaiver(owner=waiver.owner, reason=waiver.reason, until=waiver.until)
    return None


def _requirements(findings: tuple[Finding, ...]) -> Iterator[RequirementStatus]:
    """Where each requirement stands, by what the controls that cover it have said.

    A framework that the catalogue holds as a whole is told as a whole; of the others, what is
    cited.
    """
    said: dict[str, dict[str, set[Outcome]]] = {}
    for control, covers, outcomes in _outcomes(findings):
        for covered in covers:
            said.setdefault(covered, {})[control] = outcomes
    for framework, complete in ((known.id, known.complete) for known in catalog.frameworks()):
        for requirement in catalog.requirements(framework):
            parts = (requirement, *catalog.parts(framework, requirement.id))
            by_control = {
                control: found
                for part in parts
                for control, found in said.get(f"{framework}/{part.id}", {}).items()
            }
            if not by_control and not complete:
                continue
            yield RequirementStatus(
                framework=framework,
                id=requirement.id,
                status=_status(set().union(*by_control.values())),
                controls=tuple(sorted(by_control)),
            )


def _outcomes(
    findings: tuple[Finding, ...],
) -> Iterator[tuple[str, tuple[str, ...], set[Outcome]]]:
    """The id of each control, what it covers, and what it has said."""
    for control, said in groupby(findings, key=lambda finding: finding.control.id):
        listed = list(said)
        yield control, listed[0].control.covers, {finding.outcome for finding in listed}


def _status(outcomes: set[Outcome]) -> str:
    if Outcome.FAIL in outcomes:
        return "failed"
    if Outcome.UNKNOWN in outcomes:
        return "undecided"
    return "verified" if Outcome.PASS in outcomes else "for-people"
