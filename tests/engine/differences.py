"""Where two readings of one program disagree, without what a preview or a state cannot know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hdsstack.model.report import Finding, TargetReport
from hdsstack.model.verdict import Outcome

# What it answers rests on where a secret comes from, which neither states nor previews say.
OF_SECRETS = "HDS-CRY-009"
# How a preview's unknown values are worded in a verdict.
NOT_YET = "known only after the deployment"

Key = tuple[str, str]
Answers = Mapping[Key, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One question, control and URN (`*`: the establishment), answered in two ways."""

    control: str
    urn: str
    recorded: str
    read: str

    def __str__(self) -> str:
        name = self.urn.rsplit("::", 1)[-1]
        return f"{self.control} {name}: recorded {self.recorded}, read {self.read}"


def faults(recorded: TargetReport, read: TargetReport) -> list[str]:
    """The differences that nothing excuses, as lines for a person."""
    program, other = answers(recorded), answers(read)
    found = [key for key in sorted({*program, *other}) if not _excused(key, program, other)]
    return [str(_difference(key, program, other)) for key in found]


def unknown_in_preview(recorded: TargetReport, preview: TargetReport) -> int:
    """How many answers of the program are unknown in its preview."""
    program, other = answers(recorded), answers(preview)
    return sum(1 for key in program if _said(program, key) != _said(other, key))


def answers(report: TargetReport) -> Answers:
    """Every finding, by control and URN."""
    found: dict[Key, list[Finding]] = {}
    for one in report.findings:
        found.setdefault((one.control.id, one.resource.urn if one.resource else "*"), []).append(
            one
        )
    return {key: tuple(held) for key, held in found.items()}


def _difference(key: Key, program: Answers, other: Answers) -> Difference:
    return Difference(*key, recorded=_shown(program, key), read=_shown(other, key))


def _said(held: Answers, key: Key) -> list[tuple[str, str, str, str]]:
    """Verdict, property, the line of the program that is to blame, and the sentence."""
    return sorted(
        (one.outcome.value, one.at, _place(one), _sentence(one)) for one in held.get(key, ())
    )


def _sentence(finding: Finding) -> str:
    """Why; why something is unknown depends on how it was read."""
    return "" if finding.outcome is Outcome.UNKNOWN else str(finding.because or "")


def _place(finding: Finding) -> str:
    source = finding.resource.source if finding.resource else None
    return f"{source.file}:{source.line}" if source else ""


def _shown(held: Answers, key: Key) -> str:
    return (
        "; ".join(f"{o.outcome.value} {o.at} {o.because or ''}" for o in held.get(key, ())) or "-"
    )


def _excused(key: Key, program: Answers, other: Answers) -> bool:
    if _said(program, key) == _said(other, key):
        return True
    seen = other.get(key, ())
    if key[0] == OF_SECRETS:
        return bool(seen) and all(one.outcome is Outcome.UNKNOWN for one in seen)
    if seen:
        return all(map(_not_yet, seen)) and (key in program or _moved(key[0], program, other))
    # What the program said of one resource is not known of another: of the store, not of its trail.
    return any(map(_not_yet, _of(key[0], other)))


def _moved(control: str, program: Answers, other: Answers) -> bool:
    return any(key not in other for key in program if key[0] == control)


def _of(control: str, held: Answers) -> Iterator[Finding]:
    return (one for key, found in held.items() if key[0] == control for one in found)


def _not_yet(finding: Finding) -> bool:
    return finding.outcome is Outcome.UNKNOWN and NOT_YET in str(finding.because)
