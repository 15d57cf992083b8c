"""`hdsstack plan`: the tree of what would be created, without a cloud."""

import click

from hdsstack.cli.speaking import Speaking, option
from hdsstack.model.message import N_


@click.command(
    cls=Speaking,
    help=N_(
        "Show the tree of resources that a program declares, with their place and protection. "
        "The program runs in hdsstack's own engine: no credentials, no plugins, no network. TARGET "
        "is an establishment's slug or a folder; by default the current folder."
    ),
    example="""
        hdsstack plan ch-exemple
        hdsstack plan ch-exemple --environment prod --format json
    """,
)
@click.argument("target", default=".")
@option("--environment", metavar="NAME", help=N_("Only this environment of an establishment."))
@option("--stack", metavar="NAME", help=N_("The stack whose file a program is read with."))
@option("--config", metavar="KEY=VALUE", multiple=True, help=N_("A setting laid over the file's."))
@option("--format", "shape", type=click.Choice(["terminal", "json"]), default="terminal")
def command(
    target: str,
    environment: str | None,
    stack: str | None,
    config: tuple[str, ...],
    shape: str,
) -> None:
    """Read each graph and draw it."""
    from hdsstack.cli.choices import pairs, repository, today
    from hdsstack.cli.graphs import graphs_of, rows_of, tree_of
    from hdsstack.cli.tables import show_json, show_rich
    from hdsstack.targets import Options

    options = Options(
        root=repository(),
        today=today(),
        environment=environment,
        stack=stack,
        config=pairs(config, "--config"),
    )
    graphs = list(graphs_of(target, options))
    if shape == "json":
        show_json([{"stack": graph.stack, "resources": rows_of(graph)} for graph in graphs])
    else:
        show_rich(*(tree_of(graph) for graph in graphs))
