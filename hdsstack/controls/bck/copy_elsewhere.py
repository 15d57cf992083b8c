"""HDS-BCK-003: one copy is in another failure domain, site or region, in the EEA."""

from hdsstack import catalog
from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, not_applicable, passed, unknown
from hdsstack.controls.coverage import coverages
from hdsstack.model.facts import Copy, Store, Vault
from hdsstack.model.message import N_, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-BCK-003",
    title=N_("One copy of each backup is in another failure domain, site or region of the EEA"),
    why=N_(
        "A fire, a region's outage or a ransomware takes the store and its backup together when"
        " both are in one place. Derived from the 3-2-1 rule of CaRE domain 2, objective 3, and"
        " SecNumCloud 3.2 12.5.d; the place follows from HDS requirement EXI 28."
    ),
    remedy=N_(
        "On AWS add a copy action to the plan, to a vault in another region of the EEA; on Azure"
        " make the vault geo-redundant with a pair in the EEA, or keep geo-redundant backups of the"
        " service."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "care-d2/O3.c",
        "secnumcloud-3.2/12.5.d",
        "hds-2024-2.0/EXI-05-G",
        "hds-2024-2.0/EXI-28",
        "recyf-2.5/13.3",
        "iso27001-2022/A.8.14",
    ),
)
def copy_elsewhere(store: Store, context: Context) -> Verdict:
    """A copy action, a redundant vault, or the store's own replica."""
    if isinstance(store.backups, Unknown):
        return unknown(store.backups)
    backups = coverages(store)
    on = store.resource.urn
    vaults = _vaults(store, context)
    claims = [claim for row in backups for claim in row.elsewhere]
    claims += [claim for vault in vaults for claim in vault.elsewhere]
    if _replicated(store, context) or any(claim.is_(True) for claim in claims):
        return passed(on=on)
    if not backups:
        return not_applicable(message(N_("the store has no backup of which to keep a copy")))
    for claim in claims:
        if isinstance(claim.value, Unknown):
            return unknown(claim.value, claim, on=on)
    return _missing(vaults, on)


def _missing(vaults: list[Vault], on: str) -> Verdict:
    """The vault is to blame where the place of its copies is the vault's own setting."""
    for vault in vaults:
        for claim in vault.elsewhere:
            because = message(N_("the vault keeps its recovery points in one region only"))
            return failed(claim.why or because, claim, on=claim.on or vault.resource.urn)
    return failed(
        message(N_("no copy of its backups is in another region or failure domain")), on=on
    )


def _vaults(store: Store, context: Context) -> list[Vault]:
    urns = dict.fromkeys(urn for row in coverages(store) for urn in row.vaults)
    held = [context.graph.by_urn[urn] for urn in urns if urn in context.graph.by_urn]
    return [vault for resource in held for vault in context.facts.about(resource, Vault)]


def _replicated(store: Store, context: Context) -> bool:
    """Whether the store itself keeps a copy in another region of the EEA."""
    for copy in context.facts.about(store.resource, Copy):
        found = copy.region.value
        known = None if isinstance(found, Unknown) else catalog.region(copy.provider, found)
        if known and known.eea:
            return True
    return False
