"""What a provider's resource means for hosting: the vocabulary between providers and controls.

A field of type `Claims` holds observations of one statement, which the field's name says; the
statement holds when every one of them is true. An empty tuple means that the question does not
arise for that resource.
"""

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from hdsstack.model.graph import Notice, Resource
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

Claims = tuple[Seen[bool], ...]
NEVER = float("inf")


class DataClass(enum.Enum):
    """The declared class of a store's data (tag `hds:data-class`)."""

    DSCP = "dscp"
    PSEUDONYMISED = "pseudonymised"
    TECHNICAL = "technical"
    NON_HEALTH = "non-health"
    UNDECLARED = "undeclared"

    @property
    def health(self) -> bool:
        return self in (DataClass.DSCP, DataClass.UNDECLARED)


class KeyOwner(enum.Enum):
    """Who controls the key that encrypts."""

    ESTABLISHMENT = "establishment"
    PROVIDER = "provider"
    NOBODY = "nobody"


class StoreKind(enum.Enum):
    """What sort of store: decides which questions arise."""

    OBJECTS = "objects"
    FILES = "files"
    DATABASE = "database"
    DISK = "disk"
    MACHINE_DISK = "machine-disk"
    CACHE = "cache"
    QUEUE = "queue"
    SEARCH = "search"
    WAREHOUSE = "warehouse"
    REGISTRY = "registry"
    SECRETS = "secrets"
    ANALYTICS = "analytics"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Fact:
    """Something that a resource means; `resource` is the one it is about."""

    resource: Resource


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Place(Fact):
    """Where a resource is: `region` under the provider's name for it.

    Attributes:
        explicit: The place is written in the program or its configuration.
        holds_data: The type may store, process or back up data.

    """

    provider: str
    region: Seen[str]
    explicit: Seen[bool]
    holds_data: bool = True


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Encryption:
    """One layer that must be encrypted at rest: the data, a disk, the temporary storage, the
    insights.
    """

    encrypted: Seen[bool]
    owner: Seen[KeyOwner]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Copy(Fact):
    """A copy of the data of `resource` that goes to another place, automatically.

    Attributes:
        region: Where it goes, under the name of `provider`.

    """

    provider: str
    region: Seen[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Coverage:
    """One way in which a store is backed up.

    Attributes:
        by: The plan, policy or the store itself.
        interval: The longest time between two backups, in minutes; 0 for continuous.
        kept: How long a backup is kept, in days; NEVER for ever.
        elsewhere: A copy goes to another region or failure domain.
        vaults: URNs of the vaults in this graph that receive it.
        own: The service's own backups, not a backup plan.

    """

    by: Resource
    interval: Seen[float]
    kept: Seen[float]
    elsewhere: Claims = ()
    vaults: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Store(Fact):
    """Something that keeps data at rest.

    Attributes:
        encryption: Every layer at rest.
        public: Each observation says "reachable from a public network".
        private: Reached through a private endpoint only (services outside any network by nature).
        transit: The lowest protocol accepted: "plain", "1.0", "1.1", "1.2" or "1.3".
        backups: How it is backed up; an Unknown where the selection cannot be read.
        backups_possible: False for a kind that is rebuilt, or whose backups make no sense.
        history: Versions or point-in-time recovery are on.
        kept_days: The service's own backups are kept so long (None: it has none).
        expires: Each observation says "data of this store expire by age".
        guarded: Each observation says "deletion by accident is prevented".
        traced: Reads and writes leave a trace.
        administration_traced: A database logs connections and statements of administrators.
        zones: It survives the loss of one zone.
        storage_class: The class of objects, where one is set.

    """

    kind: StoreKind
    data_class: Seen[DataClass]
    encryption: tuple[Encryption, ...] = ()
    public: Claims = ()
    private: Claims = ()
    transit: tuple[Seen[str], ...] = ()
    backups: tuple[Coverage, ...] | Unknown = ()
    backups_possible: bool = True
    history: Claims = ()
    expires: Claims = ()
    guarded: Claims = ()
    traced: Claims = ()
    administration_traced: Claims = ()
    zones: Claims = ()
    storage_class: Seen[str] | None = None

    @property
    def health(self) -> bool:
        """Health data, or nobody said otherwise; an unknown class counts as health data."""
        found = self.data_class.value
        return True if isinstance(found, Unknown) else found.health


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
class ClearSecret(Fact):
    """A place where a secret would stand in clear: each observation says "in clear here"."""

    clear: Claims


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
        entry_point: The group belongs to an internet-facing load balancer or gateway.
        at: The property that opens.

    """

    inbound: bool
    group: str
    ports: Seen[Ports]
    sources: Seen[tuple[str, ...]]
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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Machine(Fact):
    """A virtual machine, a scale set, a launch template, a container host.

    Attributes:
        public_address: Each observation says "has a public address".
        metadata_v2: Instance metadata needs a session (version 2), or is off.
        patched: It is patched automatically or by a declared plan.

    """

    data_class: Seen[DataClass]
    public_address: Claims = ()
    metadata_v2: Claims = ()
    patched: Claims = ()
    zones: Claims = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Service(Fact):
    """A managed service that runs without storing: its redundancy."""

    data_class: Seen[DataClass]
    zones: Claims = ()


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
class LocalCredential(Fact):
    """A long-lived key or local password: each observation says "enabled"."""

    enabled: Claims


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AdminAccess(Fact):
    """A bastion or session service: administration that goes through it is recorded."""

    records: Claims


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
        kind: "platform" (audit), "application", "flows".
        encrypted: Encrypted at rest.
        public: Each observation says "reachable from a public network".
        immutable: Immutable, or held by another account.

    """

    kept: Seen[float] | None = None
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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class WorldwideFront(Fact):
    """A service with a worldwide footprint: each observation says "carries health data"."""

    carries: Claims


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class GuardRail(Fact):
    """A preventive rule that refuses other regions: each observation says "refuses them"."""

    refuses: Claims


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Tagged(Fact):
    """The tags of a resource, those of its provider and stack included; lower-case keys for
    Azure.
    """

    tags: Seen[Mapping[str, str]]
    at: str = "tags"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Monitor(Fact):
    """An alarm; `indicators` are the ids of contractual indicators it watches (tag
    `hds:indicator`).
    """

    indicators: Seen[tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class StopSchedule(Fact):
    """A schedule that stops something: the URNs of what it stops."""

    stops: Seen[tuple[str, ...]]


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, eq=False)
class Facts:
    """Every fact of one graph.

    Attributes:
        understood: URNs of custom resources whose type has facts or is known to hold no data.
        broken: What a reader of ours could not read because of a defect.

    """

    all: tuple[Fact, ...]
    understood: frozenset[str] = field(default_factory=frozenset)
    broken: tuple[Notice, ...] = ()

    @cached_property
    def _by_type(self) -> Mapping[type[Fact], tuple[Fact, ...]]:
        found: dict[type[Fact], list[Fact]] = {}
        for fact in self.all:
            found.setdefault(type(fact), []).append(fact)
        return {kind: tuple(members) for kind, members in found.items()}

    def of(self, kind: type[F]) -> Iterator[F]:
        """The facts of one kind, in the order of the graph."""
        yield from self._by_type.get(kind, ())  # type: ignore[misc]  # keyed by the type itself

    @cached_property
    def _by_resource(self) -> Mapping[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.all:
            found.setdefault(fact.resource.urn, []).append(fact)
        return {urn: tuple(members) for urn, members in found.items()}

    def about(self, resource: Resource, kind: type[F]) -> Iterable[F]:
        """The facts of one kind about one resource."""
        return (fact for fact in self._by_resource.get(resource.urn, ()) if isinstance(fact, kind))
