"""Frameworks: complete where they say so, and every id that a control cites exists."""

import pytest

from hdsstack import catalog

HDS = "hds-2024-2.0"
# The `basis` of every control, as (framework, id).
CITED = {
    HDS: (
        "EXI-04", "EXI-05-B", "EXI-05-D", "EXI-05-G", "EXI-05-H", "EXI-12", "EXI-13", "EXI-14",
        "EXI-15", "EXI-16", "EXI-17", "EXI-21", "EXI-22", "EXI-23", "EXI-24", "EXI-25", "EXI-27",
        "EXI-28", "EXI-29", "EXI-30",
    ),
    "csp": ("L.1111-8", "R.1111-9", "R.1111-9-1", "R.1111-11", "R.1112-7"),
    "gdpr": ("5", "32", "45", "46"),
    "secnumcloud-3.2": (
        "9.6", "10.5", "12.3", "12.5.a", "12.5.d", "12.6", "12.7", "12.8", "13.2", "19.2", "19.6",
    ),
    "recyf-2.5": ("7", "7.B", "13.2", "19"),
    "care-d2": ("O2", "O3", "O3.c", "O4"),
    "clausier-2024": ("O-8.1", "O-7.2", "O-12.2.3.2"),
    "cnil": ("logging-2021",),
    "anssi-dat-nt-003": ("R8", "R15", "R16"),
    "data-act": ("25",),
    "iso27001-2022": (
        "A.8.24", "A.8.13", "A.8.15", "A.8.20", "A.8.21", "A.8.22", "A.5.15", "A.8.2", "A.8.9",
        "A.5.23", "A.5.30", "A.8.14", "A.8.16", "A.8.17", "A.5.19", "A.5.20", "A.5.21", "A.5.22",
        "A.8.10", "A.8.31", "A.8.8",
    ),
}  # fmt: skip
PAIRS = [(framework, number) for framework, numbers in CITED.items() for number in numbers]


@pytest.mark.parametrize(("framework", "number"), PAIRS)
def test_every_cited_requirement_exists(framework: str, number: str) -> None:
    found = catalog.requirement(framework, number)
    assert found is not None
    assert (found.framework, found.id) == (framework, number)
    assert found.title.fr
    assert found.title.en


def test_all_31_requirements_of_hds_in_order() -> None:
    wanted = [f"EXI-{number:02}" for number in range(1, 32)]
    assert [found.id for found in catalog.requirements(HDS)] == wanted
    hds = catalog.framework(HDS)
    assert hds is not None
    assert hds.complete


def test_the_events_of_requirement_05() -> None:
    events = catalog.parts(HDS, "EXI-05")
    assert [event.id for event in events] == [f"EXI-05-{letter}" for letter in "ABCDEFGH"]
    assert {event.parent for event in events} == {"EXI-05"}
    assert catalog.parts(HDS, "EXI-28") == ()


def test_a_complete_framework_says_of_each_requirement_what_is_expected() -> None:
    complete = [framework.id for framework in catalog.frameworks() if framework.complete]
    assert complete == ["care-d2", HDS]
    for framework in complete:
        for found in catalog.requirements(framework):
            assert found.text is not None, found.id
            assert found.automatable is not None, found.id
            assert found.evidence is not None, found.id


def test_contract_clauses_follow_the_code() -> None:
    for number in range(17, 28):
        found = catalog.requirement(HDS, f"EXI-{number}")
        assert found is not None
        assert str(found.clause).startswith("CSP R.1111-11 ")


def test_parents_exist() -> None:
    for framework in catalog.frameworks():
        for row in catalog.entries("requirements", {"framework": framework.id}):
            for part in catalog.parts(framework.id, str(row["id"])):
                assert catalog.requirement(framework.id, str(part.parent)) is not None
    found = catalog.requirement("secnumcloud-3.2", "12.5.d")
    assert found is not None
    assert found.parent == "12.5"


@pytest.mark.parametrize(
    ("framework", "number"),
    [(HDS, "EXI-32"), (HDS, "EXI 28"), ("hds-2018-1.1", "EXI-28"), ("../hds", "EXI-01")],
)
def test_an_unknown_requirement_is_none(framework: str, number: str) -> None:
    assert catalog.requirement(framework, number) is None


def test_an_unknown_framework_has_nothing() -> None:
    assert catalog.framework("hds-2018-1.1") is None
    assert catalog.requirements("hds-2018-1.1") == ()


def test_activities_are_six_in_the_order_of_the_code() -> None:
    assert [activity.number for activity in catalog.activities()] == [1, 2, 3, 4, 5, 6]
    assert catalog.activities()[2].key == "virtual_infra"


def test_actors_are_never_certified_by_inference() -> None:
    for actor in catalog.actors():
        if actor.row.confidence in ("memory", "inferred", "unverified"):
            assert not actor.frameworks, actor.key
    aws = catalog.actor("aws")
    assert aws is not None
    assert aws.hds == "certified"
    assert aws.activities == ()
    azure = catalog.actor("azure")
    assert azure is not None
    assert azure.hds == "unknown"
    assert catalog.actor("nobody") is None


def test_an_actor_under_third_country_law_has_that_law() -> None:
    for actor in catalog.actors():
        if actor.third_country_law == "yes":
            laws = [catalog.country(code) for code in actor.law]
            assert any(law is not None and not law.eea for law in laws), actor.key
