"""The longest time between two occurrences of a schedule, in minutes."""

import datetime as dt
import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from hdsstack.planning.cron import AWS_FIELDS, Cron, read_cron

HOUR_MINUTES: Final = 60
DAY_HOURS: Final = 24
DAY_MINUTES: Final = DAY_HOURS * HOUR_MINUTES
WEEK_MINUTES: Final = 7 * DAY_MINUTES

# From here on, for eight years: 29 February and every arrangement of weekdays is among them.
_START: Final = dt.date(2024, 1, 1)
_DAYS_LOOKED_AT: Final = 8 * 366

_UNITS: Final = {"minute": 1, "hour": 60, "day": DAY_MINUTES}
_WORDS: Final = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_DURATION = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
# Longest a year or month can be, in days.
_DURATION_MINUTES: Final = (
    366 * DAY_MINUTES,
    31 * DAY_MINUTES,
    WEEK_MINUTES,
    DAY_MINUTES,
    60,
    1,
    1 / 60,
)
_WEEK: Final = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")


@lru_cache(maxsize=1024)
def longest_interval(expression: str) -> float | None:
    """Longest interval, in minutes, of any schedule text that this module reads.

    Reads AWS `cron(...)`, `rate(...)` and `at(...)`, five-field cron, `@daily` and the like, and
    ISO 8601 repetitions `R/start/P1D` (Azure Backup). `math.inf` for one that ends or never fires;
    None when it cannot be read, which no caller may take for good.
    """
    text = expression.strip()
    if match := re.fullmatch(r"rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)", text):
        return float(int(match[1]) * _UNITS[match[2]]) if int(match[1]) else None
    if re.fullmatch(r"at\(.+\)", text):
        return math.inf
    if text.upper().startswith("R"):
        return _repetition(text)
    cron = _cron(text)
    return _cron_interval([cron]) if cron else None


def longest_of(expressions: Iterable[str]) -> float | None:
    """Longest interval under several schedules together: cron expressions interleave, the others
    are taken alone. None when none can be read.
    """
    texts = tuple(expressions)
    found = [value for value in map(longest_interval, texts) if value is not None]
    if (together := _interleaved(texts)) is not None:
        found.append(together)
    return min(found) if found else None


@lru_cache(maxsize=256)
def _interleaved(expressions: tuple[str, ...]) -> float | None:
    crons = [cron for cron in map(_cron, expressions) if cron and cron.last_year is None]
    return _cron_interval(crons) if len(crons) > 1 else None


def _cron(text: str) -> Cron | None:
    text = text.strip()
    inner = re.fullmatch(r"cron\((.+)\)", text)
    fields = (inner[1] if inner else _WORDS.get(text, text)).split()
    return None if inner and len(fields) != AWS_FIELDS else read_cron(" ".join(fields))


def _cron_interval(crons: Sequence[Cron]) -> float:
    if any(cron.last_year is not None for cron in crons):
        return math.inf
    longest, last, fired = 0, 0, 0
    for offset in range(_DAYS_LOOKED_AT):
        day = _START + dt.timedelta(days=offset)
        if times := tuple(c.minutes_of_day for c in crons if c.fires_on(day)):
            first, final, step = _day(times)
            overnight = offset * DAY_MINUTES + first - last if fired else 0
            longest = max(longest, step, overnight)
            last, fired = offset * DAY_MINUTES + final, fired + 1
    return float(longest) if fired > 1 else math.inf


@lru_cache(maxsize=256)
def _day(times: tuple[tuple[int, ...], ...]) -> tuple[int, int, int]:
    """The first and last minute of a day on which several expressions fire, and its longest gap."""
    minutes = sorted({minute for one in times for minute in one})
    return minutes[0], minutes[-1], _longest_step(minutes)


def _longest_step(moments: Sequence[int]) -> int:
    return max((later - sooner for sooner, later in pairwise(moments)), default=0)


def _repetition(text: str) -> float | None:
    match = re.fullmatch(r"R(\d*)/([^/]+)/([^/]+)", text.upper())
    if not match:
        return None
    return math.inf if match[1] else duration_minutes(match[3])


def duration_minutes(text: str) -> float | None:
    """Minutes of an ISO 8601 duration, months and years at their longest; None when unreadable."""
    match = _DURATION.fullmatch(text.strip().upper())
    if not match:
        return None
    parts = zip(match.groups(default="0"), _DURATION_MINUTES, strict=True)
    return sum(int(count) * minutes for count, minutes in parts) or None


def weekly_interval(days: Collection[str], times: Collection[str]) -> float | None:
    """Longest interval, in minutes, of Azure's weekly or daily policy.

    `days` are English names, every day when empty; `times` are ISO date-times or `HH:MM`, of
    which only the time of day counts. None when one cannot be read.
    """
    names = [day.lower() for day in days] or list(_WEEK)
    minutes = [_minute_of_day(text) for text in times]
    if not minutes or any(name not in _WEEK for name in names):
        return None
    known = [minute for minute in minutes if minute is not None]
    if len(known) < len(minutes):
        return None
    moments = sorted(
        {_WEEK.index(name) * DAY_MINUTES + minute for name in names for minute in known}
    )
    return float(_longest_step([*moments, moments[0] + WEEK_MINUTES]))


def hourly_interval(every_hours: int, window_hours: int) -> float | None:
    """Longest interval, in minutes, of Azure's hourly policy: a backup every so many hours, inside
    a daily window of `window_hours`; the night outside the window counts.
    """
    if every_hours <= 0 or window_hours < 0:
        return None
    last = (window_hours // every_hours) * every_hours
    return float(max(every_hours if last else 0, DAY_HOURS - last) * HOUR_MINUTES)


def _minute_of_day(text: str) -> int | None:
    match = re.search(r"(?:^|[T ])([01]\d|2[0-3]):([0-5]\d)", text)
    return int(match[1]) * HOUR_MINUTES + int(match[2]) if match else None


_STEPS: Final = (1, 2, 3, 4, 6, 8, 12, DAY_HOURS)


@dataclass(frozen=True, slots=True)
class BackupRhythm:
    """How often to back up: an AWS expression, an Azure interval in hours, and whether only
    continuous backup (point-in-time recovery) reaches the wanted data loss.
    """

    expression: str
    hours: int
    continuous: bool


def rhythm(rpo_minutes: int | None) -> BackupRhythm:
    """The slowest backup that keeps the data loss within `rpo_minutes`, and within a day.

    Below one hour snapshots do not suffice: continuous backup is added to an hourly one.
    """
    allowed = min(rpo_minutes or DAY_MINUTES, DAY_MINUTES)
    hours = max((step for step in _STEPS if step * HOUR_MINUTES <= allowed), default=1)
    fields = "1" if hours == DAY_HOURS else f"*/{hours}"
    return BackupRhythm(f"cron(0 {fields} * * ? *)", hours, continuous=allowed < HOUR_MINUTES)
