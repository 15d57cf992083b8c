"""Six answers make a whole manifest."""

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hdsstack.model.activities import ACTIVITIES
from hdsstack.model.establishment import Establishment
from hdsstack.planning.error import PlanningError
from hdsstack.planning.guarantees import worsened
from hdsstack.planning.manifest_check import load
from hdsstack.planning.plan import address_plan
from hdsstack.planning.preset_chain import years_later
from hdsstack.planning.presets import Answers, manifest_for, placeholders, questions
from hdsstack.planning.ranges import declared_ranges, overlaps
from hdsstack.planning.stores import declared_stores


def answers(provider: str, *, beds: int = 60, region: str | None = None) -> Answers:
    return Answers(
        slug="clinique-test",
        name="Clinique de test",
        finess="339999906",
        kind="clinique",
        beds=beds,
        provider=provider,
        administrator="Une Personne",
        today=dt.date(2026, 11, 25),
        region=region,
    )


def test_there_are_six_questions_about_known_answers() -> None:
    keys = [question.key for question in questions()]
    assert len(keys) == 6
    assert set(keys) <= set(Answers.__dataclass_fields__)
    assert all(row.default in row.choices for row in questions() if row.choices)


@pytest.mark.parametrize("provider", ["aws", "azure"])
def test_the_manifest_survives_yaml_and_holds_together(provider: str, tmp_path: Path) -> None:
    values = manifest_for(answers(provider))
    path = tmp_path / "establishment.yaml"
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    establishment = load(path).establishment
    assert establishment == Establishment.model_validate(values)
    plan = address_plan(establishment)
    assert all(plan.resolve(flow.destination) for flow in establishment.flows)
    assert overlaps(declared_ranges(establishment)) == ()
    assert worsened(establishment) == ()


@pytest.mark.parametrize("provider", ["aws", "azure"])
@pytest.mark.parametrize("beds", [10, 150, 500, 3000])
def test_nothing_that_a_control_reads_is_missing(provider: str, beds: int) -> None:
    establishment = Establishment.model_validate(manifest_for(answers(provider, beds=beds)))
    assert all(len(establishment.accountable(activity)) == 1 for activity in ACTIVITIES)
    assert all(row.level and row.period and row.penalty for row in establishment.indicators)
    assert all(row.last_review for row in establishment.administrators)
    stores = {store.name for store in declared_stores(establishment)}
    assert stores == {row.store for row in establishment.reversibility}
    assert establishment.hosting.second_site is not None
    assert establishment.hosting.second_site.region != establishment.hosting.region
    assert establishment.state is not None
    assert establishment.secrets is not None
    assert establishment.network.single_link_accepted is not None
    assert establishment.contract is not None
    assert establishment.contract.ends == dt.date(2029, 11, 25)


def test_what_only_people_know_is_marked() -> None:
    places = set(placeholders(manifest_for(answers("aws"))))
    assert "actors[0].certificates[0].number" in places
    assert "foundation.guard_rails.evidence" in places
    assert len(places) > 10
    assert list(placeholders({"a": ["TO CONFIRM: x", "y"]})) == ["a[0]"]


def test_no_preset_without_a_provider_or_a_second_site() -> None:
    with pytest.raises(PlanningError, match=r"'vsphere'.*aws, azure"):
        manifest_for(answers("vsphere"))
    with pytest.raises(PlanningError, match="atlantis-1"):
        manifest_for(answers("aws", region="atlantis-1"))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 5))
def test_years_later_exists(day: dt.date, years: int) -> None:
    later = years_later(day, years)
    assert (later.year, later.month) == (day.year + years, day.month)
