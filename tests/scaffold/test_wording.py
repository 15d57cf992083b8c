"""How values are written into a program."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdsstack.scaffold.wording import comment, literal, names, prose, variable, wrapped

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=300)


@given(TEXT)
def test_a_literal_reads_back_as_the_same_text(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text


@given(TEXT.map(lambda text: " ".join(text.split())))
def test_prose_reads_back_as_the_same_sentence(text: str) -> None:
    assert ast.literal_eval(prose(text, 8)) == text


@given(TEXT)
def test_a_comment_holds_nothing_but_comments(text: str) -> None:
    lines = f"# {comment(text)}".splitlines()
    assert all(line.startswith("# ") or not line.strip() for line in lines)


@given(TEXT)
def test_a_docstring_cannot_be_ended_from_inside(text: str) -> None:
    shown = ast.literal_eval(f'"""{wrapped(text)}"""') if "\0" not in text else ""
    assert '"' not in shown


def test_sequences_are_tuples_and_mappings_dictionaries() -> None:
    assert literal(("443",)) == '("443",)'
    assert literal({"prod": "dscp"}) == '{"prod": "dscp"}'
    assert (
        ast.literal_eval(literal(tuple(f"10.{n}.0.0/16" for n in range(9)), 4))[8] == "10.8.0.0/16"
    )
    assert names(["a", "b"], 4) == "[a, b]"
    assert names([f"store_{n}" for n in range(20)], 4).count("\n") == 21


def test_what_is_no_value_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="object"):
        literal(object())


def test_a_slug_becomes_a_name() -> None:
    assert variable("vpn-fibre") == "vpn_fibre"
