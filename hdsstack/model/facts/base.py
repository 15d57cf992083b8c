"""What every fact shares, and the class of data."""

import enum
from dataclasses import dataclass

from hdsstack.model.graph import Resource
from hdsstack.model.seen import Seen

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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Fact:
    """Something that a resource means; `resource` is the one it is about."""

    resource: Resource
