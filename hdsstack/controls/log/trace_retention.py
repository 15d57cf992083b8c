"""HDS-LOG-003: traces are kept at least twelve months, and not beyond the stated maximum."""

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.lasting import lasting
from hdsstack.model.facts import NEVER, TraceStore
from hdsstack.model.message import N_, Message, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict
from hdsstack.planning.retention import Bounds, trace_bounds

# CNIL, recommendation on logging of October 2021: six months to a year by default.
_APPLICATION_FLOOR_DAYS = 180
# Long enough for the minimum; only a declaration says what the maximum is, and for whom.
_UNENDED = message(N_("no lifecycle rule ends the traces, and no manifest states a maximum"))


@control(
    id="HDS-LOG-003",
    title=N_("Traces are kept at least twelve months, and not beyond the stated maximum"),
    why=N_(
        "An intrusion is often found months later; a trace of persons kept for ever is itself a"
        " breach. Derived from SecNumCloud 3.2 12.6, the CNIL's recommendation of 2021 and GDPR"
        " article 5; HDS names no duration."
    ),
    remedy=N_(
        "Keep the traces between 365 days and the manifest's `retention.platform_traces.max_days`,"
        " those in a bucket or a storage account by a lifecycle rule: on AWS set `retentionInDays`"
        " of the log group (absent or 0 keeps for ever); on Azure set `retentionInDays` of the"
        " workspace."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=(
        "secnumcloud-3.2/12.6.c",
        "cnil/logging-2021",
        "gdpr/5",
        "clausier-2024/O-6.5",
        "recyf-2.5/20.5",
        "hds-2024-2.0/EXI-16",
        "iso27001-2022/A.8.15",
    ),
)
def trace_retention(traces: TraceStore, context: Context) -> Verdict:
    """The window is the manifest's where it states one, never below the floor."""
    kept = traces.kept
    if kept is None:
        return not_applicable(message(N_("the retention of these traces is set elsewhere")))
    if isinstance(kept.value, Unknown):
        return unknown(kept.value, kept)
    if traces.ended_apart and kept.value == NEVER and context.establishment is None:
        return unknown(_UNENDED, kept, declared=True)
    bounds = _bounds(traces.kind, context)
    place = bounds.judge(kept.value)
    if place == "within":
        return passed(kept)
    return failed(_because(kept.value, bounds), kept)


def _bounds(kind: str, context: Context) -> Bounds:
    """Traces of applications may have their own window; the others are the platform's."""
    platform = trace_bounds(context.establishment)
    if kind != "application" or context.establishment is None:
        return platform
    window = context.establishment.retention.application_traces
    if window.min_days is None:
        return Bounds(platform.shortest, window.max_days or platform.longest)
    return Bounds(max(_APPLICATION_FLOOR_DAYS, window.min_days), window.max_days)


def _because(days: float, bounds: Bounds) -> Message:
    if days == NEVER:
        return message(N_("the traces are kept for ever, with no maximum"))
    if days < bounds.shortest:
        return message(
            N_("the traces are kept {time}; at least {shortest} days are wanted"),
            time=lasting(days),
            shortest=bounds.shortest,
        )
    return message(
        N_("the traces are kept {time}; at most {longest} days are stated"),
        time=lasting(days),
        longest=bounds.longest or "-",
    )
