"""Backups: what covers a store, how often, how long, where, and whether it can be erased."""

from typing import Any

import pytest

from hdsstack.model.facts import NEVER, BackupPlan, Copy, Grant, RestoreTest
from hdsstack.model.seen import Seen
from tests.controls.handmade import UNKNOWN, ask, claim, coverage, plan, resource, store, vault

DAILY, WEEKLY = 1440.0, 10080.0


def test_a_store_that_no_plan_selects() -> None:
    assert ask("HDS-BCK-001", store(backups=())) == {"records": "fail"}
    assert ask("HDS-BCK-001", store(backups=UNKNOWN)) == {"records": "unknown"}
    assert ask("HDS-BCK-001", store(backups=(coverage(plan()),))) == {"records": "pass"}


@pytest.mark.parametrize(
    ("days", "verdict"), [(7.0, "fail"), (0.0, "fail"), (30.0, "pass"), (UNKNOWN, "unknown")]
)
def test_own_backups_count_when_they_keep_the_window(days: Any, verdict: str) -> None:
    own = coverage(resource("records"), days=days, own=True)
    assert ask("HDS-BCK-001", store(backups=(own,))) == {"records": verdict}


def test_a_kind_that_is_rebuilt_raises_no_question() -> None:
    assert ask("HDS-BCK-001", store(backups=(), backups_possible=False)) == {
        "records": "not-applicable"
    }


def test_the_most_frequent_backup_decides_and_the_plan_is_to_blame() -> None:
    weekly = coverage(plan("weekly"), WEEKLY)
    hourly = coverage(plan("hourly"), 60.0)
    assert ask("HDS-BCK-002", store(backups=(weekly,))) == {"weekly": "fail"}
    assert ask("HDS-BCK-002", store(backups=(weekly, hourly))) == {"hourly": "pass"}
    assert ask("HDS-BCK-002", store(backups=(coverage(plan(), DAILY),))) == {"plan": "pass"}
    assert ask("HDS-BCK-002", store(backups=(coverage(plan(), UNKNOWN),))) == {"plan": "unknown"}
    assert ask("HDS-BCK-002", store(backups=())) == {"records": "not-applicable"}


def test_a_plan_is_judged_by_the_worst_of_its_stores() -> None:
    shared = plan()
    quick = store(
        "quick", backups=(coverage(shared, WEEKLY), coverage(resource("quick"), 0.0, own=True))
    )
    slow = store("slow", backups=(coverage(shared, WEEKLY),))
    assert ask("HDS-BCK-002", quick, slow)["plan"] == "fail"


def test_the_declared_loss_is_stricter_than_a_day() -> None:
    twice = store("dpi-database", backups=(coverage(plan(), 720.0),))
    assert ask("HDS-BCK-002", twice) == {"plan": "pass"}
    assert ask("HDS-BCK-002", twice, manifest={}) == {"plan": "fail"}


def test_a_copy_elsewhere_by_plan_by_vault_or_by_replica() -> None:
    away = store(backups=(coverage(plan(), elsewhere=(claim(value=True),)),))
    home = store(backups=(coverage(plan(), elsewhere=(claim(value=False),)),))
    assert ask("HDS-BCK-003", away) == {"records": "pass"}
    assert ask("HDS-BCK-003", home) == {"records": "fail"}
    assert ask("HDS-BCK-003", store(backups=(coverage(plan()),))) == {"records": "fail"}
    assert ask("HDS-BCK-003", store(backups=())) == {"records": "not-applicable"}
    unread = store(backups=(coverage(plan(), elsewhere=(claim(UNKNOWN),)),))
    assert ask("HDS-BCK-003", unread) == {"records": "unknown"}


def test_a_redundant_vault_is_a_copy_elsewhere_and_one_that_is_not_is_to_blame() -> None:
    wide, narrow = (
        vault("wide", elsewhere=(claim(value=True),)),
        vault("narrow", elsewhere=(claim(value=False),)),
    )
    into_wide = store(backups=(coverage(plan(), vaults=(wide.resource.urn,)),))
    into_narrow = store(backups=(coverage(plan(), vaults=(narrow.resource.urn,)),))
    assert ask("HDS-BCK-003", into_wide, wide) == {"records": "pass"}
    assert ask("HDS-BCK-003", into_narrow, narrow) == {"narrow": "fail"}


@pytest.mark.parametrize(("region", "verdict"), [("eu-central-1", "pass"), ("eu-west-2", "fail")])
def test_a_replica_counts_in_the_eea_only(region: str, verdict: str) -> None:
    backed = store(backups=(coverage(plan()),))
    copy = Copy(resource=backed.resource, provider="aws", region=Seen(region))
    assert ask("HDS-BCK-003", backed, copy)["records"] == verdict


def test_a_vault_is_immutable_or_all_it_receives_also_goes_to_one_that_is() -> None:
    locked, loose = vault("locked", True), vault("loose", False)
    both = store(backups=(coverage(plan(), vaults=(locked.resource.urn, loose.resource.urn)),))
    one = store("photos", backups=(coverage(plan(), vaults=(loose.resource.urn,)),))
    assert ask("HDS-BCK-004", locked, loose, both) == {"locked": "pass", "loose": "pass"}
    assert ask("HDS-BCK-004", locked, loose, both, one) == {"locked": "pass", "loose": "fail"}
    assert ask("HDS-BCK-004", loose) == {"loose": "fail"}
    assert ask("HDS-BCK-004", vault("unread", UNKNOWN)) == {"unread": "unknown"}
    assert ask("HDS-BCK-004", vault("empty", False, receives=False)) == {}


def test_nobody_who_runs_production_deletes_backups() -> None:
    role = resource("role", "aws:iam/rolePolicy:RolePolicy")
    for value, verdict in ((True, "fail"), (False, "pass"), (UNKNOWN, "unknown")):
        grant = Grant(resource=role, deletes_backups=(claim(value),))
        assert ask("HDS-BCK-005", grant) == {"role": verdict}
    for value, verdict in ((True, "pass"), (False, "fail"), (UNKNOWN, "unknown")):
        guarded = vault("vault", True, undeletable=(claim(value),))
        assert ask("HDS-BCK-005", guarded) == {"vault": verdict}


@pytest.mark.parametrize(
    ("minutes", "verdicts"),
    [
        (43200.0, {"test": "pass"}),
        (2 * 366 * 1440.0, {"test": "fail", "*": "unknown"}),
        (UNKNOWN, {"test": "unknown", "*": "unknown"}),
    ],
)
def test_a_restore_test_at_least_yearly(minutes: Any, verdicts: dict[str, str]) -> None:
    about = resource("test", "aws:backup/restoreTestingPlan:RestoreTestingPlan")
    assert ask("HDS-BCK-006", RestoreTest(resource=about, interval=Seen(minutes))) == verdicts


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(7.0, "fail"), (30.0, "pass"), (NEVER, "fail"), (400.0, "pass"), (UNKNOWN, "unknown")],
)
def test_how_long_backups_are_kept(days: Any, verdict: str) -> None:
    assert ask("HDS-BCK-007", store(backups=(coverage(plan(), days=days),))) == {"plan": verdict}


def test_short_backups_beside_long_ones_are_fine() -> None:
    short = coverage(resource("records"), days=7.0, own=True)
    both = store(backups=(short, coverage(plan(), days=35.0)))
    assert ask("HDS-BCK-007", both) == {"records": "pass", "plan": "pass"}


def test_long_backups_beside_short_ones_may_not_pass_the_maximum() -> None:
    both = store(
        backups=(coverage(plan("daily"), days=35.0), coverage(plan("yearly"), days=3650.0))
    )
    assert ask("HDS-BCK-007", both) == {"daily": "pass", "yearly": "pass"}
    assert ask("HDS-BCK-007", both, manifest={}) == {"daily": "pass", "yearly": "fail"}


def test_a_plan_that_covers_nothing_here_is_judged_alone() -> None:
    kept = (Seen(7.0, "rules[0]"), Seen(35.0, "rules[1]"))
    alone = BackupPlan(resource=plan(), kept=kept)
    assert ask("HDS-BCK-007", alone) == {"plan": "pass"}
    short = BackupPlan(resource=plan(), kept=kept[:1])
    assert ask("HDS-BCK-007", short) == {"plan": "fail"}
