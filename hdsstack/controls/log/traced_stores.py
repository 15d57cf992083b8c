"""HDS-LOG-002: reads and writes of health stores are traced."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Store
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOG-002",
    title=N_("Reads and writes of health stores are traced"),
    why=N_(
        "A patient may ask who read the record. Derived from HDS requirements EXI 15 and EXI 16 on"
        " the traces of accesses to health data, which name no mechanism."
    ),
    remedy=N_(
        "On AWS add the bucket's data events, reads and writes and without a prefix, to a trail;"
        " on Azure send `StorageRead`, `StorageWrite` and `StorageDelete`, or the vault's"
        " `AuditEvent`, to a workspace by a diagnostic setting."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-15",
        "hds-2024-2.0/EXI-16",
        "hds-2024-2.0/EXI-05-D",
        "secnumcloud-3.2/12.6",
        "iso27001-2022/A.8.15",
    ),
)
def traced_stores(store: Store) -> Iterator[Verdict]:
    """A selector of writes alone, or of a prefix, traces a part; databases are HDS-LOG-006's."""
    yield from holds(store, store.traced, message(N_("its reads and writes leave no trace")))
