"""What stands first in the report on a program without a manifest: one screen for its author."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hdsstack.model.message import Translate
from hdsstack.model.report import Finding, TargetReport
from hdsstack.model.verdict import Control, Outcome, Severity
from hdsstack.report.text import source, subject
from hdsstack.report.words import blocking, order

_PLACES = 3
_PROVIDERS = {"aws": "AWS", "azure-native": "Azure"}
# "…: on AWS …; on Azure …", in either language.
_HEAD = r"(?:(?:on|sur) (?:AWS|Azure)|elsewhere|ailleurs)\b"
_CLAUSE = re.compile(rf"(?<=[;,.:])\s+(?=(?i:{_HEAD}))|(?<=\.)\s+(?=[A-ZÀ-Ü])")
_NAMED = re.compile(_HEAD, re.IGNORECASE)


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
                remedy=of_its_provider(translate(control.remedy), group),
            )


def of_its_provider(remedy: str, group: list[Finding]) -> str:
    """The remedy without what it says of a provider that the resources are not of."""
    names = {_PROVIDERS.get(one.resource.package if one.resource else "") for one in group}
    name = names.pop() if len(names) == 1 else None
    clauses = _CLAUSE.split(remedy)
    own = _starting(clauses, rf"(on|sur) {name}\b") or _starting(clauses, r"(elsewhere|ailleurs)\b")
    kept = [one for one in clauses if one in own or not _NAMED.match(one)]
    if name is None or not kept:
        return remedy
    text = _sentences(kept)
    return text[:1].upper() + text[1:]


def _sentences(clauses: list[str]) -> str:
    """The clauses as text that ends each sentence, also where what ended it is left out."""
    text = ""
    for clause in clauses:
        begins = clause[:1].isupper() and not _NAMED.match(clause)
        text = f"{_ended(text) if text and begins else text} {clause}"
    return _ended(text).lstrip()


def _ended(text: str) -> str:
    return text.rstrip(" ;,.:\u202f\u00a0") + "."


def _starting(clauses: list[str], head: str) -> list[str]:
    return [one for one in clauses if re.match(head, one, re.IGNORECASE)]


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
