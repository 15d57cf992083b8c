"""What a sabotage did: which verdicts are no longer green, and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from hdsstack.model.verdict import Outcome
from tests.sabotage.breaking import Broken, NotHereError, obscured, sabotaged
from tests.sabotage.stacks import Standing, baseline, recorded
from tests.sabotage.tables import Entry, Sabotage

GREEN = (Outcome.PASS, Outcome.NOT_APPLICABLE)
ESTABLISHMENT = "establishment"
ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Damage:
    """The verdicts that a sabotage made worse, as controls and places.

    Attributes:
        failed: They fail and did not.
        undecided: They are unknown and were not.

    """

    failed: frozenset[tuple[str, str]]
    undecided: frozenset[tuple[str, str]]

    def caught(self, control: str) -> bool:
        return any(found == control for found, _ in self.failed)

    def noticed(self, control: str) -> bool:
        return any(found == control for found, _ in self.failed | self.undecided)

    def collateral(self, control: str) -> frozenset[str]:
        """Every other control that is worse than before."""
        return frozenset(found for found, _ in self.failed | self.undecided) - {control}

    def places(self, control: str) -> frozenset[str]:
        return frozenset(place for found, place in self.failed if found == control)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One sabotage in one stack.

    Attributes:
        hidden: What an unknown value in the same place does; None where that is not asked.

    """

    slug: str
    sabotage: Sabotage
    broken: Broken
    damage: Damage
    hidden: Damage | None

    @property
    def caught(self) -> bool:
        return self.damage.caught(self.sabotage.control)

    @property
    def collateral(self) -> frozenset[str]:
        return self.damage.collateral(self.sabotage.control)

    @property
    def stray(self) -> frozenset[str]:
        """Collateral that the table does not explain."""
        return self.collateral - self.sabotage.also

    def problems(self) -> Iterator[str]:
        name = f"{self.slug}: {self.sabotage.title}"
        if not self.caught:
            yield f"{name}: not caught"
        elif not self._stands_right():
            places = sorted(self.damage.places(self.sabotage.control))
            yield f"{name}: the finding stands at {places}"
        if self.stray:
            yield f"{name}: {sorted(self.stray)} are worse too"
        if self.hidden and not self.hidden.noticed(self.sabotage.control):
            yield f"{name}: green although a value is not known"

    def _stands_right(self) -> bool:
        """Whether the finding is at the resource whose input was broken."""
        places = self.damage.places(self.sabotage.control)
        match self._blamed():
            case "anywhere":
                return True
            case "establishment":
                return places == {""}
            case "target":
                return places == {resource.urn for resource in self.broken.targets}
            case kind:
                graph = self.broken.stack.graph
                return {graph.by_urn[urn].type for urn in places if urn} == {kind}

    def _blamed(self) -> str:
        if self.sabotage.blames:
            return self.sabotage.blames
        first = self.sabotage.changes[0]
        if first.manifest or first.settings:
            return ESTABLISHMENT
        return ANYWHERE if first.remove or first.add else "target"


def damage(before: Standing, broken: Broken) -> Damage:
    """What is worse in the broken stack than before."""
    after = broken.stack.standing()
    worse = {
        place: outcome
        for place, outcome in after.items()
        if outcome not in GREEN and before.get(place) is not outcome
    }
    return Damage(
        frozenset(place for place, outcome in worse.items() if outcome is Outcome.FAIL),
        frozenset(place for place, outcome in worse.items() if outcome is Outcome.UNKNOWN),
    )


def trials(entry: Entry, slug: str) -> Iterator[Trial]:
    """Every sabotage of a control that can be done to a stack."""
    stack, before = recorded(slug), baseline(slug)
    for sabotage in entry.sabotages:
        try:
            broken = sabotaged(stack, sabotage)
            hidden = obscured(stack, sabotage) if sabotage.hidden else None
        except NotHereError:
            continue
        yield Trial(
            slug=slug,
            sabotage=sabotage,
            broken=broken,
            damage=damage(before, broken),
            hidden=damage(before, hidden) if hidden else None,
        )
