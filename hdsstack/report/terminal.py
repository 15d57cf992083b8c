"""The report for a person at a terminal: one screen first, the long list on demand."""

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hdsstack import catalog
from hdsstack.model.graph import Resource
from hdsstack.model.message import N_
from hdsstack.model.problem import located
from hdsstack.model.report import Finding, Report, TargetReport
from hdsstack.model.verdict import Control, Outcome
from hdsstack.report.first import of_its_provider, rank, rows
from hdsstack.report.notices import sentences
from hdsstack.report.text import headline, name, reason, source, subject, waived
from hdsstack.report.view import View
from hdsstack.report.words import (
    SEVERITIES,
    STATUSES,
    STRENGTHS,
    VERDICTS,
    blocking,
    legible,
    order,
)

_STYLES = {
    Outcome.FAIL: "bold red",
    Outcome.UNKNOWN: "yellow",
    Outcome.PASS: "green",
    Outcome.NOT_APPLICABLE: "dim",
}
_OUTCOMES = {"pass": "green", "fail": "bold red", "error": "bold red"}
# Beyond these a group says how many more there are; --verbose shows all.
_SHOWN = 6
# A summary has so many controls, of two lines each; so few need none.
_FIRST, _FEW = 12, 4


def render(report: Report, view: View) -> str:
    """The report as text for a terminal of `view.width` columns, escape sequences if wanted."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=view.width,
        force_terminal=view.colour,
        no_color=not view.colour,
        color_system="standard" if view.colour else None,
        highlight=False,
        legacy_windows=False,
    )
    for number, target in enumerate(report.targets):
        if number:
            console.print()
        for part in _target(target, view):
            console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).lstrip("\n") + "\n"


def _target(report: TargetReport, view: View) -> Iterator[RenderableType]:
    style = _OUTCOMES.get(report.outcome, "bold yellow")
    head = headline(report, view.translate)
    yield Text.assemble((name(report), "bold"), (head.removeprefix(name(report)), style))
    if report.error:
        error = report.error
        said = located(error.message, error.file, error.line)
        yield Padding(Text(said), (0, 0, 0, 2))
        return
    if not report.findings:
        return
    yield _counts(report, view)
    if not report.declared:
        yield from _first(report, view)
    yield from _findings(report, view)
    yield from _waivers(report, view)
    yield from _not_understood(report, view)
    yield from _advice(report, view)
    yield from _rests_on(report, view)
    if view.verbose:
        yield from _notes(report, view)
    yield from _requirements(report, view)


def _counts(report: TargetReport, view: View) -> RenderableType:
    parts = [
        Text(f"{view.translate(VERDICTS[outcome])} {len(report.of(outcome))}", _STYLES[outcome])
        for outcome in Outcome
    ]
    read = view.translate(N_("resources understood: {understood} of {total}")).format(
        total=report.total, understood=report.understood
    )
    return Padding(Text(" · ").join([*parts, Text(read, "dim")]), (0, 0, 0, 2))


def _first(report: TargetReport, view: View) -> Iterator[RenderableType]:
    """One screen: what to mend first, where and how; a short report is its own summary."""
    found = list(rows(report, view.translate))
    if len(found) <= _FEW:
        return
    yield Text()
    yield Text(view.translate(N_("What to mend first")), "bold")
    for row in found[:_FIRST]:
        yield _one_line(
            2,
            Text(view.translate(VERDICTS[row.outcome]).upper(), _STYLES[row.outcome])
            .append(f" {row.control.id} ", "bold")
            .append(view.translate(row.control.title)),
        )
        yield _one_line(4, Text(row.where, "cyan").append(f" → {row.remedy}", "dim"))
    yield Text()
    said = N_("Controls to mend or to answer: {count}. All of them follow, with reasons.")
    yield Text(view.translate(said).format(count=len(found)))
    if any(one.control.strength.blocks and not one.blocking for one in report.of(Outcome.UNKNOWN)):
        left = N_(
            "What only a declaration settles does not block here: a manifest answers it, "
            "--strict makes it block."
        )
        yield Text(view.translate(left))


def _one_line(width: int, text: Text) -> RenderableType:
    """A line that is cut where the terminal ends; it stands in full further down."""
    text.no_wrap, text.overflow = True, "ellipsis"
    return Padding(text, (0, 0, 0, width))


def _findings(report: TargetReport, view: View) -> Iterator[RenderableType]:
    for outcome in (Outcome.FAIL, Outcome.UNKNOWN):
        yield from _groups(outcome, blocking(report, outcome), view)
    if view.verbose:
        for outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE):
            yield from _groups(outcome, report.of(outcome), view)


def _groups(outcome: Outcome, findings: Iterable[Finding], view: View) -> Iterator[RenderableType]:
    by_control: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=order):
        by_control.setdefault(finding.control.id, []).append(finding)
    groups = sorted(by_control.values(), key=lambda group: rank(group[0].control))
    for group in groups:
        yield Text()
        yield _title(outcome, group[0].control, view)
        yield from _reasons(group, view)
        if outcome in (Outcome.FAIL, Outcome.UNKNOWN):
            remedy = of_its_provider(view.translate(group[0].control.remedy), group)
            yield _indented(4, "→", remedy)


def _title(outcome: Outcome, control: Control, view: View) -> RenderableType:
    tr = view.translate
    strength = f"{tr(SEVERITIES[control.severity])}, {tr(STRENGTHS[control.strength])}"
    word = Text(tr(VERDICTS[outcome]).upper(), _STYLES[outcome])
    return Text(" ").join(
        [
            word,
            Text(control.id, "bold"),
            Text(tr(control.title), "bold"),
            Text(f"({strength})", "dim"),
        ]
    )


def _reasons(group: list[Finding], view: View) -> Iterator[RenderableType]:
    """Each reason once, with the resources that it holds for."""
    by_reason: dict[str, list[Finding]] = {}
    for finding in group:
        because = reason(finding, view.translate)
        by_reason.setdefault(because, []).append(finding)
    for because, members in by_reason.items():
        if because:
            yield Padding(Text(because), (0, 0, 0, 2))
        kept = members if view.verbose else members[:_SHOWN]
        for finding in kept:
            yield _indented(4, "-", subject(finding, view.translate), source(finding))
        if len(members) > len(kept):
            more = view.translate(N_("and {count} more; --verbose shows them"))
            yield _indented(4, "-", more.format(count=len(members) - len(kept)))


def _indented(width: int, mark: str, text: str, aside: str = "") -> RenderableType:
    """A line whose continuation stands under its text."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(mark, Text(text).append(f"  {aside}" if aside else "", "dim"))
    return Padding(grid, (0, 0, 0, width))


def _section(title: str, rows: Iterable[RenderableType]) -> Iterator[RenderableType]:
    found = list(rows)
    if found:
        yield Text()
        yield Text(title, "bold")
        yield Group(*found)


def _waivers(report: TargetReport, view: View) -> Iterator[RenderableType]:
    rows = (
        _indented(
            2,
            "-",
            f"{finding.control.id} {subject(finding, view.translate)}: "
            f"{waived(finding, view.translate)}",
            source(finding),
        )
        for finding in sorted(report.findings, key=order)
        if finding.waiver
    )
    yield from _section(view.translate(N_("Waived by the establishment")), rows)


def _not_understood(report: TargetReport, view: View) -> Iterator[RenderableType]:
    rows = (_indented(2, "-", f"{one.token} {legible(one.name)}") for one in _sorted(report))
    title = N_("Not understood: types without facts, which may hold or move health data")
    yield from _section(view.translate(title), rows)


def _sorted(report: TargetReport) -> list[Resource]:
    return sorted(report.not_understood, key=lambda one: (one.token, one.name))


def _advice(report: TargetReport, view: View) -> Iterator[RenderableType]:
    """What fails or stays open without deciding the outcome; its reasons only with --verbose."""
    aside = [
        finding
        for finding in report.findings
        if finding.outcome in (Outcome.FAIL, Outcome.UNKNOWN)
        and not finding.blocking
        and not finding.waiver
    ]
    if not aside:
        return
    if view.verbose:
        for outcome in (Outcome.FAIL, Outcome.UNKNOWN):
            yield from _groups(outcome, (f for f in aside if f.outcome is outcome), view)
        return
    ids = sorted({finding.control.id for finding in aside})
    title = view.translate(N_("Open, but not blocking ({count} findings; --verbose shows them)"))
    yield from _section(title.format(count=len(aside)), [_indented(2, "-", ", ".join(ids))])


def _rests_on(report: TargetReport, view: View) -> Iterator[RenderableType]:
    said = {
        one.render(view.translate): None
        for finding in sorted(report.findings, key=order)
        for one in finding.rests_on
    }
    kept = list(said) if view.verbose else list(said)[:_SHOWN]
    rows = [_indented(2, "-", text) for text in kept]
    if len(said) > len(kept):
        more = view.translate(N_("and {count} more; --verbose shows them"))
        rows.append(_indented(2, "-", more.format(count=len(said) - len(kept))))
    title = N_("Verdicts rest on these declarations and unverified catalogue rows")
    yield from _section(view.translate(title), rows)


def _notes(report: TargetReport, view: View) -> Iterator[RenderableType]:
    rows = (_indented(2, "-", text) for text in sentences(report.notices, view.translate))
    yield from _section(view.translate(N_("Good to know")), rows)


def _requirements(report: TargetReport, view: View) -> Iterator[RenderableType]:
    """Per framework, where its requirements stand; what is for people is counted too."""
    counts: dict[str, dict[str, int]] = {}
    for status in report.requirements:
        row = counts.setdefault(status.framework, dict.fromkeys(STATUSES, 0))
        row[status.status] += 1
    if not counts:
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column(view.translate(N_("Requirements")), overflow="fold")
    for word in STATUSES.values():
        table.add_column(view.translate(word), justify="right")
    for framework, row in counts.items():
        if (
            view.verbose
            or len(counts) == 1
            or any(n for key, n in row.items() if key != "for-people")
        ):
            table.add_row(_framework(framework, view), *map(str, row.values()))
    yield Text()
    yield table
    said = N_(
        "This is no certificate: it says what was verified on this plan, and by which control."
    )
    yield Text(view.translate(said), "dim")


def _framework(key: str, view: View) -> str:
    found = catalog.framework(key)
    return found.title.in_(view.language) if found else key
