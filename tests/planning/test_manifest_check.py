"""Mistakes that only the whole manifest, or the catalogue, shows."""

from pathlib import Path

import pytest

from hdsstack.model.problem import ManifestError
from hdsstack.planning.manifest_check import load

ROOT = Path(__file__).parent.parent.parent
SOUND = (ROOT / "tests/model/establishment/sound.yaml").read_text(encoding="utf-8")


def problems(tmp_path: Path, old: str, new: str) -> list[tuple[int, str, str, str]]:
    assert SOUND.count(old) == 1
    path = tmp_path / "establishment.yaml"
    path.write_text(SOUND.replace(old, new), encoding="utf-8")
    with pytest.raises(ManifestError) as caught:
        load(path)
    found = caught.value.problems
    return [(row.line, row.field, row.what, row.next_step) for row in found]


def test_a_region_of_another_provider(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "region: eu-west-3", "region: francecentral")
    assert found[:3] == (14, "hosting.region", "the region belongs to another provider: azure")


def test_a_second_site_of_another_provider(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "eu-central-1", "germanywestcentral")
    assert found[1] == "hosting.second_site.region"


@pytest.mark.parametrize("region", ["eu-west-2", "eu-central-2", "atlantis-1"])
def test_a_bad_or_unknown_region_is_left_to_its_control(tmp_path: Path, region: str) -> None:
    path = tmp_path / "establishment.yaml"
    path.write_text(SOUND.replace("eu-west-3", region), encoding="utf-8")
    assert load(path).establishment.hosting.region == region


@pytest.mark.parametrize(
    ("old", "new", "field", "what"),
    [
        ("site: clinique}", "site: clinic}", "network.links[0].site", "no site has this name"),
        ("workload: dpi", "workload: dpx", "indicators[0].workload", "no workload has this name"),
        ("to: front", "to: fronts", "flows[0].to", "no site or zone has this name"),
        (
            "waivers:",
            "reversibility:\n  - store: dpi.file\nwaivers:",
            "reversibility[0].store",
            "no workload has this store",
        ),
        (
            "waivers:",
            "schedules: [{name: nuit, workloads: [dpi2], stop: 0 20 * * *, start: x}]\nwaivers:",
            "schedules[0].workloads[0]",
            "no workload has this name",
        ),
        (
            "environments:\n",
            "environments:\n  - name: prod\n    data: [dscp]\n",
            "environments[1].name",
            "two items have the same name",
        ),
    ],
)
def test_names_that_nothing_bears_and_names_given_twice(
    tmp_path: Path, old: str, new: str, field: str, what: str
) -> None:
    (found,) = problems(tmp_path, old, new)
    assert found[1:3] == (field, what)


def test_the_nearest_name_is_proposed(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "site: clinique}", "site: cliniqe}")
    assert found[3] == "write 'clinique' if that is what you mean"


def test_a_workload_may_depend_on_another_only_if_it_exists(tmp_path: Path) -> None:
    old = "    rpo_minutes: 240\n"
    new = old + "    depends_on: [{name: gap, kind: workload, where: cloud}]\n"
    (found,) = problems(tmp_path, old, new)
    assert found[1] == "workloads[0].depends_on[0].name"
