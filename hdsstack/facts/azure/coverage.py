"""Which Azure stores a backup covers: by reference or id, minus what the service cannot back up."""

from collections.abc import Iterator

from hdsstack.facts.azure.backup_policies import (
    PROTECTION_POLICY,
    RECOVERY_POLICY,
    interval,
    kept,
)
from hdsstack.facts.azure.joins import arriving, linked
from hdsstack.facts.azure.zones import region_has_zones
from hdsstack.model.facts import Claims, Coverage
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

INSTANCE = "azure-native:dataprotection:BackupInstance"
ITEM = "azure-native:recoveryservices:ProtectedItem"
JOINED = (INSTANCE, ITEM, "azure-native:recoveryservices:ProtectionContainer")
DATA_VAULT = "azure-native:dataprotection:BackupVault"
RECOVERY_VAULT = "azure-native:recoveryservices:Vault"

_TARGETS = {
    INSTANCE: ("properties.dataSourceInfo.resourceID", "properties.policyInfo.policyId"),
    ITEM: ("properties.sourceResourceId", "properties.policyId"),
}
_BLOBS = "microsoft.storage/storageaccounts/blobservices"


def coverage(store: Resource, graph: ResourceGraph) -> tuple[Coverage, ...]:
    """Every backup instance or protected item of this stack that backs the store up."""
    return tuple(_covers(store, graph))


def _covers(store: Resource, graph: ResourceGraph) -> Iterator[Coverage]:
    for member in _members(store, graph):
        if supported(store, member):
            policy_path = _TARGETS[member.type][1]
            policy = linked(member, policy_path, graph, PROTECTION_POLICY, RECOVERY_POLICY)
            yield _coverage(member, policy if isinstance(policy, Resource) else None, graph)


def _members(store: Resource, graph: ResourceGraph) -> Iterator[Resource]:
    for kind, (target, _) in _TARGETS.items():
        yield from arriving(store, graph, target, kind)


def _coverage(member: Resource, policy: Resource | None, graph: ResourceGraph) -> Coverage:
    vault = linked(member, "vaultName", graph, DATA_VAULT, RECOVERY_VAULT)
    receives = isinstance(vault, Resource) and not (policy is not None and _operational(policy))
    missing: Seen[float] = Seen(
        Unknown("the policy is not in this stack"), _TARGETS[member.type][1], member.urn
    )
    return Coverage(
        by=policy or member,
        interval=interval(policy) if policy else missing,
        kept=kept(policy) if policy else missing,
        elsewhere=elsewhere(vault) if receives and isinstance(vault, Resource) else (),
        vaults=(vault.urn,) if receives and isinstance(vault, Resource) else (),
    )


def _operational(policy: Resource) -> bool:
    """Backups that stay in the source account: no rule names the vault store."""
    rules = policy.items("properties.policyRules")
    if policy.type != PROTECTION_POLICY or isinstance(rules, Unknown):
        return False
    text = str(rules).lower()
    return "operationalstore" in text and "vaultstore" not in text and "archivestore" not in text


def supported(store: Resource, member: Resource) -> bool:
    """Whether Azure Backup backs up this kind of store with this instance.

    Blob backup supports neither premium block blobs nor accounts with a hierarchical namespace
    (learn.microsoft.com/azure/backup/blob-backup-support-matrix, from memory).
    """
    if store.type != "azure-native:storage:StorageAccount" or member.type != INSTANCE:
        return True
    kind = member.text("properties.dataSourceInfo.datasourceType", default=_BLOBS).map(str.lower)
    if isinstance(kind.value, str) and kind.value != _BLOBS:
        return True
    premium = store.text("sku.name", default="").map(str.lower).value
    block = store.text("kind", default="StorageV2").map(str.lower).value == "blockblobstorage"
    is_premium = isinstance(premium, str) and premium.startswith("premium")
    return not (block or is_premium or store.flag("isHnsEnabled", default=False).value is True)


def elsewhere(vault: Resource) -> Claims:
    """A copy leaves the failure domain: the vault's storage is zone- or geo-redundant."""
    at, found = redundancy(vault)
    if isinstance(found, Unknown):
        return (Seen(found, at, vault.urn),)
    return (Seen(not found.startswith("local"), at, vault.urn, default=not vault.has(at)),)


def redundancy(vault: Resource) -> tuple[str, str | Unknown]:
    """The path and the word of a vault's redundancy, lower case: local, zone or geo...

    A Recovery Services vault that says nothing is geo-redundant (documented default).
    """
    if vault.type == RECOVERY_VAULT:
        at = "properties.redundancySettings.standardTierStorageRedundancy"
        return at, vault.text(at, default="GeoRedundant").map(str.lower).value
    at = "properties.storageSettings"
    items = vault.items(at)
    if isinstance(items, Unknown):
        return at, items
    return f"{at}[0].type", vault.text(f"{at}[0].type").map(str.lower).value


def own_backups(
    store: Resource,
    graph: ResourceGraph,
    *,
    days: Seen[float],
    geo: Seen[bool],
    interval_minutes: float = 0.0,
) -> Coverage:
    """The service's own point-in-time recovery; zone-redundant where the region has zones."""
    return Coverage(
        by=store,
        interval=store.says(interval_minutes),
        kept=days,
        elsewhere=(_leaves_zone(store, graph, geo),),
        own=True,
    )


def _leaves_zone(store: Resource, graph: ResourceGraph, geo: Seen[bool]) -> Seen[bool]:
    return geo if geo.value is not False else region_has_zones(store, graph, geo.at)
