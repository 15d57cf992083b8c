"""HDS-LOG-004: traces are encrypted, not public, and immutable or held by another account."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import holds, never
from hdsstack.controls.asked import asked
from hdsstack.model.facts import TraceStore, Trail
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOG-004",
    title=N_("Traces are encrypted, not public, and immutable or held by another account"),
    why=N_(
        "Whoever breaks in begins by erasing the trace. Derived from SecNumCloud 3.2 12.7, which"
        " wants traces protected and on a distinct machine."
    ),
    remedy=N_(
        "Encrypt the trail and its store with the establishment's key, block public access, and"
        " lock the objects (S3 Object Lock, immutable blob container) or send them to an account"
        " that production cannot write to."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "secnumcloud-3.2/12.7",
        "recyf-2.5/20.6",
        "iso27001-2022/A.8.15",
        "iso27001-2022/A.5.28",
    ),
)
def protected_traces(context: Context) -> Iterator[Verdict]:
    """The trail and wherever traces are kept."""
    in_clear = message(N_("the traces are not encrypted"))
    public = message(N_("the traces can be reached from a public network"))
    erasable = message(N_("the traces can be changed or erased by who runs the stack"))
    for store in asked(context, "HDS-LOG-004", TraceStore):
        yield from holds(store, store.encrypted, in_clear)
        yield from never(store, store.public, public)
        yield from holds(store, store.immutable, erasable)
    for trail in context.facts.of(Trail):
        yield from holds(trail, trail.encrypted, in_clear)
