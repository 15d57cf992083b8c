"""HDS-IAM-006: named administrators are reviewed yearly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, passed
from hdsstack.controls.declarations import YEAR_DAYS, declaration, no_manifest
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Administrator


@control(
    id="HDS-IAM-006",
    title=N_("Named administrators are reviewed yearly"),
    why=N_(
        "Derived from the fifth hosting activity (CSP R.1111-9), whose mastering of interventions"
        " includes a yearly review of named, justified rights, and from HDS requirement EXI 05-D."
    ),
    remedy=N_(
        "List every administrator by name in the manifest (`administrators`) with the date of the"
        " last review of their rights (`last_review`), and review at least once a year."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=(
        "csp/R.1111-9",
        "hds-2024-2.0/EXI-05-D",
        "secnumcloud-3.2/9.3",
        "iso27001-2022/A.5.18",
    ),
    declared=True,
)
def reviewed_administrators(context: Context) -> Verdict:
    """Each has a review that is not older than a year."""
    if context.establishment is None:
        return no_manifest(message(N_("the administrators and the review of their rights")))
    people = context.establishment.administrators
    if not people:
        return failed(message(N_("the manifest names no administrator")), at="administrators")
    late = [person.name for person in people if not _reviewed(person, context)]
    if late:
        because = message(
            N_("no review of rights within the last year for: {names}"), names=", ".join(late)
        )
        return failed(because, at="administrators.last_review")
    oldest = min(person.last_review for person in people if person.last_review)
    return passed(rests_on=(declaration("administrators.last_review", oldest.isoformat()),))


def _reviewed(person: Administrator, context: Context) -> bool:
    if person.last_review is None:
        return False
    return 0 <= (context.today - person.last_review).days <= YEAR_DAYS
