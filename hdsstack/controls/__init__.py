"""What must hold: one control, one file, over facts of every provider.

`controls()` walks the folders of this package. A control is a pure function marked with `control`;
its first parameter's type says what it is asked about: a kind of fact (once per fact) or the
`Context` (once per stack). It returns or yields verdicts made by `hdsstack.controls.answers`.
"""

from __future__ import annotations

import copyreg
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from hdsstack.model.facts import Fact, Facts
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.settings import StackSettings
from hdsstack.model.verdict import Answer, Control, Severity, Strength

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment

D = TypeVar("D", bound=Callable[..., Answer])


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a control may know besides the fact that it is asked about.

    Attributes:
        establishment: The manifest, or None for a program or state without one.
        settings: State backend and secrets provider, as far as the target's files say.
        today: The day on which dates (certificates, reviews, waivers) are judged.

    """

    graph: ResourceGraph
    facts: Facts
    establishment: Establishment | None
    environment: str
    settings: StackSettings
    today: date


def control(
    *,
    id: str,  # noqa: A002 - the field's name
    title: str,
    why: str,
    remedy: str,
    severity: Severity,
    strength: Strength,
    covers: tuple[str, ...],
    declared: bool = False,
) -> Callable[[D], D]:
    """Mark a function as the control `id`; title, why and remedy are marked `N_`."""

    def mark(decide: D) -> D:
        parameters = list(inspect.signature(decide, eval_str=True).parameters.values())
        first = parameters[0].annotation
        subject = first if isinstance(first, type) and issubclass(first, Fact) else None
        decide.__dict__["control"] = Control(
            id=id,
            title=title,
            why=why,
            remedy=remedy,
            severity=severity,
            strength=strength,
            covers=covers,
            subject=subject,
            decide=decide,
            declared=declared,
            wants_context=len(parameters) > 1,
        )
        return decide

    return mark


@cache
def controls() -> tuple[Control, ...]:
    """Every control, in the order of its id."""
    found = []
    for domain in pkgutil.iter_modules(__path__, f"{__name__}."):
        if not domain.ispkg:
            continue
        home = importlib.import_module(domain.name)
        for name in pkgutil.iter_modules(home.__path__, f"{domain.name}."):
            module = importlib.import_module(name.name)
            found += [
                held.__dict__["control"]
                for held in vars(module).values()
                if inspect.isfunction(held)
                and "control" in held.__dict__
                and held.__module__ == module.__name__
            ]
    return tuple(sorted(found, key=lambda one: one.id))


def control_of(id: str) -> Control:  # noqa: A002 - the field's own name for it
    """The control of that id.

    Raises:
        KeyError: There is none.

    """
    return _by_id()[id]


@cache
def _by_id() -> dict[str, Control]:
    return {one.id: one for one in controls()}


# A control, which is made of functions, travels between processes by its id.
copyreg.pickle(Control, lambda one: (control_of, (one.id,)))
