"""HDS-BCK-006: restores are tested."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.controls.coverage import DAY_MINUTES
from hdsstack.controls.declarations import YEAR_DAYS, held_elsewhere
from hdsstack.model.facts import RestoreTest
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Outcome, Severity, Strength, Verdict


@control(
    id="HDS-BCK-006",
    title=N_("Restores are tested: a scheduled test, or a record not older than twelve months"),
    why=N_(
        "A backup that was never restored is a hope. Derived from CaRE domain 2, objective 4 (at"
        " least one technical restore test) and ReCyF 13.2 (once a year at least)."
    ),
    remedy=N_(
        "On AWS schedule a `backup.RestoreTestingPlan`; elsewhere restore by hand at least once a"
        " year and declare `foundation.restore_test` with its record and date."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "care-d2/O4",
        "recyf-2.5/13.2",
        "secnumcloud-3.2/12.5.c",
        "gdpr/32",
        "iso27001-2022/A.8.13",
    ),
    declared=True,
)
def restore_tests(context: Context) -> Iterator[Verdict]:
    """A test of the stack at least yearly; else the dated record of the foundation."""
    found = [_scheduled(test) for test in context.facts.of(RestoreTest)]
    yield from found
    if not any(verdict.outcome is Outcome.PASS for verdict in found):
        missing = message(N_("no restore test is scheduled in this stack"))
        yield held_elsewhere(context, "restore_test", missing, longest_days=YEAR_DAYS)


def _scheduled(test: RestoreTest) -> Verdict:
    on, interval = test.resource.urn, test.interval
    if isinstance(interval.value, Unknown):
        return unknown(interval.value, interval, on=on)
    if interval.value <= YEAR_DAYS * DAY_MINUTES:
        return passed(interval, on=on)
    because = message(
        N_("up to {days} days between two restore tests; at most a year is wanted"),
        days=f"{interval.value / DAY_MINUTES:g}",
    )
    return failed(because, interval, on=on)
