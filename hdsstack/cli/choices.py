"""What a user chose: language, colours, settings, formats, and the repository that is meant."""

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hdsstack.locale import _, language_of_environment

if TYPE_CHECKING:
    from hdsstack.report import Render


def language() -> str:
    """The language of messages: `--lang`, HDSSTACK_LANG, or the locale's."""
    return os.environ.get("HDSSTACK_LANG") or language_of_environment()


def colour() -> bool:
    """Whether stdout takes colours: a terminal, and no NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Columns of the terminal; 100 where there is none."""
    return shutil.get_terminal_size((100, 40)).columns


def repository() -> Path:
    """The infrastructure repository around the current folder: the nearest one with `stacks`."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "stacks").is_dir() and (folder / "Pulumi.yaml").is_file():
            return folder
    return here


def pairs(given: Iterable[str], option: str) -> dict[str, str]:
    """`KEY=VALUE` arguments as a mapping.

    Raises:
        click.UsageError: One without a key or without `=`.

    """
    found = {}
    for one in given:
        key, equals, value = one.partition("=")
        if not equals or not key.strip():
            raise click.UsageError(
                _("{option} {seen}: KEY=VALUE is wanted").format(option=option, seen=one)
            )
        found[key.strip()] = value
    return found


def prefixes(given: Iterable[str]) -> tuple[str, ...]:
    """Beginnings of control ids, written as ids are.

    Raises:
        click.UsageError: No control starts with one of them.

    """
    from hdsstack.controls import controls

    found = tuple(one.upper() for one in given)
    for one in found:
        if not any(control.id.startswith(one) for control in controls()):
            raise click.UsageError(
                _("no control starts with {seen}; next: `hdsstack controls` lists them").format(
                    seen=one
                )
            )
    return found


@dataclass(frozen=True, slots=True)
class Destination:
    """A format and where it goes: a file, or stdout where `file` is None."""

    format: str
    render: "Render"
    file: Path | None

    @property
    def for_people(self) -> bool:
        return self.format == "terminal"


def destinations(given: Iterable[str]) -> tuple[Destination, ...]:
    """`terminal`, `json`, `json=FILE`; none given means the terminal.

    Raises:
        click.UsageError: No such format, no file after `=`, or two for stdout.

    """
    from hdsstack.report import formats, renderer

    found = []
    for one in tuple(given) or ("terminal",):
        name, equals, file = one.partition("=")
        if equals and not file:
            raise click.UsageError(
                _("--format {seen}: no file after =; next: write {name}=FILE, or {name}").format(
                    seen=one, name=name
                )
            )
        render = renderer(name)
        if render is None:
            raise click.UsageError(
                _("--format {seen}: no such format; wanted one of {known}").format(
                    seen=name, known=", ".join(formats())
                )
            )
        found.append(Destination(name, render, Path(file) if file else None))
    if sum(1 for one in found if one.file is None) > 1:
        raise click.UsageError(
            _("two formats for stdout; next: give one of them a file, as --format json=report.json")
        )
    return tuple(found)


def today() -> date:
    """The day on which certificates, reviews and waivers are judged."""
    return datetime.now(UTC).date()
