"""How a template writes a value: Python literals, wrapped sentences, comments, names."""

import json
import textwrap
from collections.abc import Mapping, Sequence

_WIDTH = 100
_INDENT = 4


def literal(value: object, indent: int = 0) -> str:
    """A Python literal with double quotes; long sequences take one line per item."""
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False)
        case bool() | int() | float() | None:
            return repr(value)
        case Mapping():
            inside = ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items())
            return f"{{{inside}}}"
        case Sequence():
            return _sequence(value, indent)
        case _:
            raise TypeError(f"a template cannot write {type(value).__name__}")


def _sequence(items: Sequence[object], indent: int) -> str:
    written = [literal(item) for item in items]
    flat = ", ".join(written) + ("," if len(written) == 1 else "")
    if indent + len(flat) < _WIDTH // 2 or not indent:
        return f"({flat})"
    margin = " " * indent
    lines = "".join(f"{margin}{' ' * _INDENT}{item},\n" for item in written)
    return f"(\n{lines}{margin})"


def names(variables: Sequence[str], indent: int) -> str:
    """A list of variables; a long one takes one line per variable."""
    flat = f"[{', '.join(variables)}]"
    if indent + len("traced=,") + len(flat) <= _WIDTH:
        return flat
    margin = " " * indent
    lines = "".join(f"{margin}{' ' * _INDENT}{name},\n" for name in variables)
    return f"[\n{lines}{margin}]"


def prose(text: str, indent: int) -> str:
    """A sentence as a Python string, over several lines where one is too short."""
    room = _WIDTH - indent - len('purpose="",')
    if len(text) <= room:
        return literal(text)
    margin = " " * (indent + _INDENT)
    pieces = textwrap.wrap(text, _WIDTH - indent - _INDENT - len('" "'), break_long_words=False)
    spaced = [f"{piece} " for piece in pieces[:-1]] + pieces[-1:]
    return "(\n" + "".join(f"{margin}{literal(piece)}\n" for piece in spaced) + " " * indent + ")"


def comment(text: str, indent: int = 0) -> str:
    """A text as the rest of a comment line, wrapped; whatever it holds, it stays a comment."""
    lines = textwrap.wrap(" ".join(text.split()), _WIDTH - indent - len("# "))
    return f"\n{' ' * indent}# ".join(lines)


def heading(title: str) -> str:
    """The rest of a comment line that opens a section."""
    flat = textwrap.shorten(title, _WIDTH // 2, placeholder="...")
    return f"--- {flat} {'-' * (_WIDTH - len(flat) - len('# ---  '))}"


def wrapped(text: str) -> str:
    """A text as lines of a docstring, which it cannot end."""
    harmless = " ".join(text.split()).replace("\\", "/").replace('"', "'")
    return "\n".join(textwrap.wrap(harmless, _WIDTH))


def variable(slug: str) -> str:
    """A slug as a Python name."""
    return slug.replace("-", "_")
