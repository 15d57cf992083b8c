"""HDS-BCK-004: one copy is immutable for a bounded time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, holds, not_applicable, passed, unknown
from hdsstack.controls.coverage import coverages
from hdsstack.model.facts import NEVER, Coverage, Store, Vault
from hdsstack.model.message import N_, Message, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment


@control(
    id="HDS-BCK-004",
    title=N_("One copy of each backup is immutable for a bounded time"),
    why=N_(
        "Ransomware looks for backups to erase. Derived from CaRE domain 2, objective 3, which"
        " wants an immutable copy; bounded, since a lock beyond the contract's end forbids the"
        " erasure that HDS requirement EXI 27 wants."
    ),
    remedy=N_(
        "On AWS lock the vault for good (`VaultLockConfiguration` with `changeableForDays`) for"
        " the backup window and no longer; on Azure set the vault's immutability to Locked."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "care-d2/O3.c",
        "recyf-2.5/13.3",
        "hds-2024-2.0/EXI-27",
        "iso27001-2022/A.8.13",
    ),
)
def immutable_copy(context: Context) -> Iterator[Verdict]:
    """Each vault that receives backups, or another that receives all of the same ones."""
    vaults = {row.resource.urn: row for row in context.facts.of(Vault) if row.receives}
    locked = {urn for urn, row in vaults.items() if _locked(row)}
    rows = [row for store in context.facts.of(Store) for row in coverages(store)]
    received = _received(context.facts.of(Store))
    alone = _alone(rows)
    for urn, vault in vaults.items():
        if urn in locked or _relieved(received.get(urn, []), locked):
            yield passed(on=vault.resource.urn)
            yield from _bounded_lock(vault, alone.get(urn, []), context.establishment)
            continue
        erasable = message(N_("its recovery points can be deleted before their time"))
        yield from holds(vault, vault.immutable, erasable)
    if context.establishment:
        yield _bounded(context.establishment)


def _locked(vault: Vault) -> bool:
    return bool(vault.immutable) and all(claim.is_(True) for claim in vault.immutable)


def _received(stores: Iterable[Store]) -> dict[str, list[frozenset[str]]]:
    """URN of a vault -> for each store that it receives, all the vaults that receive it."""
    found: dict[str, list[frozenset[str]]] = {}
    for store in stores:
        urns = frozenset(urn for row in coverages(store) for urn in row.vaults)
        for urn in urns:
            found.setdefault(urn, []).append(urns)
    return found


def _relieved(received: list[frozenset[str]], locked: set[str]) -> bool:
    """Whether everything that a vault receives also goes to a locked one."""
    return bool(received) and all(urns & locked for urns in received)


def _alone(rows: Iterable[Coverage]) -> dict[str, list[Coverage]]:
    """URN of a vault -> the coverages that go to it alone."""
    found: dict[str, list[Coverage]] = {}
    for row in rows:
        if len(row.vaults) == 1:
            found.setdefault(row.vaults[0], []).append(row)
    return found


def _bounded_lock(
    vault: Vault, rows: Iterable[Coverage], establishment: Establishment | None
) -> Iterator[Verdict]:
    """What a lock that holds may not do: keep for ever, or beyond what may be kept."""
    if not _locked(vault):
        return
    forever = message(N_("backups are kept for ever in a vault that nobody can unlock"))
    for row in rows:
        if vault.longest is None and row.kept.is_(NEVER):
            yield failed(forever, row.kept, on=row.kept.on or row.by.urn)
    most = _most(establishment) if establishment else None
    if vault.shortest is None or most is None:
        return
    if isinstance(vault.shortest.value, Unknown):
        yield unknown(vault.shortest.value, vault.shortest)
    elif vault.shortest.value > most:
        yield failed(_outlasts(vault.shortest.value, most), vault.shortest)


def _most(establishment: Establishment) -> int | None:
    """The days that a backup may be kept: the stated maximum, else no longer than the contract."""
    contract = establishment.contract
    if establishment.retention.backups.max_days is not None:
        return establishment.retention.backups.max_days
    if contract and contract.starts and contract.ends:
        return (contract.ends - contract.starts).days
    return None


def _outlasts(locked: float, longest: int) -> Message:
    return message(
        N_("backups are locked {locked} days, and may be kept {longest}: erasure would be blocked"),
        locked=f"{locked:g}",
        longest=longest,
    )


def _bounded(establishment: Establishment) -> Verdict:
    """The declared lock may not outlast the declared window of backups."""
    locked = establishment.retention.backup_lock_days
    longest = establishment.retention.backups.max_days
    if locked is None or longest is None:
        return not_applicable(message(N_("the manifest bounds neither the lock nor the backups")))
    if locked <= longest:
        return passed()
    return failed(_outlasts(locked, longest), at="retention.backup_lock_days")
