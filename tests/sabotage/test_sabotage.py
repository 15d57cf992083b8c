"""One broken property, one failing control: in every reference stack."""

import pytest

from hdsstack.controls import controls
from hdsstack.model.verdict import Control
from tests.sabotage.judging import GREEN, Trial, trials
from tests.sabotage.stacks import baseline, recorded, slugs
from tests.sabotage.tables import Entry, entries

by_control = pytest.mark.parametrize("control", controls(), ids=lambda one: one.id)


@pytest.mark.parametrize("slug", slugs())
def test_the_stack_is_sound_before_it_is_broken(slug: str) -> None:
    worse = {place: outcome for place, outcome in baseline(slug).items() if outcome not in GREEN}
    assert not worse


def test_every_provider_has_a_reference_stack() -> None:
    assert {recorded(slug).provider for slug in slugs()} == {"aws", "azure"}


@by_control
def test_what_breaks_a_control_fails_it_and_nothing_else(control: Control) -> None:
    entry = entries()[control.id]
    done = [trial for slug in slugs() for trial in trials(entry, slug)]
    problems = [problem for trial in done for problem in trial.problems()]
    assert not problems, "\n".join(problems)
    assert _untried(entry, done) == []
    assert _unseen(entry, done) == []
    assert any(trial.hidden for trial in done) != bool(entry.never_unknown)


def _untried(entry: Entry, done: list[Trial]) -> list[str]:
    """Stacks in which nothing was broken and no reason is given, and reasons that are none."""
    tried = {trial.slug for trial in done}
    found = []
    for slug in slugs():
        excused = bool({slug, recorded(slug).provider} & set(entry.not_in))
        if excused == (slug in tried):
            found.append(f"{slug}: {'not excused any more' if excused else 'nothing is broken'}")
    return found


def _unseen(entry: Entry, done: list[Trial]) -> list[str]:
    """Sabotages that no stack saw, and collateral that none has."""
    found = []
    for sabotage in entry.sabotages:
        seen = [trial for trial in done if trial.sabotage is sabotage]
        collateral = frozenset(other for trial in seen for other in trial.collateral)
        if not seen:
            found.append(f"{sabotage.title}: no stack has it")
        found += [f"{sabotage.title}: {also} holds" for also in sabotage.also - collateral]
    return found
