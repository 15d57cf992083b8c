"""What runs."""

from dataclasses import dataclass

from hdsstack.model.facts.base import Claims, DataClass, Fact
from hdsstack.model.seen import Seen


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Machine(Fact):
    """A virtual machine, a scale set, a launch template, a container host.

    Attributes:
        public_address: Each observation says "has a public address".
        metadata_v2: Instance metadata needs a session (version 2), or is off.
        patched: It is patched automatically or by a declared plan.
        maintained: The system of its image still gets patches, as far as it can be told.

    """

    data_class: Seen[DataClass]
    public_address: Claims = ()
    metadata_v2: Claims = ()
    patched: Claims = ()
    maintained: Claims = ()
    zones: Claims = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Service(Fact):
    """A managed service that runs without storing: its redundancy."""

    data_class: Seen[DataClass]
    zones: Claims = ()
