"""Every kind of fact is told by a provider and asked by a control, field by field."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import fields

import pytest

from hdsstack.controls import controls
from hdsstack.model import facts
from hdsstack.model.facts import Fact
from tests.meta.committed import sources, text_of

KINDS = tuple(
    kind
    for _, kind in inspect.getmembers(facts, inspect.isclass)
    if issubclass(kind, Fact) and kind is not Fact
)
# What no control asks, and why.
UNASKED = {("BackupPlan", "intervals"): "HDS-BCK-002 asks the coverage of each store"}

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


def _names(under: str) -> Iterator[ast.AST]:
    for name in sources(under):
        yield from ast.walk(ast.parse(text_of(name)))


CONTROLS = tuple(_names("hdsstack/controls/"))
READERS = tuple(_names("hdsstack/facts/"))


@each_kind
def test_a_control_asks_it(kind: type[Fact]) -> None:
    named = {node.id for node in CONTROLS if isinstance(node, ast.Name)}
    asked = {control.subject for control in controls()}
    assert kind in asked or kind.__name__ in named


@each_kind
def test_a_control_asks_each_of_its_fields(kind: type[Fact]) -> None:
    asked = {node.attr for node in CONTROLS if isinstance(node, ast.Attribute)}
    for field in fields(kind):
        if (kind.__name__, field.name) in UNASKED:
            assert field.name not in asked, "the exception is not one any more"
        else:
            assert field.name in asked, f"nobody asks {kind.__name__}.{field.name}"


@each_kind
def test_a_reader_tells_it(kind: type[Fact]) -> None:
    made = {
        node.func.id
        for node in READERS
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert kind.__name__ in made
