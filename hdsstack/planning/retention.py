"""Windows of retention: what is stated, and the floors that controls hold to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment, Window

# HDS-LOG-003: twelve months, derived from SecNumCloud 3.2 12.6 (six months) and the CNIL's
# recommendation of October 2021 (six to twelve months). HDS itself names no duration.
TRACES_MIN_DAYS: Final = 365
# HDS-BCK-007: derived from EXI 05-G, which names no duration.
BACKUPS_MIN_DAYS: Final = 30

# Retentions that CloudWatch Logs accepts, in days; source: its API reference, from memory.
_CLOUDWATCH_DAYS: Final = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bounds:
    """A window in days; `longest` None means that no maximum is stated."""

    shortest: int
    longest: int | None

    def judge(self, days: float) -> Literal["short", "within", "long"]:
        """Place a duration in the window; `math.inf` stands for ever.

        For ever is long even without a stated maximum: data are kept no longer than needed
        (GDPR article 5).
        """
        if days < self.shortest:
            return "short"
        return "long" if days > (self.longest or 1_000_000) else "within"


def trace_bounds(establishment: Establishment | None) -> Bounds:
    """Window of the platform's traces: twelve months at least, or more where the manifest says."""
    window = establishment.retention.platform_traces if establishment else None
    return _bounds(window, TRACES_MIN_DAYS)


def backup_bounds(establishment: Establishment | None) -> Bounds:
    """Window of backups: thirty days at least, or more where the manifest says."""
    window = establishment.retention.backups if establishment else None
    return _bounds(window, BACKUPS_MIN_DAYS)


def _bounds(window: Window | None, floor: int) -> Bounds:
    if window is None:
        return Bounds(floor, None)
    return Bounds(max(floor, window.min_days or 0), window.max_days)


def cloudwatch_days(bounds: Bounds) -> int | None:
    """The shortest retention that CloudWatch Logs accepts inside the window, or None."""
    fitting = [days for days in _CLOUDWATCH_DAYS if bounds.judge(days) == "within"]
    return fitting[0] if fitting else None
