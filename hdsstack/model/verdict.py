"""What a control answers, and what a control is."""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from hdsstack.model.made import made_often
from hdsstack.model.message import Message


class Outcome(enum.Enum):
    """The four answers of a control, the worst first."""

    FAIL = "fail"
    UNKNOWN = "unknown"
    PASS = "pass"  # noqa: S105 - a verdict, not a password
    NOT_APPLICABLE = "not-applicable"

    @property
    def rank(self) -> int:
        return list(Outcome).index(self)


class Severity(enum.Enum):
    """How bad a failure is. Critical: health data exposed or lost. High: one barrier is missing.

    Medium: detection or recovery is weaker. Low: order and explicitness.
    """

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Strength(enum.Enum):
    """Where a control comes from: a text says so, it is derived from one, or it is good
    practice.
    """

    MANDATORY = "mandatory"
    DERIVED = "derived"
    GOOD_PRACTICE = "good-practice"

    @property
    def blocks(self) -> bool:
        return self is not Strength.GOOD_PRACTICE


@made_often()
class Verdict:
    """One answer of one control.

    Attributes:
        on: URN of the resource to blame, None where it concerns the establishment as a whole.
        at: The property path, or the manifest field.
        because: Why; always given for a failure, an unknown and a not-applicable.
        rests_on: Catalogue rows that were not verified, or declarations, that the answer rests on.
        declared: Only a declaration could settle it: without a manifest it does not block.

    """

    outcome: Outcome
    on: str | None = None
    at: str = ""
    because: Message | None = None
    rests_on: tuple[Message, ...] = ()
    declared: bool = False


Answer: TypeAlias = "Verdict | Iterable[Verdict]"


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """What must hold, over facts of every provider; one object, however often it is named.

    Attributes:
        id: `HDS-<DOMAIN>-<NNN>`; never reused.
        subject: The kind of fact it is asked about, or None where it is asked once per stack.
        covers: `framework/requirement` ids that it is evidence for.
        declared: It rests on a declaration, or on a resource that another stack may hold: without
            a manifest, what is missing is unknown and does not block.

    """

    id: str
    title: str
    why: str
    remedy: str
    severity: Severity
    strength: Strength
    covers: tuple[str, ...]
    subject: type | None
    decide: Callable[..., Answer]
    declared: bool = False
    wants_context: bool = False

    @property
    def domain(self) -> str:
        return self.id.split("-")[1]
