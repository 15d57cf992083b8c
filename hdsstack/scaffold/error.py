"""What the scaffold says when it cannot write."""

from hdsstack.locale import _


class ScaffoldError(Exception):
    """Nothing was written: what, where, the value seen, the value wanted, the next step."""

    def __init__(self, what: str, *, where: str, seen: str, wanted: str, next_step: str) -> None:
        """Keep the parts for callers that render them apart."""
        self.what = what
        self.where = where
        self.seen = seen
        self.wanted = wanted
        self.next_step = next_step
        super().__init__(
            _("{where}: {what}; seen {seen}; wanted {wanted}; next: {next}").format(
                where=where, what=what, seen=seen, wanted=wanted, next=next_step
            )
        )
