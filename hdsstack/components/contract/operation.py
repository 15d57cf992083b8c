"""What a caller chooses about people, traces, backups and promises."""

from dataclasses import dataclass
from typing import Literal

from hdsstack.components.contract.error import require
from hdsstack.locale import _
from hdsstack.planning.retention import BACKUPS_MIN_DAYS, TRACES_MIN_DAYS

Metric = Literal[
    "availability", "latency", "errors", "backup-success", "restore-time", "data-loss", "link",
    "cpu", "storage",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminAccessArgs:
    """Named administrators: identifiers of persons in the provider's directory."""

    administrators: tuple[str, ...]

    def __post_init__(self) -> None:
        require(
            bool(self.administrators) and all("*" not in name for name in self.administrators),
            field="administrators",
            seen=self.administrators,
            wanted=_("at least one named person"),
            because="HDS-IAM-003",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallArgs:
    """The address that alarms write to."""

    email: str

    def __post_init__(self) -> None:
        require(
            "@" in self.email,
            field="email",
            seen=repr(self.email),
            wanted=_("an address of the people on call"),
            because="HDS-OPS-003",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTrailArgs:
    """How long the trail is kept, in days.

    Attributes:
        retention_days: Nobody can delete it before.
        maximum_days: It is gone after.

    """

    retention_days: int
    maximum_days: int

    def __post_init__(self) -> None:
        require(
            TRACES_MIN_DAYS <= self.retention_days <= self.maximum_days,
            field="retention_days, maximum_days",
            seen=(self.retention_days, self.maximum_days),
            wanted=_("at least {days} days, and no more than the maximum").format(
                days=TRACES_MIN_DAYS
            ),
            because="HDS-LOG-003",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlanArgs:
    """Backups of every store of health data.

    Attributes:
        retention_days: Each backup is kept so long, in days.
        lock_days: Nobody can delete a backup before so many days.
        maximum_days: Nor can anyone keep one for longer than this.

    """

    retention_days: int = 60
    lock_days: int = 35
    maximum_days: int = 90

    def __post_init__(self) -> None:
        require(
            self.retention_days >= BACKUPS_MIN_DAYS,
            field="retention_days",
            seen=self.retention_days,
            wanted=_("at least {days} days").format(days=BACKUPS_MIN_DAYS),
            because="HDS-BCK-007",
        )
        require(
            0 < self.lock_days <= self.retention_days <= self.maximum_days,
            field="lock_days, retention_days, maximum_days",
            seen=(self.lock_days, self.retention_days, self.maximum_days),
            wanted=_("three numbers of days in ascending order"),
            because="HDS-BCK-004",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorAlarmArgs:
    """The monitor of one contractual indicator.

    Attributes:
        indicator: Its id in the manifest.
        title: Its name for people.
        metric: What is measured.
        level: The guaranteed level, in `unit`.
        bound: Whether the level is a floor or a ceiling.
        penalty: What the contract says happens below it.

    """

    indicator: str
    title: str
    metric: Metric
    level: float
    unit: str = "percent"
    bound: Literal["at-least", "at-most"] = "at-least"
    penalty: str = ""

    def sentence(self) -> str:
        """What the alarm is about, for whoever it wakes."""
        promise = f"{self.title}: {self.bound.replace('-', ' ')} {self.level:g} {self.unit}"
        return f"{promise}; penalty: {self.penalty}" if self.penalty else promise
