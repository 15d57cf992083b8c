"""Keys, secrets, and where a secret would stand in clear."""

from dataclasses import dataclass

from hdsstack.model.facts.base import Claims, Fact


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Custody(Fact):
    """A key, a secret or the vault that holds them.

    Attributes:
        kind: "key", "secret" or "vault".
        open: Each observation says "open to any principal, or to the public network".
        rotated: It rotates at least yearly (empty where the question does not arise).
        recoverable: Loss by accident is prevented: window, purge protection, soft delete.
        copies: Regions to which it is replicated.

    """

    kind: str
    open: Claims = ()
    rotated: Claims = ()
    recoverable: Claims = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ClearSecret(Fact):
    """A place where a secret would stand in clear: each observation says "in clear here"."""

    clear: Claims
