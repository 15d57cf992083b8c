"""What a property that names other resources leads to."""

from dataclasses import dataclass

from hdsstack.model.resource import Resource
from hdsstack.model.values import Unknown


@dataclass(frozen=True, slots=True)
class Literal:
    """A link to something that the graph does not hold: its id, ARN or name."""

    text: str


@dataclass(frozen=True, slots=True)
class Links:
    """What a list of references names: resources, literals outside the graph, and perhaps more."""

    resources: tuple[Resource, ...]
    literals: tuple[str, ...]
    unknown: Unknown | None
