"""What is wrong with a file that a person wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hdsstack.locale import _


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where, what, the value seen, the value wanted, the next step.

    `line` counts from 1; `field` is a dotted path, empty for the file as a whole.
    """

    file: str
    line: int
    field: str
    what: str
    seen: str
    wanted: str
    next_step: str

    def __str__(self) -> str:
        """Render as `file:line: field: what; seen X; wanted Y; next: Z`."""
        field = f"{self.field}: " if self.field else ""
        return _("{file}:{line}: {field}{what}; seen {seen}; wanted {wanted}; next: {next}").format(
            file=self.file,
            line=self.line,
            field=field,
            what=self.what,
            seen=self.seen,
            wanted=self.wanted,
            next=self.next_step,
        )


class ManifestError(Exception):
    """The manifest cannot be used; `problems` holds every mistake, in the file's order."""

    def __init__(self, path: Path | str, problems: Sequence[Problem]) -> None:
        """Keep the problems sorted by line."""
        self.path = str(path)
        self.problems = sorted(problems, key=lambda row: (row.line, row.field))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def located(message: str, file: str | None, line: int | None) -> str:
    """The message behind its place, unless it says its place itself."""
    if not file or message.startswith((f"{file}:", f"{file} ")):
        return message
    return f"{file}:{line}: {message}" if line else f"{file}: {message}"
