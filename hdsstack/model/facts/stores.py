"""What keeps data at rest, its layers of encryption and its backups."""

import enum
from dataclasses import dataclass

from hdsstack.model.facts.base import Claims, DataClass, Fact
from hdsstack.model.graph import Resource
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown


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
class Encryption:
    """One layer that must be encrypted at rest: the data, a disk, the temporary storage, the
    insights.
    """

    encrypted: Seen[bool]
    owner: Seen[KeyOwner]


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
