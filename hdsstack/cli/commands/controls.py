"""`hdsstack controls`: what must hold, and why."""

import click

from hdsstack.cli.choices import language, prefixes, width
from hdsstack.cli.speaking import Speaking, SpeakingGroup, option, show
from hdsstack.cli.tables import show_json, show_table
from hdsstack.locale import Speaker, _
from hdsstack.model.message import N_
from hdsstack.model.verdict import Control


@click.group(
    cls=SpeakingGroup,
    invoke_without_command=True,
    help=N_("List the controls: id, title, strength and severity."),
    example="""
        hdsstack controls --select HDS-CRY
        hdsstack controls show HDS-CRY-002
    """,
)
@option("--select", metavar="PREFIX", multiple=True, help=N_("Only ids that start so."))
@option("--format", "shape", type=click.Choice(["terminal", "json"]), default="terminal")
@click.pass_context
def command(ctx: click.Context, select: tuple[str, ...], shape: str) -> None:
    """List, unless a subcommand is named."""
    if ctx.invoked_subcommand:
        return
    wanted = prefixes(select)
    rows = [_row(one) for one in _known() if not wanted or one.id.startswith(wanted)]
    if shape == "json":
        show_json(rows)
        return
    heads = {
        "id": _("control"),
        "strength": _("strength"),
        "severity": _("severity"),
        "title": _("what must hold"),
    }
    show_table(heads, rows, fixed=("id", "strength", "severity"))


@command.command(
    "show",
    cls=Speaking,
    help=N_("Explain one control: what must hold, why, on which basis, and what to do."),
    example="hdsstack controls show HDS-CRY-002",
)
@click.argument("name", metavar="ID")
@option("--format", "shape", type=click.Choice(["terminal", "json"]), default="terminal")
def explain(name: str, shape: str) -> None:
    """Show one control."""
    control = next((one for one in _known() if one.id == name.upper()), None)
    if control is None:
        raise click.UsageError(
            _("{name}: no such control; next: `hdsstack controls` lists them").format(name=name)
        )
    row = _row(control)
    if shape == "json":
        show_json(row)
        return
    _explain(control, row)


def _explain(control: Control, row: dict[str, object]) -> None:
    show(_wrapped(f"{row['id']}  {row['title']}", ""))
    show(f"({row['severity']}, {row['strength']})\n\n" + _("Why"))
    show(_wrapped(str(row["why"])) + "\n\n" + _("Basis"))
    for basis in _basis(control):
        show(_wrapped(f"{basis['framework']}/{basis['id']}  {basis['title']}"))
    show("\n" + _("What to do"))
    show(_wrapped(str(row["remedy"])))
    if control.declared:
        said = _(
            "It rests on a declaration, or on what another stack may hold: without a manifest it "
            "stays undecided and does not block."
        )
        show("\n" + _wrapped(said, ""))


def _wrapped(text: str, indent: str = "  ") -> str:
    return click.wrap_text(text, width(), initial_indent=indent, subsequent_indent=indent or "  ")


def _known() -> tuple[Control, ...]:
    from hdsstack.controls import controls

    return controls()


def _row(control: Control) -> dict[str, object]:
    from hdsstack.report.words import SEVERITIES, STRENGTHS

    speak = Speaker(language())
    return {
        "id": control.id,
        "title": speak(control.title),
        "severity": speak(SEVERITIES[control.severity]),
        "strength": speak(STRENGTHS[control.strength]),
        "blocks": control.strength.blocks,
        "declared": control.declared,
        "why": speak(control.why),
        "remedy": speak(control.remedy),
        "basis": _basis(control),
    }


def _basis(control: Control) -> list[dict[str, str]]:
    """The requirements that the control is evidence for, with their titles."""
    from hdsstack import catalog

    found = []
    for covered in control.covers:
        framework, _slash, name = covered.partition("/")
        known = catalog.requirement(framework, name)
        title = known.title.in_(language()) if known else "?"
        found.append({"framework": framework, "id": name, "title": title})
    return found
