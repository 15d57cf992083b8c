"""The catalogue as flat rows."""

import pytest

from hdsstack import catalog


def test_filters_compare_whole_values_without_case() -> None:
    rows = catalog.entries("regions", {"provider": "AWS", "country": "fr"})
    assert [row["name"] for row in rows] == ["eu-west-3"]
    assert catalog.entries("regions", {"name": "eu-west"}) == []


def test_filters_find_booleans_and_words_of_a_list() -> None:
    assert all(row["eea"] is True for row in catalog.entries("regions", {"eea": "true"}))
    backup = catalog.entries("actors", {"activities": "6"})
    assert {"ovh", "aphp"} <= {row["key"] for row in backup}


def test_an_empty_value_finds_what_is_absent() -> None:
    assert {row["name"] for row in catalog.entries("regions", {"country": ""})} == {
        "eu-isoe-west-1"
    }


def test_filter_on_confidence() -> None:
    rows = catalog.entries("actors", {"confidence": "unverified"})
    assert rows
    assert {row["confidence"] for row in rows} == {"unverified"}


def test_language() -> None:
    (french,) = catalog.entries("requirements", {"id": "EXI-28"}, "fr")
    (english,) = catalog.entries("requirements", {"id": "EXI-28"}, "en")
    assert french["title"] == "Stockage exclusivement dans l'EEE"
    assert english["title"] == "Storage exclusively in the EEA"


def test_an_unknown_kind_lists_those_that_exist() -> None:
    with pytest.raises(catalog.CatalogueError, match="no such kind; known: activities, actors"):
        catalog.entries("prices")


def test_an_unknown_field_lists_those_that_exist() -> None:
    with pytest.raises(catalog.CatalogueError, match="colour: no such field; known: provider"):
        catalog.entries("regions", {"colour": "red"})


def test_rows_are_flat() -> None:
    for kind in catalog.kinds():
        for row in catalog.entries(kind):
            assert all(isinstance(cell, str | int | bool | None) for cell in row.values())
