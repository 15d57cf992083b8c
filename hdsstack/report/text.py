"""A report in plain lines, for places where no terminal formatting exists (the guard, logs)."""

from collections.abc import Iterator

from hdsstack.model.message import N_, Translate
from hdsstack.model.report import Finding, TargetReport
from hdsstack.model.verdict import Outcome
from hdsstack.report.words import VERDICTS, blocking, legible, order

_HEADS = {
    "pass": N_("every blocking control holds; resources: {total}, waived: {waived}"),
    "fail": N_("refused; blocking failures: {failed}, undecided: {unknown}"),
    "undecided": N_(
        "undecided; blocking questions without an answer: {unknown}, resources not understood: "
        "{other}"
    ),
    "empty": N_("no resource was found, so nothing was checked"),
    "error": N_("could not be read"),
}


def name(report: TargetReport) -> str:
    """The target with its environment."""
    return f"{report.target} {report.environment}".strip()


def headline(report: TargetReport, translate: Translate) -> str:
    """One line that sums a target up."""
    said = translate(_HEADS[report.outcome]).format(
        failed=len(blocking(report, Outcome.FAIL)),
        unknown=len(blocking(report, Outcome.UNKNOWN)),
        waived=sum(1 for finding in report.findings if finding.waiver),
        other=len(report.not_understood),
        total=report.total,
    )
    return f"{name(report)}: {said}"


def lines(report: TargetReport, translate: Translate) -> Iterator[str]:
    """The headline and every finding that needs an answer, with its remedy."""
    yield headline(report, translate)
    if report.error:
        yield f"  {report.error.message}"
    for finding in sorted((f for f in report.findings if f.blocking or f.waiver), key=order):
        yield from _finding(finding, translate)
    for resource in sorted(report.not_understood, key=lambda one: one.urn):
        yield "  " + translate(N_("not understood: {type} {name}")).format(
            type=resource.token, name=legible(resource.name)
        )


def subject(finding: Finding, translate: Translate) -> str:
    """What a finding is about: a resource's name and property, or the establishment."""
    where = finding.resource.name if finding.resource else translate(N_("the establishment"))
    return f"{legible(where)} {finding.at}".rstrip()


def reason(finding: Finding, translate: Translate) -> str:
    """Why the verdict is what it is; empty where nothing needs to be said."""
    return legible(finding.because.render(translate)) if finding.because else ""


def source(finding: Finding) -> str:
    """`file:line` of the resource; empty where it is not known."""
    place = finding.resource.source if finding.resource else None
    return f"{place.file}:{place.line}" if place else ""


def waived(finding: Finding, translate: Translate) -> str:
    """Who waives a finding, until when and why; empty where nobody does."""
    waiver = finding.waiver
    if waiver is None:
        return ""
    return translate(N_("waived by {owner} until {until}: {reason}")).format(
        owner=waiver.owner, until=waiver.until.isoformat(), reason=waiver.reason
    )


def _finding(finding: Finding, translate: Translate) -> Iterator[str]:
    place = f" ({source(finding)})" if source(finding) else ""
    because = reason(finding, translate)
    verdict = translate(VERDICTS[finding.outcome])
    yield f"  {finding.control.id} {verdict}: {subject(finding, translate)}{place}: {because}"
    yield f"    -> {waived(finding, translate) or translate(finding.control.remedy)}"
