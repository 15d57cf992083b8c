"""HDS-BCK-005: whoever runs production cannot delete backups."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import holds, never
from hdsstack.model.facts import Grant, Vault
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-BCK-005",
    title=N_("Whoever runs production cannot delete backups"),
    why=N_(
        "An intruder has the rights of the account that was stolen. Derived from CaRE domain 2,"
        " objective 3: backups have their own authentication and are partitioned from production."
    ),
    remedy=N_(
        "On AWS take `backup:DeleteRecoveryPoint` and like rights from production roles, and deny"
        " them in the vault's access policy or keep the vault in another account; on Azure keep"
        " soft delete always on and guard the vault by another team's rights."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=("care-d2/O3.a", "care-d2/O3.b", "recyf-2.5/13.3", "iso27001-2022/A.8.13"),
)
def undeletable_backups(context: Context) -> Iterator[Verdict]:
    """The vault's own guard, and every grant that would delete a recovery point."""
    weak = message(N_("who runs production can delete its recovery points"))
    for vault in context.facts.of(Vault):
        yield from holds(vault, vault.undeletable, weak)
    allowed = message(N_("it allows the deletion of recovery points"))
    for grant in context.facts.of(Grant):
        yield from never(grant, grant.deletes_backups, allowed)
