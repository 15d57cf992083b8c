"""`hdsstack new`: an establishment's manifest and program, from answers or from another one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from hdsstack.cli.speaking import Speaking, option, say
from hdsstack.model.message import N_


@click.command(
    cls=Speaking,
    help=N_(
        "Write stacks/SLUG: the manifest establishment.yaml, the program that an auditor can read, "
        "and a stack file per environment. Nothing that exists is written over. On a terminal six "
        "questions are asked; --yes takes presets for what is not answered, and marks TO CONFIRM "
        "what only people know."
    ),
    example="""
        hdsstack new ch-exemple --blueprint public --provider aws
        hdsstack new ch-exemple --provider azure --set beds=120 --set name="CH d'Exemple" --yes
        hdsstack new ch-voisin --from ch-exemple --yes
    """,
)
@click.argument("slug")
@option("--blueprint", metavar="NAME", help=N_("The architecture; public by default."))
@option("--provider", metavar="NAME", help=N_("aws or azure."))
@option("--region", metavar="NAME", help=N_("The first region; Paris by default."))
@option("--answers", metavar="FILE", help=N_("Answers in YAML: the manifest's own keys."))
@option(
    "--set", "sets", metavar="KEY=VALUE", multiple=True, help=N_("One answer; may be repeated.")
)
@option("--yes", is_flag=True, help=N_("Ask nothing."))
@option("--from", "other", metavar="SLUG", help=N_("Copy this establishment, not its identity."))
def command(
    slug: str,
    blueprint: str | None,
    provider: str | None,
    region: str | None,
    answers: str | None,
    sets: tuple[str, ...],
    yes: bool,
    other: str | None,
) -> None:
    """Collect the answers, write, and say what comes next."""
    from hdsstack import scaffold
    from hdsstack.cli.asking import asked, choice, given
    from hdsstack.cli.choices import repository, today
    from hdsstack.cli.written import tell
    from hdsstack.locale import _

    if other and (blueprint or provider):
        raise click.UsageError(_("--from: the blueprint and the provider are the other's"))
    said = given(answers, sets)
    blueprint = blueprint or choice(said, "blueprint") or "public"
    provider = provider or choice(said, "provider")
    region = region or choice(said, "region")
    if not yes and answers is None and sys.stdin.isatty():
        said |= asked(said, provider or other)
        provider = provider or choice(said, "provider")
    root = repository()
    with _unwritten():
        if other:
            if region:
                said["hosting.region"] = region
            paths = scaffold.copy(root, slug, other, said, today=today())
        else:
            paths = scaffold.new(
                root, slug, blueprint, provider or "aws", said, today=today(), region=region
            )
    tell(slug, paths, root)


@contextmanager
def _unwritten() -> Iterator[None]:
    """Say of a mistake on a line of the manifest that this manifest was not written."""
    from hdsstack.locale import _
    from hdsstack.model.problem import ManifestError

    try:
        yield
    except ManifestError as error:
        say(str(error))
        say(_("nothing was written: these are lines of the manifest that the answers would make"))
        raise click.exceptions.Exit(2) from error
