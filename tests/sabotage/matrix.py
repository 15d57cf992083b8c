"""Prints the sabotage matrix: controls x stacks, and what else failed.

    python -m tests.sabotage.matrix [CONTROL-PREFIX]

`caught 2` is two sabotages, both caught; `MISSED 1/2` is one of two; `-` where the table says why.
"""

import sys
from collections.abc import Iterator

from tests.sabotage.judging import Trial, trials
from tests.sabotage.stacks import slugs
from tests.sabotage.tables import Entry, entries


def row(entry: Entry) -> tuple[list[str], list[Trial]]:
    """The cells of one control, and all its trials."""
    cells, done = [], []
    for slug in slugs():
        here = list(trials(entry, slug))
        done += here
        caught = sum(trial.caught for trial in here)
        if not here:
            cells.append("-")
        else:
            whole = caught == len(here)
            cells.append(
                f"caught {caught}" if whole else f"MISSED {len(here) - caught}/{len(here)}"
            )
    return cells, done


def lines(prefix: str) -> Iterator[str]:
    """The table in Markdown, then every problem."""
    yield "| control | " + " | ".join(slugs()) + " | unknown | collateral |"
    yield "|---" * (len(slugs()) + 3) + "|"
    problems: list[str] = []
    for control, entry in sorted(entries().items()):
        if not control.startswith(prefix):
            continue
        cells, done = row(entry)
        hidden = [trial.hidden for trial in done if trial.hidden]
        noticed = sum(found.noticed(control) for found in hidden)
        collateral = sorted({other for trial in done for other in trial.collateral})
        also = ", ".join(collateral) or "none"
        yield f"| {control} | " + " | ".join(cells) + f" | {noticed}/{len(hidden)} | {also} |"
        problems += [f"{control}: {problem}" for trial in done for problem in trial.problems()]
    yield ""
    yield from problems or ["No problem."]


if __name__ == "__main__":
    for line in lines(sys.argv[1] if len(sys.argv) > 1 else ""):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
