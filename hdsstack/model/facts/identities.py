"""Who may act, and how."""

from dataclasses import dataclass

from hdsstack.model.facts.base import Claims, Fact
from hdsstack.model.seen import Seen


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Grant(Fact):
    """Rights given to a workload or a person.

    Attributes:
        wide: Each observation says "every action, or every action of a service on everything".
        deletes_backups: Each observation says "allows the deletion of recovery points".
        administers_backups: The holder is a backup administration identity, apart from production.

    """

    wide: Claims = ()
    deletes_backups: Claims = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Trust(Fact):
    """Who may take on an identity: each observation says "wider than named principals"."""

    wide: Claims


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Administration(Fact):
    """A person, a group or a role that administers something of this stack.

    Attributes:
        who: URN of the identity where the stack makes it, else its ARN or id.
        over: URN of what it administers; its tags say whose that is. Empty where `who` is Unknown
            because nobody knows what it is about.

    """

    who: Seen[str]
    over: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LocalCredential(Fact):
    """A long-lived key or local password: each observation says "enabled"."""

    enabled: Claims


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AdminAccess(Fact):
    """A bastion or session service: administration that goes through it is recorded."""

    records: Claims
