"""The reference stacks, recorded once per process, and what every control says of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hdsstack.audit import Question, decide
from hdsstack.checking import read_establishment
from hdsstack.model.establishment import Establishment
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.report import TargetReport
from hdsstack.model.settings import StackSettings
from hdsstack.model.verdict import Outcome

STACKS = Path(__file__).parent.parent.parent / "stacks"
TODAY = dt.date(2026, 11, 25)
ENVIRONMENT = "prod"

# A control and the resource that it speaks of ("" for the establishment as a whole).
Place = tuple[str, str]
Standing = Mapping[Place, Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """One reference stack as the controls see it."""

    slug: str
    graph: ResourceGraph
    establishment: Establishment
    settings: StackSettings

    @property
    def provider(self) -> str:
        return self.establishment.hosting.provider

    def report(self) -> TargetReport:
        return decide(
            Question(
                graph=self.graph,
                target=self.slug,
                environment=ENVIRONMENT,
                today=TODAY,
                establishment=self.establishment,
                settings=self.settings,
            )
        )

    def standing(self) -> Standing:
        """Every verdict, by control and resource."""
        return {
            (row.control.id, row.resource.urn if row.resource else ""): row.outcome
            for row in self.report().findings
        }


@cache
def slugs() -> tuple[str, ...]:
    """Every establishment that has a manifest and a program."""
    return tuple(
        sorted(
            path.parent.name
            for path in STACKS.glob("*/establishment.yaml")
            if (path.parent / "__main__.py").is_file()
        )
    )


@cache
def recorded(slug: str) -> Stack:
    """The stack of the production environment, as its program declares it."""
    graph, establishment, settings = read_establishment(STACKS / slug, ENVIRONMENT, {})
    return Stack(slug=slug, graph=graph, establishment=establishment, settings=settings)


@cache
def baseline(slug: str) -> Standing:
    """What every control says of the stack as it is."""
    return recorded(slug).standing()
