"""What stands first in the report on a program without a manifest: one screen for its author."""

from collections.abc import Iterator
from dataclasses import dataclass

from hdsstack.model.message import Translate
from hdsstack.model.report import Finding, TargetReport
from hdsstack.model.verdict import Control, Outcome, Severity
from hdsstack.report.text import source, subject
from hdsstack.report.words import blocking, order

_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One control to mend: which, where (`file:line`, else names), and what to write."""

    outcome: Outcome
    control: Control
    where: str
    remedy: str


def rows(report: TargetReport, translate: Translate) -> Iterator[Row]:
    """Failures before questions, the most severe first; one row per control."""
    for outcome in (Outcome.FAIL, Outcome.UNKNOWN):
        by_control: dict[str, list[Finding]] = {}
        for finding in sorted(blocking(report, outcome), key=order):
            by_control.setdefault(finding.control.id, []).append(finding)
        for group in sorted(by_control.values(), key=lambda one: rank(one[0].control)):
            control = group[0].control
            yield Row(
                outcome=outcome,
                control=control,
                where=_where(group, translate),
                remedy=translate(control.remedy),
            )


def rank(control: Control) -> tuple[int, str]:
    """The most severe controls first."""
    return list(Severity).index(control.severity), control.id


def _where(group: list[Finding], translate: Translate) -> str:
    places = list(dict.fromkeys(source(one) or subject(one, translate) for one in group))
    shown, last = [], ""
    for place in places[:_PLACES]:
        file, _, line = place.rpartition(":")
        shown.append(line if file and file == last else place)
        last = file
    more = f" +{len(places) - _PLACES}" if len(places) > _PLACES else ""
    return ", ".join(shown) + more
