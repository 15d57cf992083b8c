"""`hdsstack up`: the real engine, the decision first."""

import click

from hdsstack.cli.speaking import Speaking, option
from hdsstack.model.message import N_


@click.command(
    cls=Speaking,
    help=N_(
        "Decide the controls, then run `pulumi up` of an establishment's stack. A stack that "
        "fails is not touched. Ctrl-C lets pulumi finish the operations that run. What stands "
        "after -- goes to pulumi."
    ),
    example="""
        hdsstack up ch-exemple
        hdsstack up ch-exemple --environment prod -- --yes --parallel 4
    """,
)
@click.argument("slug")
@option("--environment", metavar="NAME", help=N_("The environment, where there are several."))
@option("--init", is_flag=True, help=N_("Create the stack in the backend first."))
@click.argument("extra", nargs=-1, metavar="[-- PULUMI OPTIONS]")
def command(slug: str, environment: str | None, init: bool, extra: tuple[str, ...]) -> int:
    """Decide, then run."""
    from hdsstack.cli.engines import decide_and_run

    return decide_and_run("up", slug, environment, extra, init=init)
