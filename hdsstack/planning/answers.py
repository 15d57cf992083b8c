"""The six questions that a small establishment answers before it has a manifest."""

import datetime as dt
from dataclasses import dataclass
from typing import get_args

from hdsstack.locale import _
from hdsstack.model.establishment.identity import Kind

PROVIDERS_WITH_PRESET = ("aws", "azure")
DEFAULT_REGION = {"aws": "eu-west-3", "azure": "francecentral"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the key of the answer, the words, a default or None, and the choices if any."""

    key: str
    prompt: str
    default: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers as given; `today` dates reviews and contract, `region` None takes the usual one."""

    slug: str
    name: str
    finess: str
    kind: str
    beds: int
    provider: str
    administrator: str
    today: dt.date
    region: str | None = None


def questions() -> tuple[Question, ...]:
    """The six questions, in order, in the language of the process."""
    return (
        Question("name", _("Official name of the establishment")),
        Question("finess", _("FINESS number (nine characters)")),
        Question("kind", _("Kind of establishment"), "clinique", get_args(Kind)),
        Question("beds", _("Number of beds"), "60"),
        Question("provider", _("Cloud provider"), "aws", PROVIDERS_WITH_PRESET),
        Question("administrator", _("Name of the person who administers the stack")),
    )
