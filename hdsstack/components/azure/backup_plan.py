"""Backups of every store of health data, locked, with a copy in the pair of the region."""

import pulumi

from hdsstack.components.azure.data_backups import DataBackups
from hdsstack.components.azure.machine_backups import MachineBackups
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import BackupPlanArgs
from hdsstack.components.part import Part


class BackupPlan(Part):
    """Two immutable vaults, since Azure backs up machines and shares apart from data services."""

    def __init__(
        self,
        name: str,
        args: BackupPlanArgs,
        *,
        site: Site,
        stores: list[Part],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        data = DataBackups(f"{name}-data", args, site=site, parent=self)
        machines = MachineBackups(f"{name}-machines", args, site=site, parent=self)
        for part in stores:
            for kind, store in part.restored.items():
                match kind.split("/"):
                    case ["blobs"]:
                        data.objects(part.name, store)
                    case ["postgres"]:
                        data.database(part.name, store)
                    case ["files", account, share]:
                        machines.share(part.name, store, account, share)
                    case ["machine", machine]:
                        machines.machine(machine, store)
        self.register_outputs({})
