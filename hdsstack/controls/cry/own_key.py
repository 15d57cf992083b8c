"""HDS-CRY-002: health stores are encrypted with a key that the establishment controls."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.model.facts import KeyOwner, Store
from hdsstack.model.message import N_, Message, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-CRY-002",
    title=N_("Health stores are encrypted with a key that the establishment controls"),
    why=N_(
        "A key under the establishment's own policy can be refused to the provider and destroyed"
        " at the end of the contract. Derived from HDS requirements EXI 05-H and EXI 30, which ask"
        " what reduces the risk of access under a third country's law; neither names a key."
    ),
    remedy=N_(
        "Give the store a key of the establishment: on AWS a `kms.Key` as `kmsKeyId` (not"
        " `alias/aws/...`), on Azure a Key Vault key with a managed identity, as customer-managed"
        " key or disk encryption set."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "hds-2024-2.0/EXI-05-H",
        "hds-2024-2.0/EXI-30",
        "secnumcloud-3.2/10.5",
        "iso27001-2022/A.8.24",
    ),
)
def own_key(store: Store) -> Iterator[Verdict]:
    """Every layer must have the establishment's key; the provider's does not count."""
    for layer in store.encryption:
        owner = layer.owner
        on = owner.on or store.resource.urn
        if isinstance(owner.value, Unknown):
            yield unknown(owner.value, owner, on=on)
        elif owner.value is KeyOwner.ESTABLISHMENT:
            yield passed(owner, on=on)
        else:
            yield failed(owner.why or _because(owner.value), owner, on=on)


def _because(owner: KeyOwner) -> Message:
    if owner is KeyOwner.PROVIDER:
        return message(N_("the key is the provider's, not the establishment's"))
    return message(N_("no key encrypts the data"))
