"""What the runs of a program have taught about the look-ups that it makes."""

from __future__ import annotations

from typing import Dict, List

LENGTH = 2


class Learned:
    """Shared by the runs of one program.

    Attributes:
        given: Symbol's name -> the text that stands in where a symbol does not do.
        keys: What the program reads in mappings that a look-up answers.
        length: How many items a list of a look-up has.
        no_region: The program asks for the region, and no configuration has one.

    """

    def __init__(self) -> None:
        self.given: Dict[str, str] = {}
        self.keys: List[str] = []
        self.length = LENGTH
        self.no_region = False
