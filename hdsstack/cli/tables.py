"""Tables for a terminal, and the same rows as JSON."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence

from hdsstack.cli.choices import colour, width
from hdsstack.cli.speaking import show


def show_json(value: object) -> None:
    """Data for a script."""
    show(json.dumps(value, ensure_ascii=False, indent=2))


def show_table(
    columns: Mapping[str, str], rows: Iterable[Mapping[str, object]], fixed: Sequence[str] = ()
) -> None:
    """Rows under translated heads; the columns `fixed` are never wrapped."""
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for key, head in columns.items():
        table.add_column(head, overflow="fold", no_wrap=key in fixed)
    for row in rows:
        table.add_row(*(_shown(row.get(key)) for key in columns))
    show_rich(table)


def show_rich(*parts: object) -> None:
    """Anything that rich renders, in the terminal's width, coloured where it takes colours."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out,
        width=width(),
        force_terminal=colour(),
        no_color=not colour(),
        color_system="standard" if colour() else None,
        highlight=False,
        markup=False,
    )
    for part in parts:
        console.print(part)
    show("\n".join(line.rstrip() for line in out.getvalue().splitlines()))


def _shown(cell: object) -> str:
    if cell is None:
        return "?"
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(cell)
