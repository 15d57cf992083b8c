"""`hdsstack preview`: the real engine, the decision first."""

import click

from hdsstack.cli.speaking import Speaking, option
from hdsstack.model.message import N_


@click.command(
    cls=Speaking,
    help=N_(
        "Decide the controls, then run `pulumi preview` of an establishment's stack; nothing "
        "is changed. What stands after -- goes to pulumi."
    ),
    example="""
        hdsstack preview ch-exemple
        hdsstack preview ch-exemple --environment prod -- --diff
    """,
)
@click.argument("slug")
@option("--environment", metavar="NAME", help=N_("The environment, where there are several."))
@option("--init", is_flag=True, help=N_("Create the stack in the backend first."))
@click.argument("extra", nargs=-1, metavar="[-- PULUMI OPTIONS]")
def command(slug: str, environment: str | None, init: bool, extra: tuple[str, ...]) -> int:
    """Decide, then run."""
    from hdsstack.cli.engines import decide_and_run

    return decide_and_run("preview", slug, environment, extra, init=init)
