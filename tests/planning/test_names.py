"""Names that providers accept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdsstack.planning.names import LIMITS, name_problem, safe_name

PARTS = st.lists(st.text(min_size=0, max_size=40), min_size=1, max_size=4)


@given(st.sampled_from(sorted(LIMITS)), PARTS, st.sampled_from(["", "339999906"]))
def test_every_name_is_accepted(kind: str, parts: list[str], unique: str) -> None:
    assert name_problem(kind, safe_name(kind, *parts, unique=unique)) is None


@given(st.sampled_from(sorted(LIMITS)), st.text("abc", min_size=64, max_size=90))
def test_long_names_that_differ_at_the_end_stay_different(kind: str, stem: str) -> None:
    long = stem * 2
    assert safe_name(kind, f"{long}x") != safe_name(kind, f"{long}y")


def test_a_short_name_stays_as_it_is() -> None:
    assert safe_name("rds", "ch-bapaume", "prod", "dpi") == "ch-bapaume-prod-dpi"
    assert safe_name("storage-account", "ch-bapaume", "dpi") == "chbapaumedpi"


def test_a_long_name_ends_with_seven_characters_of_its_hash() -> None:
    name = safe_name("key-vault", "hopitaux-universitaires-de-strasbourg", "dossier")
    assert len(name) == 24
    assert re.fullmatch(r"hopitaux-univers-[0-9a-f]{7}", name)


def test_unique_names_differ_by_what_makes_them_unique() -> None:
    first = safe_name("s3-bucket", "ch", "state", unique="620000000")
    second = safe_name("s3-bucket", "ch", "state", unique="339999906")
    assert first != second


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("storage-account", "chbapaumedossiersmedicauxprod", "29 characters.* 3 to 24"),
        ("storage-account", "ch-bapaume", "holds characters"),
        ("key-vault", "9lives", "holds characters"),
        ("key-vault", "a--b", "holds characters"),
        ("s3-bucket", "ab", "2 characters"),
        ("s3-bucket", "Majuscules", "holds characters"),
    ],
)
def test_a_refused_name_says_why_and_offers_another(kind: str, name: str, words: str) -> None:
    problem = name_problem(kind, name)
    assert problem is not None
    assert re.search(words, problem)
    assert "next: use '" in problem
