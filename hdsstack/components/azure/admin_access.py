"""Administration by recorded sessions: named persons, no public address, no open port."""

from collections.abc import Sequence

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.health_database import HealthDatabase
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import AdminAccessArgs
from hdsstack.components.part import Part

# "Virtual Machine Administrator Login" and "Reader": a session on a machine, and nothing else.
_ROLES = {
    "login": "1c0163c0-47e6-4577-8991-ea5c82e286e4",
    "reader": "acdd72a7-3385-48ef-bd42-f606fba81ae7",
}

# Only Premium records, and nothing goes through a session but the session.
_RECORDED = {
    "sku": {"name": "Premium"},
    "enable_private_only_bastion": True,
    "enable_session_recording": True,
    "disable_copy_paste": True,
    "enable_file_copy": False,
    "enable_shareable_link": False,
    "enable_tunneling": False,
}


class AdminAccess(Part):
    """A private bastion that records sessions, for named persons only."""

    def __init__(
        self,
        name: str,
        args: AdminAccessArgs,
        *,
        site: Site,
        databases: Sequence[HealthDatabase],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        self.site = site
        account = site.account
        bastion = azure.network.BastionHost(
            f"{name}-bastion",
            bastion_host_name=account.called("resource-group", "bastion"),
            resource_group_name=account.group,
            location=account.args.region,
            zones=["1", "2", "3"],
            **_RECORDED,
            ip_configurations=[
                {"name": "inside", "subnet": {"id": site.network.subnets["bastion"]}}
            ],
            tags=account.tags("technical", "5"),
            opts=self.here(),
        )
        site.logs.trace(self, f"{name}-bastion", bastion.id)
        for rank, person in enumerate(args.administrators, start=1):
            for role, definition in _ROLES.items():
                azure.authorization.RoleAssignment(
                    f"{name}-{rank}-{role}",
                    role_assignment_name=account.stable_id(name, person, role),
                    scope=account.group_id,
                    principal_id=person,
                    principal_type="User",
                    role_definition_id=account.role(definition),
                    opts=self.here(),
                )
            for database in databases:
                self._administers(database, person, rank)
        self.register_outputs({})

    def _administers(self, database: HealthDatabase, person: str, rank: int) -> None:
        """Passwords are off: persons sign in with their own identity, or nobody does."""
        account = self.site.account
        azure.dbforpostgresql.AdministratorsMicrosoftEntra(
            f"{self.name}-{rank}-{database.name}",
            object_id=person,
            principal_name=person,
            principal_type="User",
            tenant_id=account.args.tenant,
            server_name=database.server,
            resource_group_name=account.group,
            opts=self.here(after=[database]),
        )
