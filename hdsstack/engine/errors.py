"""What the reading of a target may fail with; each is one clear message, never a traceback."""


class TargetError(Exception):
    """A target cannot be decided.

    Attributes:
        message: What happened and what to do, for a person.
        file: The file at fault, relative to the target's root where it is the program's.
        line: Its line, from 1.

    """

    def __init__(self, message: str, *, file: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.file, self.line = message, file, line
