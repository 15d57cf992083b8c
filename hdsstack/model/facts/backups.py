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
        shortest: Days that a lock wants of each recovery point at least, and nobody can shorten;
            None where it wants none.
        longest: Days that a lock allows at most; None where it sets no end.
        elsewhere: It is geo-redundant or receives copies from elsewhere.

    """

    immutable: Claims
    shortest: Seen[float] | None = None
    longest: Seen[float] | None = None
    undeletable: Claims = ()
    encryption: tuple[Encryption, ...] = ()
    elsewhere: Claims = ()
    receives: bool = True


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class BackupPlan(Fact):
    """A plan or policy, whatever it covers; its schedule counts with what it covers only.

    Attributes:
        kept: How long backups are kept, in days, one entry per rule.

    """

    kept: tuple[Seen[float], ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RestoreTest(Fact):
    """A scheduled restore test; `interval` in minutes."""

    interval: Seen[float]
