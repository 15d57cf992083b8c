"""Tags, monitors and planned stops."""

from collections.abc import Mapping
from dataclasses import dataclass

from hdsstack.model.facts.base import Fact
from hdsstack.model.seen import Seen


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
    """A schedule that stops something: the URNs of what it stops.

    Attributes:
        watchman: What it calls stops or removes backups or traces, whichever they are.

    """

    stops: Seen[tuple[str, ...]]
    watchman: bool = False
