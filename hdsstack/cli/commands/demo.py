"""`hdsstack demo`: what it is about, in less than a minute."""

import click

from hdsstack.cli.speaking import Speaking, option, say, show
from hdsstack.locale import _
from hdsstack.model.message import N_


@click.command(
    cls=Speaking,
    help=N_(
        "Scaffold a small hospital into a temporary folder, check it, break one property of its "
        "program, show the control that fails, repair it, check it again. The folder stays, with "
        "the reports. No cloud, no credentials, no network."
    ),
    example="hdsstack demo",
)
@option(
    "--folder",
    type=click.Path(file_okay=False),
    help=N_("An empty or new folder, instead of a temporary one."),
)
def command(folder: str | None) -> int:
    """Run the demonstration; exit code 1 where a step does not show what it should."""
    import tempfile
    from pathlib import Path

    from hdsstack.cli.choices import today
    from hdsstack.cli.demonstration import Demonstration, DemonstrationError

    home = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="hdsstack-demo-"))
    home.mkdir(parents=True, exist_ok=True)
    if any(home.iterdir()):
        raise click.UsageError(_("--folder {folder}: not empty").format(folder=home))
    try:
        for line in Demonstration(home, today()).run():
            show(line)
    except DemonstrationError as error:
        say(str(error))
        return 1
    return 0
