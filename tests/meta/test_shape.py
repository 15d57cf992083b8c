"""Files and functions stay small, and are named for what they do."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.meta.committed import committed, sources, text_of

MAX_FILE = 300
MAX_FUNCTION = 40
VAGUE = frozenset({"utils.py", "util.py", "helpers.py", "common.py", "misc.py"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_there_is_something_to_look_at() -> None:
    assert len(sources("hdsstack/")) > 200


def test_files_are_short() -> None:
    lines = {name: len(text_of(name).splitlines()) for name in sources("hdsstack/")}
    long = {name: number for name, number in lines.items() if number > MAX_FILE}
    assert long == {}


def test_functions_are_short() -> None:
    long = [
        f"{name}: {function.name}: {length} lines"
        for name in sources("hdsstack/")
        for function in _functions(name)
        if (length := _length(function)) > MAX_FUNCTION
    ]
    assert not long, "\n".join(long)


def _functions(name: str) -> Iterator[Function]:
    for node in ast.walk(ast.parse(text_of(name))):
        if isinstance(node, Function):
            yield node


def _length(function: Function) -> int:
    """Lines of what a function does: without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_file_is_named_for_nothing() -> None:
    assert [name for name in committed() if PurePosixPath(name).name in VAGUE] == []
