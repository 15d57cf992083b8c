"""HDS-CRY-001: every health store is encrypted at rest, whatever it is made of."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import holds
from hdsstack.controls.asked import asked
from hdsstack.model.facts import Store, Vault
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-CRY-001",
    title=N_("Every health store is encrypted at rest, with its copies and temporary disks"),
    why=N_(
        "Derived from HDS requirement EXI 05-B, which makes the risk assessment consider the loss"
        " of control of media, and from GDPR article 32, which names encryption. HDS itself"
        " prescribes no algorithm."
    ),
    remedy=N_(
        "Turn encryption on where the service does not do it by itself: on AWS `storageEncrypted`,"
        " `encrypted` or the region's EBS default; on Azure `encryptionAtHost` or the service's own"
        " encryption. An existing store is usually replaced by the change: copy the data first."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-B",
        "gdpr/32",
        "secnumcloud-3.2/10.1",
        "iso27001-2022/A.8.24",
    ),
)
def encrypted_at_rest(context: Context) -> Iterator[Verdict]:
    """Every layer of every store and of every backup vault."""
    in_clear = message(N_("the data are not encrypted at rest"))
    stores = asked(context, "HDS-CRY-001", Store)
    subjects: tuple[Store | Vault, ...] = (*stores, *context.facts.of(Vault))
    for fact in subjects:
        claims = tuple(layer.encrypted for layer in fact.encryption)
        yield from holds(fact, claims, in_clear)
