"""A report in plain lines, for places where no terminal formatting exists (the guard, logs)."""

from collections.abc import Iterator

from hdsstack.model.message import N_, Translate
from hdsstack.model.report import Finding, TargetReport
from hdsstack.model.verdict import Outcome
from hdsstack.report.json import order

_HEAD = {
    "pass": N_("{target} {environment}: every blocking control holds ({passed} findings pass, {total} resources)"),
    "fail": N_("{target} {environment}: {failed} blocking findings fail, {unknown} could not be decided"),
    "undecided": N_("{target} {environment}: no blocking control fails, {unknown} findings and {other} resources could not be decided"),
    "empty": N_("{target} {environment}: no resource was found, so nothing was checked"),
    "error": N_("{target} {environment}: could not be read"),
}


def headline(report: TargetReport, translate: Translate) -> str:
    """One line that sums a target up."""
    blocking = [f for f in report.findings if f.blocking]
    return translate(_HEAD[report.outcome]).format(
        target=report.target,
        environment=report.environment,
        passed=len(report.of(Outcome.PASS)),
        failed=sum(1 for f in blocking if f.outcome is Outcome.FAIL),
        unknown=sum(1 for f in blocking if f.outcome is Outcome.UNKNOWN),
        other=len(report.not_understood),
        total=report.total,
    )


def lines(report: TargetReport, translate: Translate) -> Iterator[str]:
    """The headline and every finding that needs an answer, with its remedy."""
    yield headline(report, translate)
    if report.error:
        yield f"  {report.error.message}"
    for finding in sorted((f for f in report.findings if f.blocking or f.waiver), key=order):
        yield from _finding(finding, translate)
    for resource in report.not_understood:
        yield "  " + translate(N_("not understood: {type} {name}")).format(type=resource.token, name=resource.name)


def _finding(finding: Finding, translate: Translate) -> Iterator[str]:
    where = finding.resource.name if finding.resource else translate(N_("establishment"))
    place = f" {finding.at}" if finding.at else ""
    source = finding.resource.source if finding.resource else None
    line = f" ({source.file}:{source.line})" if source else ""
    because = finding.because.render(translate) if finding.because else ""
    mark = translate(N_("waived")) if finding.waiver else translate(finding.outcome.value)
    yield f"  {mark} {finding.control.id} {where}{place}{line}: {because}"
    if finding.waiver:
        said = translate(N_("waiver of {owner} until {until}: {reason}"))
        yield "    " + said.format(owner=finding.waiver.owner, until=finding.waiver.until, reason=finding.waiver.reason)
    else:
        yield f"    -> {translate(finding.control.remedy)}"
