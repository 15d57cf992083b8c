"""Promises and rules of operation: retention, indicators, people, schedules, time."""

from typing import Literal

from pydantic import Field

from hdsstack.model.establishment.base import Country, Day, Days, Section, Slug, Text
from hdsstack.model.establishment.chain import TransferBasis


class Window(Section):
    """How long something is kept, in days; null means not stated."""

    min_days: Days | None = None
    """At least."""
    max_days: Days | None = None
    """At most."""


class Retention(Section):
    """Windows of retention (HDS-LOG-003, HDS-BCK-007). Medical records have none: CSP R.1112-7."""

    platform_traces: Window = Window()
    """Traces of the platform: audit trail, flows, administration."""
    application_traces: Window = Window()
    """Traces of accesses to records."""
    backups: Window = Window()
    """Backups."""
    backup_lock_days: Days | None = None
    """How long a backup cannot be deleted by anyone, in days (HDS-BCK-004)."""


class Indicator(Section):
    """A contractual indicator (CSP R.1111-11 6, EXI 21)."""

    id: Slug
    """Short name."""
    title: Text
    """Name for people."""
    metric: Literal[
        "availability", "latency", "errors", "backup-success", "restore-time", "data-loss", "link",
        "cpu", "storage",
    ]  # fmt: skip
    """What the monitor measures."""
    workload: Slug | None = None
    """The workload measured; null for the whole stack."""
    formula: Text | None = None
    """How it is computed."""
    level: float | None = None
    """Guaranteed level, in `unit`; null when not stated."""
    unit: Literal["percent", "milliseconds", "minutes", "hours", "count"] = "percent"
    """Unit of the level."""
    bound: Literal["at-least", "at-most"] = "at-least"
    """Whether the level is a floor or a ceiling."""
    period: Literal["day", "week", "month", "quarter", "year"] | None = None
    """Period of measurement; null when not stated."""
    penalty: Text | None = None
    """The penalty, or the word `none` where the contract has none; null when not stated."""


class Administrator(Section):
    """A named person who administers the stack (activity 5, HDS-IAM-006, HDS-IAM-007)."""

    name: Text
    """The person's name."""
    employer: Text
    """Key of an actor, or the employer's name."""
    role: Text | None = None
    """What the person does."""
    country: Country
    """Country from which the person works."""
    basis: TransferBasis | None = None
    """Outside the EEA: GDPR article 45 or 46 basis; null when there is none."""
    basis_detail: Text | None = None
    """Which decision or which safeguards."""
    last_review: Day | None = None
    """Last yearly review of the person's rights; null when never reviewed."""
    identity: Text | None = None
    """Identifier of the person in the provider's directory; null as long as it is unknown."""


class Schedule(Section):
    """A planned stop of machines (HDS-OPS-006)."""

    name: Slug
    """Short name."""
    workloads: tuple[Slug, ...] = Field(min_length=1)
    """What is stopped."""
    stop: Text
    """When it stops: five-field cron."""
    start: Text
    """When it starts again: five-field cron."""
    timezone: Text = "Europe/Paris"
    """Time zone of both."""
    override: Text | None = None
    """How the person on call starts it at once."""


class TimeSource(Section):
    """A source of time (HDS-OPS-005)."""

    address: Text
    """Address or host name."""
    operator: Text
    """Who provides it."""


class Patching(Section):
    """How machines are patched (HDS-OPS-004)."""

    mode: Literal["automatic", "plan"]
    """By the platform, or by people under a plan."""
    window: Text | None = None
    """When, in words or as cron."""
    plan: Text | None = None
    """Where the plan is written."""


class Contact(Section):
    """Someone to call (EXI 11, 20)."""

    role: Literal["dpo", "security", "incident", "health-professional", "operations"]
    """Why one calls."""
    name: Text
    """Person or team."""
    email: Text | None = None
    """Address."""
    phone: Text | None = None
    """Number."""
