"""The longest time between two backups."""

import datetime as dt
import math
from itertools import pairwise

import pytest
from croniter import croniter
from hypothesis import given, settings
from hypothesis import strategies as st

from hdsstack.planning.cron import read_cron
from hdsstack.planning.schedule import (
    duration_minutes,
    hourly_interval,
    longest_interval,
    longest_of,
    rhythm,
    weekly_interval,
)

HOUR, DAY, WEEK = 60, 24 * 60, 7 * 24 * 60


@pytest.mark.parametrize(
    ("expression", "minutes"),
    [
        ("cron(0 */4 * * ? *)", 4 * HOUR),
        ("cron(30 1 * * ? *)", DAY),
        ("cron(0 3 ? * SUN *)", WEEK),
        ("cron(0 2 ? * MON-FRI *)", 3 * DAY),
        ("cron(0 2 ? * 2-6 *)", 3 * DAY),
        ("cron(0 2 ? * SAT-MON *)", 5 * DAY),
        ("cron(0 * * * ? *)", HOUR),
        ("cron(0/15 * * * ? *)", 15),
        ("cron(0 1,13 * * ? *)", 12 * HOUR),
        ("cron(0 8-18 * * ? *)", 14 * HOUR),
        ("cron(0 0 L * ? *)", 31 * DAY),
        ("cron(0 0 LW * ? *)", 33 * DAY),
        ("cron(0 0 15W * ? *)", 32 * DAY),
        ("cron(0 0 ? * 2#1 *)", 35 * DAY),
        ("cron(0 0 ? * 6L *)", 35 * DAY),
        ("cron(0 0 ? * L *)", WEEK),
        ("cron(0 5 1 JAN,JUL ? *)", 184 * DAY),
        ("cron(0 5 29 2 ? *)", 1461 * DAY),
        ("cron(0 5 1 * ? 2026)", math.inf),
        ("cron(0 5 30 2 ? *)", math.inf),
        ("at(2026-11-25T02:00:00)", math.inf),
        ("rate(12 hours)", 12 * HOUR),
        ("rate(1 day)", DAY),
        ("rate(5 minutes)", 5),
        ("0 2 * * *", DAY),
        ("0 2 * * 1-5", 3 * DAY),
        ("0 2 * * 0,7", WEEK),
        ("0 2 1 * 1", WEEK),
        ("*/10 * * * *", 10),
        ("@daily", DAY),
        ("@hourly", HOUR),
        ("R/2026-01-01T02:00:00+00:00/P1D", DAY),
        ("R/2026-01-01T02:00:00+00:00/PT4H", 4 * HOUR),
        ("R/2026-01-01T02:00:00+00:00/P1W", WEEK),
        ("R5/2026-01-01T02:00:00+00:00/P1D", math.inf),
    ],
)
def test_longest_interval(expression: str, minutes: float) -> None:
    assert longest_interval(expression) == minutes


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "daily",
        "rate(0 days)",
        "rate(1 fortnight)",
        "cron(0 1 * * * *)",
        "cron(0 1 ? * ? *)",
        "cron(0 1 * *)",
        "cron(60 1 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 1 32 * ? *)",
        "cron(0 1 40W * ? *)",
        "cron(0 1 ? * FOO *)",
        "cron(0 */0 * * ? *)",
        "cron(0 2 * * 1)",
        "R/2026-01-01/every day",
        "R/2026-01-01T02:00:00Z/P",
        "${schedule}",
    ],
)
def test_what_cannot_be_read_is_none(expression: str) -> None:
    assert longest_interval(expression) is None


FIELD = st.one_of(
    st.just("*"), st.builds("*/{}".format, st.integers(1, 12)), st.integers(0, 6).map(str)
)


# Readers disagree on `*/n` beside a day of the month: it is left out of the weekday.
WEEK_DAY = st.one_of(st.just("*"), st.integers(0, 6).map(str), st.just("1-5"))


@settings(max_examples=25, deadline=None)
@given(FIELD, FIELD, st.one_of(st.just("*"), st.integers(1, 28).map(str)), WEEK_DAY)
def test_five_fields_agree_with_another_reader(
    minute: str, hour: str, day: str, week_day: str
) -> None:
    expression = f"{minute} {hour} {day} * {week_day}"
    cron = read_cron(expression)
    assert cron is not None
    start = dt.datetime(2026, 2, 27, 0, 0, tzinfo=dt.UTC) - dt.timedelta(minutes=1)
    upstream = croniter(expression, start)
    expected = [upstream.get_next(dt.datetime) for _rank in range(40)]
    ours: list[dt.datetime] = []
    offset = 0
    while len(ours) < 40:
        date = dt.date(2026, 2, 27) + dt.timedelta(days=offset)
        offset += 1
        if cron.fires_on(date):
            midnight = dt.datetime.combine(date, dt.time(), tzinfo=dt.UTC)
            ours += [midnight + dt.timedelta(minutes=minute) for minute in cron.minutes_of_day]
    assert ours[:40] == expected


@given(st.sets(st.integers(0, 23), min_size=1))
def test_aws_hours_wrap_over_midnight(hours: set[int]) -> None:
    ordered = sorted(hours)
    wrapped = [*ordered, ordered[0] + 24]
    expected = max(right - left for left, right in pairwise(wrapped)) * HOUR
    expression = f"cron(0 {','.join(map(str, ordered))} * * ? *)"
    assert longest_interval(expression) == expected


@given(st.one_of(st.none(), st.integers(1, 3 * DAY)))
def test_the_rhythm_keeps_the_promise_or_says_that_it_needs_continuous_backup(
    rpo: int | None,
) -> None:
    planned = rhythm(rpo)
    interval = longest_interval(planned.expression)
    assert interval == planned.hours * HOUR
    assert interval <= DAY
    if rpo is not None and rpo < HOUR:
        assert planned.continuous
    else:
        assert not planned.continuous
        assert interval <= (rpo or DAY)


def test_several_schedules() -> None:
    assert longest_of(["cron(0 1 ? * SUN *)", "rate(6 hours)"]) == 6 * HOUR
    assert longest_of(["nonsense"]) is None
    assert longest_of(["cron(0 1 ? * MON-FRI *)", "cron(0 1 ? * SAT,SUN *)"]) == DAY
    assert longest_of(["cron(0 1 ? * MON-FRI *)", "cron(0 1 ? * SAT *)"]) == 2 * DAY
    assert longest_of(["cron(0 1 * * ? *)", "cron(0 13 * * ? *)"]) == 12 * HOUR
    assert longest_of(["cron(0 1 ? * MON-FRI *)", "cron(0 1 ? * SAT,SUN 2026)"]) == 3 * DAY


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("P1D", DAY), ("PT30M", 30), ("P1M", 31 * DAY), ("P1DT12H", 36 * HOUR), ("P", None),
     ("PT", None), ("P0D", None), ("one day", None)],
)  # fmt: skip
def test_durations(text: str, minutes: float | None) -> None:
    assert duration_minutes(text) == minutes


def test_azure_weekly_and_hourly_policies() -> None:
    at_two = ["2026-01-01T02:00:00Z"]
    assert weekly_interval([], at_two) == DAY
    assert weekly_interval(["Monday", "Friday"], at_two) == 4 * DAY
    assert weekly_interval(["Sunday"], ["02:00", "14:00"]) == WEEK - 12 * HOUR
    assert weekly_interval(["Someday"], at_two) is None
    assert weekly_interval([], []) is None
    assert weekly_interval([], ["25:00"]) is None
    assert hourly_interval(4, 24) == 4 * HOUR
    assert hourly_interval(4, 12) == 12 * HOUR
    assert hourly_interval(4, 0) == DAY
    assert hourly_interval(0, 24) is None
