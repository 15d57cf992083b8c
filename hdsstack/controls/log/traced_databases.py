"""HDS-LOG-006: databases log connections and statements of administrators."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Store
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOG-006",
    title=N_("Databases log connections and statements of administrators"),
    why=N_(
        "Who reads a table through a console leaves no other trace than the database's own."
        " Derived from HDS requirement EXI 16 on access traces; it names no parameter."
    ),
    remedy=N_(
        "On AWS set `log_connections` and pgAudit (or the engine's audit) in the parameter group"
        " and export the logs; on Azure set `log_connections` and `pgaudit.log`, or the SQL"
        " server's auditing policy."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=("hds-2024-2.0/EXI-16", "secnumcloud-3.2/12.6", "iso27001-2022/A.8.15"),
)
def traced_databases(store: Store) -> Iterator[Verdict]:
    """A server's audit covers its databases."""
    silent = message(N_("connections or statements of administrators are not logged"))
    yield from holds(store, store.administration_traced, silent)
