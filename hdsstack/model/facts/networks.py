"""What accepts connections, and what lets them through."""

from dataclasses import dataclass

from hdsstack.model.facts.base import Claims, Fact
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Endpoint(Fact):
    """A listener, gateway or front that accepts connections: `transit` as in Store."""

    transit: tuple[Seen[str], ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Tunnel(Fact):
    """A site-to-site tunnel; each field lists what it would accept, an empty set means the default.

    Attributes:
        strong: One observation per tunnel and parameter: only what HDS-CRY-007 names is accepted.
        secret_key: The pre-shared key is a secret.

    """

    strong: Claims


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Ports:
    """Inclusive port ranges of one protocol ("tcp", "udp", "icmp", "any")."""

    protocol: str
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Opening(Fact):
    """One effective rule that lets traffic in or out; `resource` is where the rule is written.

    Attributes:
        group: URN of the security group, NSG or firewall it belongs to ("" where unknown).
        sources: The peers as CIDR ranges (IPv4, IPv6), "anywhere", or a group's URN; Unknown where
            not known.
        protects: The ranges of what stands behind the rule; empty where nobody says it, Unknown
            where the rule says it and it cannot be read.
        entry_point: The group belongs to an internet-facing load balancer or gateway.
        at: The property that opens.

    """

    inbound: bool
    group: str
    ports: Seen[Ports]
    sources: Seen[tuple[str, ...]]
    protects: tuple[str, ...] | Unknown = ()
    entry_point: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Barrier(Fact):
    """A security group, NSG or firewall: what it lets out by default.

    Attributes:
        egress_open: Each observation says "everything may leave".
        is_default: The default group of a network, which should carry no rule.
        empty: The default group carries no rule.

    """

    egress_open: Claims = ()
    empty: Claims = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Network(Fact):
    """A private network.

    Attributes:
        flows_logged: Its flows are logged.
        ranges: Its address ranges.

    """

    flows_logged: Claims
    ranges: Seen[tuple[str, ...]]
