"""How a report is shown."""

from dataclasses import dataclass

from hdsstack.locale import Speaker
from hdsstack.model.message import Translate


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The reader's choices; data formats use only the language.

    Attributes:
        width: Columns of the terminal.
        colour: Whether escape sequences may be written.
        verbose: Every finding, also those that hold.

    """

    language: str = "en"
    width: int = 100
    colour: bool = False
    verbose: bool = False

    @property
    def translate(self) -> Translate:
        return Speaker(self.language)
