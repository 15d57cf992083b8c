"""What keeps the content of a vault of AWS Backup: its lock and its access policy."""

from hdsstack.facts.policies import Statement, anybody, open_to_anybody, statements
from hdsstack.model.facts import Claims
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

VAULT = "aws:backup/vault:Vault"
AIR_GAPPED = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"
VAULT_TYPES = (VAULT, AIR_GAPPED)
_LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
_POLICY = "aws:backup/vaultPolicy:VaultPolicy"


def locked(vault: Resource, graph: ResourceGraph) -> Seen[bool]:
    """Whether a compliance lock holds: with `changeableForDays`; without it, it can be lifted."""
    if vault.type == AIR_GAPPED:
        return vault.says(value=True, at="minRetentionDays")
    locks = list(graph.pointing(vault, "backupVaultName", _LOCK))
    if not locks:
        why = message(N_("no lock is set on the backup vault"))
        return Seen(value=False, on=vault.urn, why=why)
    days = locks[0].number("changeableForDays", default=0)
    why = message(N_("the lock is in governance mode: an administrator can lift it"))
    return days.map(lambda found: found > 0).because(why)


def lock_bounds(
    vault: Resource, graph: ResourceGraph
) -> tuple[Seen[float] | None, Seen[float] | None]:
    """The shortest and the longest retention, in days, that the vault's lock accepts.

    Source: AWS Backup developer guide, "AWS Backup Vault Lock": without them a lock bounds nothing.
    """
    locks = list(graph.pointing(vault, "backupVaultName", _LOCK))
    holder = vault if vault.type == AIR_GAPPED else next(iter(locks), None)
    if holder is None:
        return None, None
    shortest, longest = (
        holder.number(path) if holder.has(path) else None
        for path in ("minRetentionDays", "maxRetentionDays")
    )
    return shortest, longest


def undeletable(vault: Resource, graph: ResourceGraph) -> Claims:
    """A compliance lock or a policy that denies the deletion of recovery points to everybody."""
    lock = locked(vault, graph)
    if lock.value is True:
        return (lock,)
    for policy in graph.pointing(vault, "backupVaultName", _POLICY):
        found = statements(policy.get("policy"))
        if isinstance(found, Unknown):
            return (Seen(found, "policy", policy.urn),)
        if any(_denies_deletion(statement) for statement in found):
            return (policy.says(value=True, at="policy"),)
    why = message(N_("neither a lock nor a policy of the vault forbids to delete its backups"))
    return (Seen(value=False, on=vault.urn, why=why),)


def _denies_deletion(statement: Statement) -> bool:
    return (
        not statement.allows
        and anybody(statement)
        and not statement.not_principals
        and not statement.conditions
        and statement.performs("backup:DeleteRecoveryPoint")
    )


def vault_open(vault: Resource, graph: ResourceGraph) -> Claims:
    """Per policy of the vault: it lets any principal in."""
    found = []
    for policy in graph.pointing(vault, "backupVaultName", _POLICY):
        read = statements(policy.get("policy"))
        value = read if isinstance(read, Unknown) else open_to_anybody(read)
        found.append(Seen(value, "policy", policy.urn))
    return tuple(found) or (Seen(value=False, on=vault.urn, default=True),)
