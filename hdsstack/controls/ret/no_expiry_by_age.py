"""HDS-RET-001: no store of medical records expires them by age."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import never
from hdsstack.model.facts import Store
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-RET-001",
    title=N_("No store of medical records expires them by age"),
    why=N_(
        "CSP article R.1112-7 keeps a record twenty years from the last stay or visit, longer for"
        " children, suspended by litigation, and destruction needs the director's decision: no age"
        " of an object can say that, not even twenty years."
    ),
    remedy=N_(
        "Remove the expiry from the lifecycle rule (keep its transitions to colder classes) and"
        " destroy records from the application's register, by decision. Data that are not records"
        " get their own store and data class."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.MANDATORY,
    covers=("csp/R.1112-7", "iso27001-2022/A.5.33", "iso27001-2022/A.8.10"),
)
def no_expiry_by_age(store: Store) -> Iterator[Verdict]:
    """A prefix or a tag does not make it better; a disabled rule expires nothing."""
    yield from never(store, store.expires, message(N_("its data expire by age")))
