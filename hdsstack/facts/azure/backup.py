"""Azure's backup vaults: Recovery Services and Backup (data protection)."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.copies import copies_to
from hdsstack.facts.azure.coverage import DATA_VAULT, RECOVERY_VAULT, elsewhere, redundancy
from hdsstack.facts.azure.geo import pair_of
from hdsstack.facts.azure.joins import children
from hdsstack.facts.azure.traces import auditable
from hdsstack.model.facts import Claims, Copy, Encryption, Fact, KeyOwner, Vault
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

PROXIES = (
    "azure-native:recoveryservices:ResourceGuardProxy",
    "azure-native:dataprotection:DppResourceGuardProxy",
)
JOINED = (*PROXIES, "azure-native:dataprotection:ResourceGuard")

_IMMUTABLE = "properties.securitySettings.immutabilitySettings.state"
_SOFT_DELETE = "properties.securitySettings.softDeleteSettings"
_ENCRYPTION = {
    RECOVERY_VAULT: "properties.encryption.keyVaultProperties.keyUri",
    DATA_VAULT: "properties.securitySettings.encryptionSettings.keyVaultProperties.keyUri",
}


@facts_of(RECOVERY_VAULT, DATA_VAULT)
def vault(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A backup vault; without a word it can be emptied, and its soft delete switched off."""
    yield Vault(
        resource=resource,
        immutable=(_locked(resource),),
        undeletable=_undeletable(resource, graph),
        encryption=(_encryption(resource),),
        elsewhere=elsewhere(resource),
    )
    yield auditable(resource, graph)
    yield from _copies(resource, graph)


def _locked(resource: Resource) -> Seen[bool]:
    """Only `Locked` holds: an unlocked immutability can be switched off again."""
    why = message(N_("immutability is not locked: whoever runs the vault can switch it off"))
    state = resource.text(_IMMUTABLE, default="Disabled")
    return state.map(lambda text: text.lower() == "locked").because(why)


def _undeletable(resource: Resource, graph: ResourceGraph) -> Claims:
    """Soft delete always on, locked immutability, or a resource guard held by somebody else."""
    if children(resource, graph, *PROXIES, by="vaultName"):
        return (resource.says(True),)
    locked = _locked(resource)
    if locked.value is True:
        return (locked,)
    path = f"{_SOFT_DELETE}.state"
    if resource.type == RECOVERY_VAULT:
        path = f"{_SOFT_DELETE}.softDeleteState"
    state = resource.text(path, default="On").map(lambda text: text.lower() == "alwayson")
    why = message(N_("soft delete is not always on: whoever runs the vault can switch it off"))
    if state.value is not True and isinstance(locked.value, Unknown):
        return (locked,)
    return (state.because(why),)


def _encryption(resource: Resource) -> Encryption:
    """Always encrypted; with the establishment's key where one is named."""
    path = _ENCRYPTION[resource.type]
    always = Seen(value=True, at=path, on=resource.urn, default=True)
    value = resource.get(path)
    owner: KeyOwner | Unknown = KeyOwner.ESTABLISHMENT if resource.has(path) else KeyOwner.PROVIDER
    if isinstance(value, Unknown) and not value.urns:
        owner = value
    return Encryption(encrypted=always, owner=Seen(owner, path, resource.urn))


def _copies(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    at, found = redundancy(resource)
    if isinstance(found, Unknown):
        yield Copy(resource=resource, provider="azure", region=Seen(found, at, resource.urn))
    elif found.startswith("geo"):
        yield Copy(resource=resource, provider="azure", region=pair_of(resource, graph, at))
    yield from copies_to(resource, "properties.replicatedRegions")
