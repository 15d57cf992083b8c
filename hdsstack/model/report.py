"""The result of a check: findings, requirements and what was read, for any renderer."""

from dataclasses import dataclass
from datetime import date

from hdsstack.model.graph import Notice, Resource
from hdsstack.model.made import made_often
from hdsstack.model.message import Message
from hdsstack.model.verdict import Control, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedWaiver:
    """A waiver of the manifest that covers a finding."""

    owner: str
    reason: str
    until: date


@made_often(kw_only=True)
class Finding:
    """What one control says of one resource, or of the establishment (`resource` None).

    Attributes:
        blocking: It decides the outcome: a failure or an unknown of a control that blocks.
        rests_on: Unverified catalogue rows and declarations behind the verdict.

    """

    control: Control
    outcome: Outcome
    blocking: bool
    resource: Resource | None
    at: str
    because: Message | None
    waiver: AppliedWaiver | None = None
    rests_on: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementStatus:
    """Where a requirement stands: `verified`, `failed`, `undecided` or `for-people`."""

    framework: str
    id: str
    status: str
    controls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a target could not be decided."""

    message: str
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetReport:
    """Everything said of one target.

    Attributes:
        outcome: `pass`, `fail`, `undecided`, `empty` or `error`.
        not_understood: Resources whose type has no facts and may hold or move health data.
        declared: It has a manifest; without one, whatever only a declaration settles stays open.

    """

    target: str
    environment: str
    outcome: str
    total: int = 0
    understood: int = 0
    not_understood: tuple[Resource, ...] = ()
    findings: tuple[Finding, ...] = ()
    requirements: tuple[RequirementStatus, ...] = ()
    notices: tuple[Notice, ...] = ()
    error: Failure | None = None
    declared: bool = True

    def of(self, outcome: Outcome) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome is outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The targets of one command, in the order in which they were asked for."""

    targets: tuple[TargetReport, ...]

    @property
    def exit_code(self) -> int:
        """2 if any target errored, else 1 if any fails, else 3 if any is undecided or empty,
        else 0.
        """
        outcomes = {target.outcome for target in self.targets}
        if "error" in outcomes:
            return 2
        if "fail" in outcomes:
            return 1
        return 3 if outcomes & {"undecided", "empty"} or not outcomes else 0
