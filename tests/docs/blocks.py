"""Command blocks of a document: what is typed after `$`, and what is shown under it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
# Blocks of these kinds show something, and are not typed into a terminal.
SHOWN = {"json", "yaml", "python", "text"}


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a document, and the lines shown under it; `...` stands for left-out lines."""

    line: int
    text: str
    shown: tuple[str, ...]


def commands(document: Path) -> Iterator[Command]:
    """The commands of a document's blocks, in order."""
    text = document.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        first = text.count("\n", 0, block.start()) + 2
        if block["kind"] in SHOWN:
            continue
        assert block["kind"] == "console", f"{document.name}:{first - 1}: a block of kind console"
        yield from _of_block(block["body"].splitlines(), first)


def _of_block(rows: list[str], first: int) -> Iterator[Command]:
    starts = [rank for rank, row in enumerate(rows) if row.startswith("$ ")]
    assert starts[:1] == [0], f"line {first}: a block of commands starts with $"
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        shown = tuple(row.rstrip() for row in rows[start + 1 : end])
        yield Command(first + start, rows[start].removeprefix("$ "), shown)


def run(command: str, folder: Path, env: Mapping[str, str]) -> str:
    """What a command prints on both streams, typed into a terminal of 80 columns.

    A `make` target is only asked for what it would do: it builds what the tests run in.
    """
    where, typed = folder, command
    if command.startswith("make "):
        where, typed = REPOSITORY, command.replace("make ", "make --dry-run ", 1) + " >/dev/null"
    bin_folder = str(Path(sys.executable).parent)
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", typed],
        cwd=where,
        env={"PATH": f"{bin_folder}:{os.environ['PATH']}", "COLUMNS": "80", "NO_COLOR": "1"}
        | {"HOME": str(folder), "LC_ALL": "C.UTF-8"}
        | dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"$ {command}\nexit code {done.returncode}\n{done.stdout}"
    return done.stdout


def missing(shown: tuple[str, ...], printed: str) -> str | None:
    """The first shown line that is not printed where it should be; None where all are.

    Without `...` between them, shown lines follow each other.
    """
    rows = [row.rstrip() for row in printed.splitlines()]
    place, loose = 0, False
    for line in shown:
        if line.strip() == "...":
            loose = True
            continue
        found = next((i for i in range(place, len(rows)) if rows[i] == line), None)
        if found is None or (found != place and not loose):
            return line
        place, loose = found + 1, False
    if not loose and shown and any(rows[place:]):
        return f"(the end; printed further: {next(filter(None, rows[place:]))})"
    return None


def refreshed(shown: tuple[str, ...], printed: str) -> dict[str, str]:
    """Shown lines that are printed with other numbers -> the lines that are printed."""
    rows = [row.rstrip() for row in printed.splitlines()]
    found: dict[str, str] = {}
    for line in shown:
        same = (row for row in rows if _without_numbers(row) == _without_numbers(line))
        if line not in rows and (row := next(same, None)):
            found[line] = row
    return found


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "#", text)
