"""`hdsstack check`: decide establishments, programs, a state or a preview."""

import click

from hdsstack.cli.checks import Asked, run
from hdsstack.cli.speaking import Speaking, option
from hdsstack.model.message import N_


@click.command(
    cls=Speaking,
    help=N_(
        "Decide which requirements hold, on the resources themselves, without credentials and "
        "before anything is provisioned.\n\n"
        "TARGET is an establishment's slug or a folder with a Pulumi Python program; by default "
        "the current folder. Exit codes: 0 every blocking control holds, 1 one fails, 2 the "
        "command, a file or a program is wrong, 3 something blocking could not be decided."
    ),
    example="""
        hdsstack check ch-exemple
        hdsstack check ch-exemple --environment prod --format terminal --format json=report.json
        pulumi stack export | hdsstack check --state - --format json
    """,
)
@click.argument("targets", metavar="[TARGET]...", nargs=-1)
@option("--all", "everyone", is_flag=True, help=N_("Every establishment of this repository."))
@option("--environment", metavar="NAME", help=N_("Only this environment of an establishment."))
@option("--stack", metavar="NAME", help=N_("The stack whose file a program is read with."))
@option("--state", metavar="FILE", help=N_("A state (`pulumi stack export`); - is stdin."))
@option("--preview", metavar="FILE", help=N_("A preview (`pulumi preview --json`); - is stdin."))
@option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help=N_("Seconds that a program of yours may take."),
)
@option(
    "--format",
    "formats",
    metavar="NAME[=FILE]",
    multiple=True,
    help=N_("terminal or json, to stdout or to a file; may be repeated."),
)
@option(
    "--select",
    metavar="PREFIX",
    multiple=True,
    help=N_("Only controls whose id starts so (HDS-CRY); may be repeated."),
)
@option(
    "--config",
    metavar="KEY=VALUE",
    multiple=True,
    help=N_("A setting laid over those of the stack file; may be repeated."),
)
@option(
    "--strict", is_flag=True, help=N_("Without a manifest, what rests on a declaration blocks too.")
)
@option(
    "--entry",
    metavar="MODULE:CALLABLE",
    help=N_("An inline program of the Automation API; the folder is its root."),
)
@option("-v", "--verbose", is_flag=True, help=N_("Every finding, also those that hold."))
def command(**given: object) -> int:
    """Decide and render."""
    return run(Asked(**given))  # type: ignore[arg-type]  # click gives what the options above declare
