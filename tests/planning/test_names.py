"""Names that providers accept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdsstack.planning.names import LIMITS, safe_name

PARTS = st.lists(st.text(min_size=0, max_size=40), min_size=1, max_size=4)


def accepted(kind: str, name: str) -> bool:
    limit = LIMITS[kind]
    long_enough = limit.shortest <= len(name) <= limit.longest
    return long_enough and re.fullmatch(limit.pattern, name) is not None


@given(st.sampled_from(sorted(LIMITS)), PARTS, st.sampled_from(["", "339999906"]))
def test_every_name_is_accepted(kind: str, parts: list[str], unique: str) -> None:
    assert accepted(kind, safe_name(kind, *parts, unique=unique))


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
    ("kind", "name"),
    [
        ("storage-account", "chbapaumedossiersmedicauxprod"),
        ("storage-account", "ch-bapaume"),
        ("key-vault", "9lives"),
        ("key-vault", "a--b"),
        ("s3-bucket", "ab"),
        ("s3-bucket", "Majuscules"),
    ],
)
def test_a_name_that_is_refused_becomes_another_that_is_not(kind: str, name: str) -> None:
    assert not accepted(kind, name)
    assert accepted(kind, safe_name(kind, name))
