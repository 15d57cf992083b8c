"""HDS-OPS-003: every contractual indicator has a monitor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.controls.declarations import held_elsewhere, no_manifest
from hdsstack.model.facts import Monitor
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Indicator


@control(
    id="HDS-OPS-003",
    title=N_("Every contractual indicator is complete and has a monitor"),
    why=N_(
        "HDS requirement EXI 21 makes the contract state indicators, guaranteed level, measurement"
        " period, and the existence or absence of penalties (CSP R.1111-11). What nobody measures"
        " cannot be owed."
    ),
    remedy=N_(
        "Give each of the manifest's `indicators` its level, period and penalty (or `none`), and"
        " create an alarm tagged `hds:indicator` with its id: a CloudWatch alarm on AWS, a metric"
        " alert on Azure."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.MANDATORY,
    covers=("hds-2024-2.0/EXI-21", "csp/R.1111-11", "iso27001-2022/A.8.16"),
    declared=True,
)
def watched_indicators(context: Context) -> Iterator[Verdict]:
    """The manifest's rows, then the monitors that name them."""
    if context.establishment is None:
        yield no_manifest(message(N_("the contractual indicators")))
        return
    indicators = context.establishment.indicators
    if not indicators:
        yield failed(message(N_("the manifest has no contractual indicator")), at="indicators")
        return
    partial = [row.id for row in indicators if not _whole(row)]
    if partial:
        because = message(
            N_("level, period or penalty (or its absence) is not stated for: {names}"),
            names=", ".join(partial),
        )
        yield failed(because, at="indicators")
        return
    yield _watched(context, [row.id for row in indicators])


def _whole(row: Indicator) -> bool:
    return row.level is not None and row.period is not None and row.penalty is not None


def _watched(context: Context, wanted: list[str]) -> Verdict:
    monitors = list(context.facts.of(Monitor))
    watched: set[str] = set()
    missing: Unknown | None = None
    for monitor in monitors:
        if isinstance(monitor.indicators.value, Unknown):
            missing = monitor.indicators.value
        else:
            watched.update(monitor.indicators.value)
    alone = [name for name in wanted if name not in watched]
    if not alone:
        return passed()
    if missing is not None:
        return unknown(missing, at="indicators")
    because = message(N_("no monitor watches: {names}"), names=", ".join(alone))
    return held_elsewhere(context, "monitoring", because)
