"""Reading a YAML file that a person wrote: its values as text, and the line of each of them.

Scalars stay text until a field's own type reads them: YAML 1.1 would turn the country NO into
false, the department 01 into 1 and the version 1.10 into 1.1.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from hdsstack.locale import _
from hdsstack.model.problem import ManifestError, Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Place = tuple[str | int, ...]
Value = str | None | list["Value"] | dict[str, "Value"]

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = frozenset(
    _CORE + name
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map")
)
_MOST_NODES = 50_000
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Document:
    """A file's values, the line of each place, and what is wrong with its writing.

    `empty` lists the keys without a value, which `values` leaves out.
    """

    file: str
    values: dict[str, Value]
    lines: Mapping[Place, int]
    empty: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()

    def line(self, place: Place) -> int:
        """Line of a place, or of the nearest place around it; 1 for the file as a whole."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_document(text: str, shown: str) -> Document:
    """Read a YAML mapping; raises ManifestError where there is none to read."""
    root = _compose(text, shown)
    if root is None:
        raise ManifestError(shown, [_problem(shown, 1, _("the file is empty"), _("nothing"))])
    if not isinstance(root, yaml.MappingNode):
        line = root.start_mark.line + 1
        what = _("the file is not a mapping of keys to values")
        raise ManifestError(shown, [_problem(shown, line, what, _kind(root))])
    builder = _Builder(shown)
    values = builder.mapping(root, ())
    empty, problems = tuple(builder.empty), tuple(builder.problems)
    return Document(shown, values, builder.lines, empty, problems)


def _problem(file: str, line: int, what: str, seen: str, next_step: str = "") -> Problem:
    return Problem(
        file,
        line,
        "",
        what,
        seen,
        _("an establishment's manifest in YAML"),
        next_step or _("start from the file that 'hdsstack new' writes"),
    )


def text_of(path: Path, shown: str) -> str:
    """The text of a file; raises ManifestError where it cannot be read or is not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        what = _("the file cannot be read")
        step = _("check the path and the file's permissions")
        seen = _(error.strerror or type(error).__name__)
        raise ManifestError(shown, [_problem(shown, 1, what, seen, step)]) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = _("the file is not UTF-8 text")
        seen = _("byte 0x{byte:02x}").format(byte=raw[error.start])
        step = _("save the file again with the encoding UTF-8")
        raise ManifestError(shown, [_problem(shown, line, what, seen, step)]) from None


def _compose(text: str, shown: str) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise ManifestError(shown, [_broken(error, text, shown)]) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        what = _("the file holds a character that YAML does not allow")
        seen = _("character U+{code:04X}").format(code=_code(error.character))
        step = _("delete that character")
        raise ManifestError(shown, [_problem(shown, line, what, seen, step)]) from None
    except RecursionError:
        raise ManifestError(shown, [_too_deep(shown, 1)]) from None
    return node


def _code(character: object) -> int:
    return character if isinstance(character, int) else ord(str(character)[:1] or "\0")


def _broken(error: yaml.MarkedYAMLError, text: str, shown: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    rows = text.splitlines()
    row = rows[line - 1] if line <= len(rows) else ""
    if re.match(r" *\t", row):
        what = _("a tab indents this line")
        return _problem(shown, line, what, _("a tab"), _("indent with spaces only"))
    what = _("the YAML cannot be read")
    seen = str(error.problem or error.context or "")
    step = _("look at this line and the one before: indentation, quotes, colons")
    return _problem(shown, line, what, seen, step)


def _too_deep(shown: str, line: int) -> Problem:
    what = _("the file is nested or repeated too much")
    step = _("write values out instead of anchors and aliases")
    return _problem(
        shown, line, what, _("an anchor that contains itself, or a very large file"), step
    )


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return _("a list")
    return _("a mapping") if isinstance(node, yaml.MappingNode) else _("a text")


@dataclass(slots=True)
class _Builder:
    """Turns nodes into values and remembers lines; a null key is as good as an absent one."""

    file: str
    lines: dict[Place, int] = field(default_factory=dict)
    empty: list[Place] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0

    def value(self, node: yaml.Node, place: Place) -> Value:
        self._count(node, place)
        if node.tag not in _CORE_TAGS:
            self._report(node, place, _("a YAML tag is not understood here"), node.tag)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, (*place, rank)) for rank, item in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULLS:
            return None
        return str(node.value)

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(key, place, _("a key is not a word"), _kind(key))
                continue
            inner = (*place, str(key.value))
            if inner in self.lines:
                seen = _("'{key}', already on line {line}").format(
                    key=key.value, line=self.lines[inner]
                )
                self._report(key, place, _("a key is written twice"), seen)
                continue
            self.lines[inner] = key.start_mark.line + 1
            built = self.value(value, inner)
            if built is None:
                self.empty.append(inner)
            else:
                values[str(key.value)] = built
        return values

    def _item(self, node: yaml.Node, place: Place) -> Value:
        self.lines[place] = node.start_mark.line + 1
        return self.value(node, place)

    def _count(self, node: yaml.Node, place: Place) -> None:
        self.nodes += 1
        if self.nodes > _MOST_NODES or len(place) > _DEEPEST:
            raise ManifestError(self.file, [_too_deep(self.file, node.start_mark.line + 1)])

    def _report(self, node: yaml.Node, place: Place, what: str, seen: str) -> None:
        name = ".".join(str(part) for part in place)
        line = node.start_mark.line + 1
        wanted = _("plain YAML: each key once, words as keys, no tags")
        step = _("correct this line")
        self.problems.append(Problem(self.file, line, name, what, seen, wanted, step))
