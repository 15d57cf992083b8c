"""`hdsstack catalog`: the dated data that decisions rest on."""

from datetime import date

import click

from hdsstack.catalog import CatalogueError, Cell, Entry
from hdsstack.cli.choices import language, pairs, today, width
from hdsstack.cli.speaking import Speaking, option, say
from hdsstack.cli.tables import show_json, show_table
from hdsstack.locale import _
from hdsstack.model.message import N_

# The table shows what fits a line; the JSON has everything.
_LONG = ("text", "evidence", "note", "notes", "row")
_ASIDE = ("source", "verified_on", "_confidence")
_ALWAYS = ("confidence", "age_days")
_WIDEST = 30


@click.command(
    cls=Speaking,
    help=N_(
        "List the catalogue's rows of one KIND (regions, actors, requirements...), how old each is "
        "and how sure; without KIND, the kinds themselves."
    ),
    example="""
        hdsstack catalog
        hdsstack catalog regions --provider aws --where eea=true
        hdsstack catalog actors --format json
    """,
)
@click.argument("kind", metavar="[KIND]", required=False)
@option("--provider", metavar="NAME", help=N_("Only rows of this provider."))
@option(
    "--where",
    metavar="FIELD=VALUE",
    multiple=True,
    help=N_("Only rows whose field equals, or contains as a word, the value; may be repeated."),
)
@option("--format", "shape", type=click.Choice(["terminal", "json"]), default="terminal")
def command(kind: str | None, provider: str | None, where: tuple[str, ...], shape: str) -> None:
    """List rows, or kinds."""
    if kind is None:
        if provider or where:
            raise click.UsageError(_("a filter needs a KIND; next: `hdsstack catalog` lists them"))
        _kinds(shape)
        return
    filters = pairs(where, "--where") | ({"provider": provider} if provider else {})
    rows = [_aged(row) for row in _entries(kind, filters)]
    if provider and not rows:
        _known_provider(kind, provider)
    if shape == "json":
        show_json(rows)
    elif rows:
        _table(rows)
    say(_("rows: {count}").format(count=len(rows)))


def _entries(kind: str, filters: dict[str, str]) -> list[Entry]:
    from hdsstack.catalog import entries

    try:
        return entries(kind, filters, language())
    except CatalogueError as error:
        raise click.UsageError(str(error)) from error


def _known_provider(kind: str, provider: str) -> None:
    """Nothing where rows of a kind speak of this provider, whatever else is asked of them.

    Raises:
        UsageError: None does.

    """
    known = sorted({str(row["provider"]) for row in _entries(kind, {}) if row.get("provider")})
    if provider not in known:
        raise click.UsageError(
            _("{kind}: no row of provider {seen}; next: one of {known}").format(
                kind=kind, seen=provider, known=", ".join(known) or _("none")
            )
        )


def _aged(row: Entry) -> dict[str, Cell]:
    aged: dict[str, Cell] = dict(row)
    aged["age_days"] = _age(row.get("verified_on"))
    return aged


def _age(verified_on: Cell) -> int | None:
    return (
        (today() - date.fromisoformat(verified_on)).days if isinstance(verified_on, str) else None
    )


def _table(rows: list[dict[str, Cell]]) -> None:
    """As many columns as fit, in the rows' order; what is left out is said."""
    possible = {
        key: min(_WIDEST, max(len(key), *(len(str(row[key])) for row in rows))) + 2
        for key in rows[0]
        if key not in _LONG
        and not key.endswith(_ASIDE)
        and any(row[key] not in (None, "") for row in rows)
    }
    left = width() - sum(possible.get(key, 0) for key in _ALWAYS)
    chosen = []
    for key, wide in possible.items():
        if key in _ALWAYS:
            chosen.append(key)
        elif wide <= left:
            chosen.append(key)
            left -= wide
    show_table({key: key for key in chosen}, rows, fixed=_ALWAYS)
    hidden = [key for key in rows[0] if key not in chosen]
    if hidden:
        say(_("more in --format json: {fields}").format(fields=", ".join(hidden)))


def _kinds(shape: str) -> None:
    from hdsstack.catalog import kinds

    rows = []
    for kind in kinds():
        found = [_aged(row) for row in _entries(kind, {})]
        ages = [age for row in found if isinstance(age := row["age_days"], int)]
        unverified = sum(1 for row in found if row["confidence"] != "verified")
        oldest = max(ages, default=0)
        rows.append(
            {"kind": kind, "rows": len(found), "unverified": unverified, "oldest_days": oldest}
        )
    if shape == "json":
        show_json(rows)
        return
    heads = {
        "kind": _("kind"),
        "rows": _("rows"),
        "unverified": _("not verified"),
        "oldest_days": _("oldest, in days"),
    }
    show_table(heads, rows)
