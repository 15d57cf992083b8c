"""`hdsstack init`: the repository of a new group, before its first establishment."""

import click

from hdsstack.cli.speaking import Speaking
from hdsstack.model.message import N_


@click.command(
    cls=Speaking,
    help=N_(
        "Write the shape of a group's infrastructure repository into FOLDER, by default the "
        "current one: Pulumi's project and its entry, the policy pack, the schema that editors "
        "check manifests with, and the version of hdsstack to install. Nothing that exists is "
        "written over; `hdsstack new` then adds establishments."
    ),
    example="""
        hdsstack init ght-exemple
        cd ght-exemple
        hdsstack new ch-exemple --provider aws
    """,
)
@click.argument("folder", default=".", type=click.Path(file_okay=False))
def command(folder: str) -> None:
    """Write, list, and say what comes next."""
    from pathlib import Path

    from hdsstack import scaffold
    from hdsstack.cli.speaking import say, show
    from hdsstack.locale import _

    root = Path(folder)
    paths = scaffold.init(root)
    for path in paths:
        show(path.as_posix())
    if not paths:
        say(_("{folder}: everything was there already; nothing was written").format(folder=folder))
    first = "" if folder == "." else f"cd {folder}, "
    say(_("next: {first}`hdsstack new SLUG` writes the first establishment").format(first=first))
