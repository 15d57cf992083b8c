"""What every catalogue row carries: where it comes from, when that was read, how sure it is."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Confidence = Literal["verified", "reported", "inferred", "memory", "unverified"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
Scope = Literal["in", "out", "unknown"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Row:
    """The standing of one row.

    `verified` read in the cited source; `reported` said by a third party; `inferred` deduced from
    the source; `memory` common knowledge that nobody has looked up; `unverified` known to be open.
    """

    source: str
    verified_on: date
    confidence: Confidence

    @property
    def verified(self) -> bool:
        """Whether a decision may rest on the row without saying that it rests on it."""
        return self.confidence == "verified"

    def age(self, on: date) -> int:
        """Days between the row's date and `on`."""
        return (on - self.verified_on).days


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the two languages of the reports."""

    fr: str
    en: str

    def in_(self, language: str) -> str:
        """The text in `language`; English for any other language than French."""
        return self.fr if language.lower().startswith("fr") else self.en
