"""The words of verdicts, severities, strengths and outcomes, and the order of findings."""

import re

from hdsstack.model.message import N_
from hdsstack.model.report import Finding, TargetReport
from hdsstack.model.verdict import Outcome, Severity, Strength

VERDICTS = {
    Outcome.FAIL: N_("fails"),
    Outcome.UNKNOWN: N_("undecided"),
    Outcome.PASS: N_("holds"),
    Outcome.NOT_APPLICABLE: N_("not applicable"),
}
SEVERITIES = {
    Severity.CRITICAL: N_("critical"),
    Severity.HIGH: N_("high"),
    Severity.MEDIUM: N_("medium"),
    Severity.LOW: N_("low"),
}
STRENGTHS = {
    Strength.MANDATORY: N_("mandatory"),
    Strength.DERIVED: N_("derived"),
    Strength.GOOD_PRACTICE: N_("good practice"),
}
STATUSES = {
    "verified": N_("verified"),
    "failed": N_("failed"),
    "undecided": N_("undecided"),
    "for-people": N_("for people"),
}
# The symbol of an unknown value inside a name: `${?configuration project:prefix}-db`.
_SYMBOL = re.compile(r"\$\{\?[^}]*?([^\s:}]+)\}|\$\{urn:[^}]*?([^:}#]+)#([^}]*)\}")


def legible(text: str) -> str:
    """A text for people: an unknown part of it under its last name, `<prefix>-db`."""
    return _SYMBOL.sub(lambda found: f"<{found[1] or f'{found[2]}.{found[3]}'}>", text)


def order(finding: Finding) -> tuple[str, str, str]:
    """Findings stand by control, then resource, then property."""
    return finding.control.id, finding.resource.urn if finding.resource else "", finding.at


def blocking(report: TargetReport, outcome: Outcome) -> tuple[Finding, ...]:
    """The findings of an outcome that decide the target's own."""
    return tuple(f for f in report.of(outcome) if f.blocking)
