"""The command line's entry: language, lazy commands, and where errors become exit codes."""

import atexit
import gc
import gettext
import importlib
import os
import pkgutil
import sys
from pathlib import Path
from typing import Any, NoReturn, cast

import click
from click import Context

import hdsstack
from hdsstack import locale
from hdsstack.cli import commands
from hdsstack.cli.speaking import Option, SpeakingGroup, say
from hdsstack.locale import _
from hdsstack.model.message import N_

WRONG, INTERRUPTED = 2, 130


class App(SpeakingGroup):
    """The group of all commands; one is imported when it is used."""

    def list_commands(self, ctx: Context) -> list[str]:
        del ctx
        return sorted(found.name for found in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{commands.__name__}.{cmd_name}")
        return cast("click.Command", module.command)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command: click looks among those that are imported, here none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from hdsstack.model.mistakes import nearest

            near = nearest(args[0], self.list_commands(ctx))
            if not near:
                raise
            said = _("Did you mean {possibility}?").format(possibility=repr(near))
            raise click.UsageError(f"{error.message} {said}", ctx) from None

    def main(self, *args: Any, **extra: Any) -> NoReturn:  # noqa: ANN401 - click's own arguments
        """Run and exit; the only place that turns an error into a message and a code."""
        extra["standalone_mode"] = False
        # One short run: looking for garbage among an SDK's modules costs more than it frees.
        gc.set_threshold(2_000_000, 50, 50)
        # Nor at the end, when Python would look through all of them once more.
        atexit.register(gc.freeze)
        try:
            code = super().main(*args, **extra)
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except click.Abort:
            say(_("interrupted; nothing more is written"))
            code = INTERRUPTED
        except Exception as error:  # noqa: BLE001 - nobody sees a traceback for a mistake of theirs
            code = _explained(error)
        sys.exit(code if isinstance(code, int) else 0)


def _explained(error: Exception) -> int:
    from hdsstack.cli.mistakes import explanation

    if os.environ.get("HDSSTACK_TRACEBACK"):
        raise error
    say(explanation(error))
    return WRONG


def _speak(ctx: Context, param: click.Parameter, value: str | None) -> None:
    """Choose the language of the process, of click's own words too."""
    del ctx, param
    if value:
        os.environ["HDSSTACK_LANG"] = value
    if (os.environ.get("HDSSTACK_LANG") or locale.language_of_environment()) == "fr":
        os.environ["LANGUAGE"] = "fr"
        gettext.bindtextdomain("hdsstack", str(Path(locale.__file__).parent))
        gettext.textdomain("hdsstack")


def _version(ctx: Context, param: click.Parameter, value: bool) -> None:
    del param
    if value:
        click.echo(f"hdsstack {hdsstack.__version__}")
        ctx.exit()


main = App(
    "hdsstack",
    help=N_(
        "Scaffold Pulumi programs for French health data hosting (HDS), and decide before anything "
        "is provisioned which requirements hold, fail, or cannot be decided."
    ),
    example="hdsstack new ch-exemple --blueprint public --provider aws\nhdsstack check ch-exemple",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
    params=[
        Option(
            ["--lang"],
            type=click.Choice(locale.LANGUAGES),
            is_eager=True,
            expose_value=False,
            callback=_speak,
            help=N_("Language of messages and reports; by default that of the locale."),
        ),
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help=N_("Print the version."),
        ),
    ],
)
