"""What a provider's resource means for hosting: the vocabulary between providers and controls.

A field of type `Claims` holds observations of one statement, which the field's name says; the
statement holds when every one of them is true. An empty tuple means that the question does not
arise for that resource.
"""

from hdsstack.model.facts.backups import BackupPlan, RestoreTest, Vault
from hdsstack.model.facts.base import NEVER, Claims, DataClass, Fact
from hdsstack.model.facts.collection import Facts
from hdsstack.model.facts.custody import ClearSecret, Custody
from hdsstack.model.facts.identities import (
    AdminAccess,
    Administration,
    Grant,
    LocalCredential,
    Trust,
)
from hdsstack.model.facts.networks import Barrier, Endpoint, Network, Opening, Ports, Tunnel
from hdsstack.model.facts.operation import Monitor, StopSchedule, Tagged
from hdsstack.model.facts.places import Copy, GuardRail, Place, WorldwideFront
from hdsstack.model.facts.stores import Coverage, Encryption, KeyOwner, Store, StoreKind
from hdsstack.model.facts.traces import Auditable, Detection, TraceStore, Trail
from hdsstack.model.facts.workloads import Machine, Service

__all__ = [
    "NEVER",
    "AdminAccess",
    "Administration",
    "Auditable",
    "BackupPlan",
    "Barrier",
    "Claims",
    "ClearSecret",
    "Copy",
    "Coverage",
    "Custody",
    "DataClass",
    "Detection",
    "Encryption",
    "Endpoint",
    "Fact",
    "Facts",
    "Grant",
    "GuardRail",
    "KeyOwner",
    "LocalCredential",
    "Machine",
    "Monitor",
    "Network",
    "Opening",
    "Place",
    "Ports",
    "RestoreTest",
    "Service",
    "StopSchedule",
    "Store",
    "StoreKind",
    "Tagged",
    "TraceStore",
    "Trail",
    "Trust",
    "Tunnel",
    "Vault",
    "WorldwideFront",
]
