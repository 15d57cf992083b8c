"""Vaults of AWS Backup: their locks, and who writes into them."""

from collections.abc import Iterator, Mapping

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import PLAN, destinations, listed_rules, vaults_written
from hdsstack.facts.aws.keys import keyed_encryption
from hdsstack.facts.aws.vaults import (
    VAULT,
    VAULT_TYPES,
    lock_bounds,
    locked,
    undeletable,
    vault_open,
)
from hdsstack.model.facts import Claims, Custody, Fact, Vault
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen


@facts_of(VAULT)
def vault(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A vault; a copy of everything it holds in a locked vault counts as its lock."""
    lock = locked(found, graph)
    shortest, longest = lock_bounds(found, graph)
    yield Vault(
        resource=found,
        shortest=shortest,
        longest=longest,
        immutable=(lock if lock.value is True else _copied_to_locked(found, graph) or lock,),
        undeletable=undeletable(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyArn"),),
        receives=_receives(found, graph),
    )
    yield Custody(resource=found, kind="vault", open=vault_open(found, graph))


@facts_of("aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault")
def air_gapped_vault(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A vault outside the account's reach: locked in compliance mode by nature."""
    always: Claims = (found.says(value=True, at="minRetentionDays"),)
    shortest, longest = lock_bounds(found, graph)
    yield Vault(
        resource=found,
        shortest=shortest,
        longest=longest,
        immutable=always,
        undeletable=always,
        encryption=(keyed_encryption(found, graph, key="encryptionKeyArn"),),
        receives=_receives(found, graph),
    )


def _writers(graph: ResourceGraph) -> Mapping[str, list[tuple[Resource, str]]]:
    """Per vault: the rules that write into it."""
    found: dict[str, list[tuple[Resource, str]]] = {}
    for plan in graph.of(PLAN):
        for rule in listed_rules(plan):
            vault = graph.target(plan.get(f"{rule}.targetVaultName"), plan, "rules", VAULT)
            if isinstance(vault, Resource):
                found.setdefault(vault.urn, []).append((plan, rule))
    return found


def _receivers(graph: ResourceGraph) -> frozenset[str]:
    """The vaults that a plan writes or copies into, or that its rules depend on."""
    found: set[str] = set()
    for plan in graph.of(PLAN):
        found |= {*vaults_written(plan, listed_rules(plan), graph), *plan.reach.get("rules", ())}
    return frozenset(found)


def _receives(vault: Resource, graph: ResourceGraph) -> bool:
    """Whether a plan of this graph writes or copies into the vault, or no plan is in sight."""
    return vault.urn in graph.derived(_receivers) or not any(graph.of(PLAN))


def _copied_to_locked(vault: Resource, graph: ResourceGraph) -> Seen[bool] | None:
    """True where every rule that writes into the vault copies into a locked one."""
    rules = graph.derived(_writers).get(vault.urn, ())
    if rules and all(_copies_to_locked(plan, rule, graph) for plan, rule in rules):
        return Seen(value=True, at="rules", on=vault.urn)
    return None


def _copies_to_locked(plan: Resource, rule: str, graph: ResourceGraph) -> bool:
    targets = (graph.target(v, plan, "rules", *VAULT_TYPES) for _, v in destinations(plan, rule))
    return any(isinstance(t, Resource) and locked(t, graph).value is True for t in targets)
