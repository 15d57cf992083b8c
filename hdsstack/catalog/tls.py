"""Named TLS policies of managed services, and the lowest protocol version each accepts."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from hdsstack.catalog.loader import Record, table
from hdsstack.catalog.rows import Row

Kind = Literal["elb", "api-gateway", "opensearch", "cloudfront", "transfer", "application-gateway"]
Minimum = Literal["0.0", "1.0", "1.1", "1.2", "1.3"]


@dataclass(frozen=True, slots=True)
class TlsPolicy:
    """A policy that a provider sells by name; `minimum` 0.0 says that SSL is still accepted."""

    kind: Kind
    policy: str
    minimum: Minimum
    row: Row


def _policies(record: Record) -> tuple[TlsPolicy, ...]:
    kind = record.choice("kind", get_args(Kind))
    minimum = record.choice("minimum", get_args(Minimum))
    row = record.row()
    found = tuple(TlsPolicy(kind, name, minimum, row) for name in record.strings("policies"))
    record.done()
    return found


@cache
def tls_policies() -> tuple[TlsPolicy, ...]:
    """Every named policy of the catalogue."""
    return tuple(policy for record in table("tls_policies").rows for policy in _policies(record))


@cache
def _by_name() -> dict[tuple[str, str], TlsPolicy]:
    return {(entry.kind, entry.policy.casefold()): entry for entry in tls_policies()}


def tls_policy(kind: str, policy: str) -> TlsPolicy | None:
    """The policy of that name, with its standing; None where the catalogue has none."""
    return _by_name().get((kind, policy.casefold()))


def tls_minimum(kind: str, policy: str) -> Minimum | None:
    """The lowest version a named policy accepts ('0.0' is SSL); None where it is not known.

    Versions compare as text: `minimum >= "1.2"`. Kinds: `elb` (classic, application and network
    load balancers), `api-gateway`, `opensearch`, `cloudfront`, `transfer`, `application-gateway`.
    """
    found = tls_policy(kind, policy)
    return found.minimum if found else None
