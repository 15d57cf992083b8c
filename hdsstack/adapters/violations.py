"""What a decision has to say in a policy pack: violations, unknowns and notes, as texts.

Only an unknown's text begins with `unknown:`, and no failure's holds that word, so that whoever
reads the events of an engine can tell them apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hdsstack.locale import Speaker
from hdsstack.model.graph import Resource
from hdsstack.model.message import N_
from hdsstack.model.report import Finding, TargetReport
from hdsstack.model.verdict import Control, Outcome
from hdsstack.report.text import waived

# A notice of the pack: the URN of a resource whose inputs no engine showed.
UNSEEN = "unseen"
Said = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and whether its unknowns may wait: a preview's, until the deployment."""

    report: TargetReport
    waits: bool = False

    def noted(self, finding: Finding) -> bool:
        """An unknown of a blocking control that does not block here, but must be told."""
        blocks = finding.blocking and not self.waits
        unknown = finding.outcome is Outcome.UNKNOWN and finding.waiver is None
        return unknown and not blocks and finding.control.strength.blocks


def answers(control: Control, decided: Decided, speak: Speaker) -> Iterator[Said]:
    """What one control wants answered: its failures, and its unknowns that block."""
    for finding in decided.report.findings:
        bad = finding.outcome in (Outcome.FAIL, Outcome.UNKNOWN)
        if finding.control is control and bad and not (finding.waiver or decided.noted(finding)):
            text = _text(finding, speak)
            unknown = finding.outcome is Outcome.UNKNOWN
            yield f"unknown: {text}" if unknown else _certain(text), _urn(finding.resource)


def not_understood(decided: Decided, speak: Speaker) -> Iterator[Said]:
    """Resources that no fact describes, and a stack without resources."""
    for resource in decided.report.not_understood:
        text = speak(N_("the type {type} is not understood, so nothing was checked on it"))
        yield f"unknown: {text.format(type=resource.token)}", resource.urn
    if decided.report.outcome == "empty":
        yield f"unknown: {speak(N_('no resource was found, so nothing was checked'))}", None


def notes(decided: Decided, speak: Speaker) -> Iterator[Said]:
    """Waived findings, and unknowns that do not block."""
    for finding in decided.report.findings:
        control = finding.control.id
        if finding.waiver:
            yield f"{control}: {_certain(waived(finding, speak))}", _urn(finding.resource)
        elif decided.noted(finding):
            yield f"unknown: {control}: {_text(finding, speak)}", _urn(finding.resource)
    for notice in decided.report.notices:
        if notice.kind == UNSEEN:
            text = speak(N_("left out of this update, so its inputs were not shown"))
            yield f"unknown: {text}", notice.text


def _text(finding: Finding, speak: Speaker) -> str:
    because = finding.because.render(speak) if finding.because else ""
    at = f"{finding.at}: " if finding.at else ""
    return f"{at}{because}; {speak(finding.control.remedy)}"


def _certain(text: str) -> str:
    return re.sub("unknown", "not known", text, flags=re.IGNORECASE)


def _urn(resource: Resource | None) -> str | None:
    return resource.urn if resource else None
