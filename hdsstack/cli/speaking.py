"""click commands and options whose help is translated when it is shown."""

import copy
import inspect
import sys
import textwrap
from collections.abc import Callable
from typing import Any, TypeVar

import click
from click import Context, HelpFormatter

from hdsstack.locale import _

F = TypeVar("F", bound=Callable[..., Any])


class Option(click.Option):
    """An option whose help is marked with `N_`."""

    def get_help_record(self, ctx: Context) -> tuple[str, str] | None:
        spoken = copy.copy(self)
        spoken.help = _(self.help) if self.help else ""
        return click.Option.get_help_record(spoken, ctx)


class Speaking(click.Command):
    """A command whose help is marked with `N_`; the example stands as it is."""

    def __init__(self, *args: Any, example: str = "", **attributes: Any) -> None:  # noqa: ANN401 - click's own arguments
        super().__init__(*args, **attributes)
        self.example = example

    def format_help_text(self, ctx: Context, formatter: HelpFormatter) -> None:
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(inspect.cleandoc(_(self.help) if self.help else ""))

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        del ctx
        if self.example:
            with formatter.section(_("Example")):
                for line in inspect.cleandoc(self.example).splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")

    def get_help_option(self, ctx: Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found:
            # click keeps the one that it made before --lang was read.
            found.help = _("Show this message and exit.")
        return found

    def get_short_help_str(self, limit: int = 45) -> str:
        first = (_(self.help) if self.help else "").partition("\n\n")[0]
        return textwrap.shorten(first, max(limit, 20), placeholder="...")


class SpeakingGroup(Speaking, click.Group):
    """A group of such commands."""

    command_class = Speaking


def option(*names: str, **attributes: Any) -> Callable[[F], F]:  # noqa: ANN401 - click's own
    """`click.option` with translated help."""
    return click.option(*names, cls=Option, **attributes)


def say(text: str) -> None:
    """Talk: what is not data goes to stderr."""
    click.echo(text, err=True)


def show(text: str) -> None:
    """Data goes to stdout, in UTF-8 whatever the locale."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    click.echo(text, nl=not text.endswith("\n"))
