"""What is traced, where traces are kept, and what watches them."""

from dataclasses import dataclass

from hdsstack.model.facts.base import Claims, Fact
from hdsstack.model.seen import Seen


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Trail(Fact):
    """An audit trail of the control plane.

    Attributes:
        complete: One observation per quality: every region, global events, management events,
            validation, on.
        data_only: A second trail for data events: the qualities are not asked of it.
        destination: URN of the store that receives it.

    """

    complete: Claims
    data_only: bool = False
    destination: str = ""
    encrypted: Claims = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TraceStore(Fact):
    """Where traces are kept.

    Attributes:
        kept: Days; NEVER for ever. None where the retention is another resource's affair.
        ended_apart: What ends the traces is a resource of its own, a lifecycle rule: without one
            they stay for ever.
        kind: "platform" (audit), "application", "flows".
        encrypted: Encrypted at rest.
        public: Each observation says "reachable from a public network".
        immutable: Immutable, or held by another account.

    """

    kept: Seen[float] | None = None
    ended_apart: bool = False
    kind: str = "platform"
    encrypted: Claims = ()
    public: Claims = ()
    immutable: Claims = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Auditable(Fact):
    """A resource that has diagnostic traces to send (Azure).

    Attributes:
        sent: Its audit categories go somewhere.
        provider: The provider of `regions`.
        regions: Where the traces go.

    """

    sent: Claims
    regions: tuple[Seen[str], ...] = ()
    provider: str = "azure"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Detection(Fact):
    """Threat detection: it is on."""

    on: Claims
