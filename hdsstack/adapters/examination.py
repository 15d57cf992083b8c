"""One line of what `doctor` finds."""

from dataclasses import dataclass
from typing import Literal

Standing = Literal["ok", "note", "problem"]


@dataclass(frozen=True, slots=True)
class Row:
    """What was looked at, what was seen, and the next step where there is one."""

    standing: Standing
    subject: str
    seen: str
    next_step: str = ""
