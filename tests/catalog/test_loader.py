"""The loader refuses what a person could get wrong, and says where."""

from datetime import date

import pytest

from hdsstack.catalog.loader import CatalogueError, Table, parse
from hdsstack.catalog.rows import Row, Text

GOOD = """
provenance:
  here: {source: somewhere, verified_on: 2026-01-31, confidence: reported}
defaults: {cite: here, flag: true}
rows:
  - {name: one, number: 3, flag: false, texts: [a, b], title: {fr: un, en: one}}
  - {name: two}
"""


def good() -> Table:
    return parse(GOOD, "file.yaml")


def test_a_good_file() -> None:
    first, second = good().rows
    assert first.string("name") == "one"
    assert first.number("number") == 3
    assert first.flag("flag") is False
    assert second.flag("flag") is True
    assert first.strings("texts") == ("a", "b")
    assert first.text("title") == Text("un", "one")
    assert first.row() == Row("somewhere", date(2026, 1, 31), "reported")
    assert second.number("number") is None
    first.done()


def test_a_field_that_nobody_reads_is_refused() -> None:
    first, _ = good().rows
    first.string("name")
    with pytest.raises(CatalogueError, match=r"file\.yaml: row 1: unknown field cite, flag"):
        first.done()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rows: []", "rows: a list with at least one row wanted"),
        ("- a", "a mapping wanted"),
        ("rows: [1]", "row 1: a mapping wanted, 1 seen"),
        ("rows: {", "not YAML"),
        ("rows: [{a: b}]\nrow: 1", "unknown section row"),
        ("provenance: {x: {source: s}}\nrows: [{a: b}]", "verified_on: a date wanted"),
        (
            "provenance: {x: {source: s, verified_on: 2026-01-01, confidence: sure}}\nrows: [{}]",
            "confidence: one of verified, reported, inferred, memory, unverified wanted, 'sure'",
        ),
    ],
)
def test_a_wrong_file(text: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=r"file\.yaml") as raised:
        parse(text, "file.yaml")
    assert message in str(raised.value)


def test_norway_must_be_quoted() -> None:
    (record,) = parse("rows: [{country: NO}]", "file.yaml").rows
    with pytest.raises(CatalogueError, match="country: a text wanted, False seen"):
        record.string("country")


def test_a_version_must_be_quoted() -> None:
    (record,) = parse("rows: [{minimum: 1.2}]", "file.yaml").rows
    with pytest.raises(CatalogueError, match=r"minimum: one of 1\.1, 1\.2 wanted, 1\.2 seen"):
        record.choice("minimum", ("1.1", "1.2"))


@pytest.mark.parametrize(
    ("fields", "read", "message"),
    [
        ("{}", "string", "name: a text wanted, None seen"),
        ("{name: []}", "string", "a text wanted"),
        ("{name: yes}", "number", "a whole number wanted, True seen"),
        ("{name: 3}", "flag", "true or false wanted, 3 seen"),
        ("{name: soon}", "day", "a date (YYYY-MM-DD) wanted, 'soon' seen"),
        ("{name: a}", "strings", "a list wanted, 'a' seen"),
        ("{name: [a, 1]}", "strings", "a list of texts wanted"),
        ("{name: [a]}", "numbers", "a list of whole numbers wanted"),
        ("{name: {fr: un}}", "text", "{fr: ..., en: ...} wanted"),
    ],
)
def test_a_wrong_field(fields: str, read: str, message: str) -> None:
    (record,) = parse(f"rows: [{fields}]", "file.yaml").rows
    with pytest.raises(CatalogueError) as raised:
        getattr(record, read)("name")
    assert message in str(raised.value)


def test_a_row_may_hold_its_standing_itself_but_all_of_it() -> None:
    standing = "source: s, verified_on: 2026-01-01, confidence: memory"
    whole, half = parse(f"rows: [{{{standing}}}, {{verified_on: 2026-01-01}}]", "f").rows
    assert whole.row() == Row("s", date(2026, 1, 1), "memory")
    with pytest.raises(CatalogueError, match="f: row 2: source: a text wanted, None seen"):
        half.row()


def test_an_unknown_citation_names_those_that_exist() -> None:
    text = GOOD.replace("cite: here", "cite: there")
    with pytest.raises(CatalogueError, match="cite: one of here wanted, 'there' seen"):
        parse(text, "file.yaml").rows[0].row()


def test_age_and_language() -> None:
    row = good().rows[0].row()
    assert row.age(date(2026, 2, 10)) == 10
    assert not row.verified
    assert Row("s", date(2026, 1, 1), "verified").verified
    assert Text("un", "one").in_("fr_FR") == "un"
    assert Text("un", "one").in_("de") == "one"
