"""Vaults, plans and restore tests."""

from dataclasses import dataclass

from hdsstack.model.facts.base import Claims, Fact
from hdsstack.model.facts.stores import Encryption
from hdsstack.model.seen import Seen


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Vault(Fact):
    """A backup vault.

    Attributes:
        immutable: Recovery points cannot be deleted for a bounded time, by anybody.
        undeletable: Whoever runs production cannot delete backups: policy, soft delete, other
            account.
        elsewhere: It is geo-redundant or receives copies from elsewhere.

    """

    immutable: Claims
    undeletable: Claims = ()
    encryption: tuple[Encryption, ...] = ()
    elsewhere: Claims = ()
    receives: bool = True


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class BackupPlan(Fact):
    """A plan or policy: one entry per rule.

    Attributes:
        intervals: The longest time between two backups, in minutes.
        kept: Days.

    """

    intervals: tuple[Seen[float], ...]
    kept: tuple[Seen[float], ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RestoreTest(Fact):
    """A scheduled restore test; `interval` in minutes."""

    interval: Seen[float]
