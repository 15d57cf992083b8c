"""Cron expressions of AWS (six fields) and of Unix (five fields), as sets of minutes and days."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

DayTest = Callable[[dt.date], bool]

_MONTHS: Final = {name.upper(): rank for rank, name in enumerate(calendar.month_abbr) if name}
_UNIX_DAYS: Final = dict(
    zip(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), range(7), strict=True)
)
_AWS_DAYS: Final = {name: rank + 1 for name, rank in _UNIX_DAYS.items()}
_FIRST_YEAR, _LAST_YEAR = 1970, 2199
_WEEKDAYS = range(5)
AWS_FIELDS: Final = 6
UNIX_FIELDS: Final = 5
_LONGEST_MONTH = 31
_ITEM = re.compile(r"(\*|\w+)(?:-(\w+))?(?:/(\d+))?")


@dataclass(frozen=True, slots=True)
class Cron:
    """An expression read: minutes of the day, and a test of the days on which it fires."""

    minutes_of_day: tuple[int, ...]
    fires_on: DayTest
    last_year: int | None


def read_cron(text: str) -> Cron | None:
    """Read the fields of an AWS expression (six) or a Unix one (five); None when it is neither."""
    fields = text.upper().split()
    try:
        if len(fields) == AWS_FIELDS:
            return _aws(fields)
        return _unix(fields) if len(fields) == UNIX_FIELDS else None
    except (ValueError, KeyError):
        return None


def _aws(fields: list[str]) -> Cron | None:
    minutes, hours, month_days, months, week_days, years = fields
    if (month_days == "?") == (week_days == "?"):
        return None
    allowed_months = _values(months, 1, 12, _MONTHS)
    allowed_years = _values(years, _FIRST_YEAR, _LAST_YEAR, {})
    test = _aws_month_day(month_days) if week_days == "?" else _aws_week_day(week_days)

    def fires_on(day: dt.date) -> bool:
        return day.month in allowed_months and day.year in allowed_years and test(day)

    last = max(allowed_years)
    return Cron(_times(minutes, hours), fires_on, None if last == _LAST_YEAR else last)


def _unix(fields: list[str]) -> Cron:
    minutes, hours, month_days, months, week_days = fields
    allowed_months = _values(months, 1, 12, _MONTHS)
    days = _values(month_days, 1, 31, {})
    weekly = {value % 7 for value in _values(week_days, 0, 7, _UNIX_DAYS)}
    both = not month_days.startswith("*") and not week_days.startswith("*")

    def fires_on(day: dt.date) -> bool:
        by_month, by_week = day.day in days, day.isoweekday() % 7 in weekly
        # Unix cron adds the two day fields up when both are restricted.
        fits = (by_month or by_week) if both else (by_month and by_week)
        return day.month in allowed_months and fits

    return Cron(_times(minutes, hours), fires_on, None)


def _times(minutes: str, hours: str) -> tuple[int, ...]:
    return tuple(
        sorted(
            60 * hour + minute
            for hour in _values(hours, 0, 23, {})
            for minute in _values(minutes, 0, 59, {})
        )
    )


def _aws_month_day(field: str) -> DayTest:
    if field == "L":
        return lambda day: day.day == _last_day(day)
    if field == "LW":
        return lambda day: day.day == _nearest_weekday(day, _last_day(day))
    if match := re.fullmatch(r"(\d{1,2})W", field):
        wanted = int(match[1])
        if not 1 <= wanted <= _LONGEST_MONTH:
            raise ValueError(field)
        return lambda day: day.day == _nearest_weekday(day, wanted)
    days = _values(field, 1, 31, {})
    return lambda day: day.day in days


def _aws_week_day(field: str) -> DayTest:
    if field == "L":
        field = "SAT"
    if match := re.fullmatch(r"(\w+?)L", field):
        last = _number(match[1], _AWS_DAYS)
        return lambda day: _aws_rank(day) == last and day.day + 7 > _last_day(day)
    if match := re.fullmatch(r"(\w+)#([1-5])", field):
        wanted, nth = _number(match[1], _AWS_DAYS), int(match[2])
        return lambda day: _aws_rank(day) == wanted and (day.day - 1) // 7 + 1 == nth
    ranks = _values(field, 1, 7, _AWS_DAYS)
    return lambda day: _aws_rank(day) in ranks


def _aws_rank(day: dt.date) -> int:
    return day.isoweekday() % 7 + 1


def _last_day(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _nearest_weekday(day: dt.date, wanted: int) -> int:
    """The working day nearest to the month's `wanted` day; 0 where the month has no such day."""
    last = _last_day(day)
    if wanted > last:
        return 0
    near = (0, -1, 1, -2, 2)
    found = (wanted + step for step in near if 1 <= wanted + step <= last)
    return next(rank for rank in found if day.replace(day=rank).weekday() in _WEEKDAYS)


def _number(word: str, names: dict[str, int]) -> int:
    return names[word] if word in names else int(word)


def _values(field: str, low: int, high: int, names: dict[str, int]) -> frozenset[int]:
    """Values of a field with `*`, lists, ranges that may wrap, and steps; ValueError otherwise."""
    found = {value for item in field.split(",") for value in _item(item, low, high, names)}
    if not found or not all(low <= value <= high for value in found):
        raise ValueError(field)
    return frozenset(found)


def _item(item: str, low: int, high: int, names: dict[str, int]) -> Iterator[int]:
    match = _ITEM.fullmatch(item)
    if not match or match[3] == "0":
        raise ValueError(item)
    step = int(match[3] or 1)
    if match[1] == "*":
        if match[2]:
            raise ValueError(item)
        return iter(range(low, high + 1, step))
    first = _number(match[1], names)
    last = _number(match[2], names) if match[2] else (high if match[3] else first)
    if not low <= first <= high or not low <= last <= high:
        raise ValueError(item)
    span = (last - first) % (high - low + 1)
    return (low + (first - low + offset) % (high - low + 1) for offset in range(0, span + 1, step))
