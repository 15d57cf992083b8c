"""Second sites, windows, sizes, guarantees and stores."""

import math
from pathlib import Path

import pytest

from hdsstack import catalog
from hdsstack.model.establishment import Establishment, Retention, Window
from hdsstack.model.manifest import load
from hdsstack.planning.guarantees import worsened
from hdsstack.planning.regions import providers_with, second_site
from hdsstack.planning.retention import Bounds, backup_bounds, cloudwatch_days, trace_bounds
from hdsstack.planning.sizing import sizing
from hdsstack.planning.stores import declared_stores, rpo_minutes, store_of

STACKS = Path(__file__).parent.parent.parent / "stacks"


@pytest.fixture
def bapaume() -> Establishment:
    return load(STACKS / "ch-bapaume" / "establishment.yaml")


@pytest.mark.parametrize("provider", ["aws", "azure"])
def test_every_second_site_is_another_region_of_the_eea(provider: str) -> None:
    for region in catalog.regions(provider):
        found = second_site(provider, region.name)
        if found is None:
            continue
        other = catalog.region(provider, found)
        assert other is not None
        assert other.eea
        assert not other.restricted or other.name == region.pair
        assert other.partition == region.partition
        assert other.name != region.name


def test_usual_second_sites() -> None:
    assert second_site("aws", "eu-west-3") == "eu-central-1"
    assert second_site("azure", "francecentral") == "francesouth"
    assert second_site("azure", "westeurope") == "northeurope"
    assert second_site("azure", "italynorth") is not None
    assert second_site("aws", "eusc-de-east-1") is None
    assert second_site("aws", "atlantis-1") is None


def test_one_name_can_be_two_providers() -> None:
    assert {"aws", "outscale"} <= set(providers_with("eu-west-2"))
    assert providers_with("francecentral") == ("azure",)
    assert providers_with("atlantis-1") == ()


def test_bounds_hold_the_floor_and_the_stated_maximum(bapaume: Establishment) -> None:
    assert trace_bounds(bapaume) == Bounds(365, 400)
    assert backup_bounds(bapaume) == Bounds(30, 90)
    assert trace_bounds(None) == Bounds(365, None)
    weak = bapaume.model_copy(
        update={"retention": Retention(platform_traces=Window(min_days=7, max_days=10))}
    )
    assert trace_bounds(weak) == Bounds(365, 10)


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(7, "short"), (364, "short"), (365, "within"), (400, "within"), (401, "long"),
     (math.inf, "long")],
)  # fmt: skip
def test_judging_a_retention(days: float, verdict: str) -> None:
    assert Bounds(365, 400).judge(days) == verdict


def test_for_ever_is_long_even_without_a_maximum() -> None:
    assert Bounds(365, None).judge(math.inf) == "long"
    assert Bounds(365, None).judge(3650) == "within"


def test_cloudwatch_takes_only_some_numbers() -> None:
    assert cloudwatch_days(Bounds(365, 400)) == 365
    assert cloudwatch_days(Bounds(366, 400)) == 400
    assert cloudwatch_days(Bounds(366, 399)) is None


@pytest.mark.parametrize(
    ("beds", "name"),
    [(0, "small"), (99, "small"), (100, "medium"), (299, "medium"), (300, "large"),
     (999, "large"), (1000, "very-large"), (20000, "very-large")],
)  # fmt: skip
def test_sizes_by_beds(beds: int, name: str) -> None:
    assert sizing(beds, "aws").name == sizing(beds, "azure").name == name
    assert sizing(beds, "aws").machine_size != sizing(beds, "azure").machine_size


def test_sizes_grow_with_beds() -> None:
    volumes = [sizing(beds, "aws").database_gib for beds in (50, 200, 500, 2000)]
    assert volumes == sorted(set(volumes))
    assert all(sizing(beds, "azure").machines >= 2 for beds in (50, 200, 500, 2000))


def test_no_preset_for_another_provider() -> None:
    with pytest.raises(KeyError):
        sizing(50, "vsphere")


def test_declared_stores_and_their_promise(bapaume: Establishment) -> None:
    names = [store.name for store in declared_stores(bapaume)]
    assert names == ["osiris.database", "osiris.files", "osiris.records"]
    assert set(names) == {row.store for row in bapaume.reversibility}
    assert rpo_minutes(bapaume, "osiris-database") == 15
    assert rpo_minutes(bapaume, "osiris-database-replica") == 15
    assert rpo_minutes(bapaume, "osiris-records") == 240
    assert rpo_minutes(bapaume, "something-else") == 240
    assert store_of(bapaume, "osiris-databases") is None


def test_accepted_guarantees_have_not_got_worse(bapaume: Establishment) -> None:
    assert worsened(bapaume) == ()


@pytest.mark.parametrize(
    ("old", "new", "guarantee"),
    [
        ("level: 99.9\n", "level: 99.0\n", "indicators.disponibilite-osiris"),
        ("level: 2000\n", "level: 3000\n", "indicators.temps-reponse-osiris"),
        ("  region: eu-west-3 # Paris", "  region: eu-north-1", "regions"),
        ("    rto_minutes: 240", "    rto_minutes: 300", "osiris.rto_minutes"),
        ("backups: {min_days: 30", "backups: {min_days: 20", "retention.backups.min_days"),
        ("  - key: ch-douai", "  - key: somebody", "actors"),
    ],
)
def test_each_guarantee_that_gets_worse_is_named(
    tmp_path: Path, old: str, new: str, guarantee: str
) -> None:
    text = (STACKS / "ch-bapaume" / "establishment.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "establishment.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert guarantee in [row.guarantee for row in worsened(load(path)) or ()]


def test_without_an_accepted_version_nothing_can_be_said(bapaume: Establishment) -> None:
    assert worsened(bapaume.model_copy(update={"guarantees": None})) is None
