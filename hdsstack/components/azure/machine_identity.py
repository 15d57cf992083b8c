"""What the machines of one application may do: use the stores named for them."""

from collections.abc import Sequence

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.site import Site
from hdsstack.components.part import Part


class MachineIdentity(Part):
    """An identity with one role on each named store, and none elsewhere."""

    def __init__(self, name: str, *, site: Site, parent: Part, uses: Sequence[Part]) -> None:
        super().__init__(name, site.account, pulumi.ResourceOptions(parent=parent))
        account = site.account
        identity = azure.managedidentity.UserAssignedIdentity(
            name,
            resource_name_=account.called("resource-group", name),
            resource_group_name=account.group,
            location=account.args.region,
            tags=account.tags("technical", "3 5"),
            opts=self.here(),
        )
        self.id: pulumi.Output[str] = identity.id
        for part in uses:
            for right in part.reached:
                azure.authorization.RoleAssignment(
                    f"{name}-{part.name}",
                    role_assignment_name=account.stable_id(name, part.name),
                    scope=right["scope"],
                    principal_id=identity.principal_id,
                    principal_type="ServicePrincipal",
                    role_definition_id=account.role(str(right["role"])),
                    opts=self.here(),
                )
        self.register_outputs({})
