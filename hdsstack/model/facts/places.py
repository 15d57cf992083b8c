"""Where resources and copies of data are."""

from dataclasses import dataclass

from hdsstack.model.facts.base import Claims, Fact
from hdsstack.model.seen import Seen


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
class Copy(Fact):
    """A copy of the data of `resource` that goes to another place, automatically.

    Attributes:
        region: Where it goes, under the name of `provider`.

    """

    provider: str
    region: Seen[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class WorldwideFront(Fact):
    """A service with a worldwide footprint: each observation says "carries health data"."""

    carries: Claims


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class GuardRail(Fact):
    """A preventive rule that refuses other regions: each observation says "refuses them"."""

    refuses: Claims
