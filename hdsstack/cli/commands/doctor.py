"""`hdsstack doctor`: whether this machine and this repository can preview and update."""

from dataclasses import asdict

import click

from hdsstack.cli.speaking import Speaking, option, say, show
from hdsstack.cli.tables import show_json
from hdsstack.locale import _
from hdsstack.model.message import N_


@click.command(
    cls=Speaking,
    help=N_(
        "Look at Pulumi, its plugins, the SDKs, the backend, the secrets providers and the traps "
        "of this machine and repository; exit code 1 where something must be mended. Changes "
        "nothing and asks nobody."
    ),
    example="hdsstack doctor",
)
@option("--format", "shape", type=click.Choice(["terminal", "json"]), default="terminal")
def command(shape: str) -> int:
    """Examine and tell."""
    from hdsstack.adapters import checkov_traps, workstation
    from hdsstack.cli import declared_state
    from hdsstack.cli.choices import repository, today
    from hdsstack.targets import Options

    options = Options(root=repository(), today=today())
    rows = [
        *workstation.examine(),
        *declared_state.examine(options),
        *checkov_traps.examine(options.root),
    ]
    if shape == "json":
        show_json([asdict(row) for row in rows])
    else:
        marks = {"ok": _("ok"), "note": _("note"), "problem": _("PROBLEM")}
        wide = max(map(len, marks.values()))
        for row in rows:
            show(f"{marks[row.standing]:<{wide}}  {row.subject}: {row.seen}")
            if row.next_step:
                show(f"{'':<{wide}}  → {row.next_step}")
    problems = sum(1 for row in rows if row.standing == "problem")
    say(_("problems: {count}").format(count=problems))
    return 1 if problems else 0
