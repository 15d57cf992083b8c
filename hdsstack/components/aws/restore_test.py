"""A monthly restore of each kind of store, with a window to look at the result."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.backup_plan import BackupPlan
from hdsstack.components.aws.site import Site
from hdsstack.components.part import Part

_MONTHLY = "cron(0 5 1 * ? *)"
_LOOK_AT_IT_HOURS = 24


class RestoreTest(Part):
    """AWS Backup restores the newest recovery points by itself, and reports (HDS-BCK-006)."""

    def __init__(
        self,
        name: str,
        *,
        site: Site,
        backups: BackupPlan,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        plan = aws.backup.RestoreTestingPlan(
            f"{name}-plan",
            name=site.account.called("rds", "restore").replace("-", "_"),
            schedule_expression=_MONTHLY,
            recovery_point_selection={
                "algorithm": "LATEST_WITHIN_WINDOW",
                "include_vaults": [backups.vault],
                "recovery_point_types": ["SNAPSHOT", "CONTINUOUS"],
            },
            tags=site.account.tags("technical", "6"),
            opts=self.here(),
        )
        for part in backups.stores:
            for kind, arn in part.restored.items():
                aws.backup.RestoreTestingSelection(
                    f"{name}-{part.name}",
                    name=site.account.called("rds", part.name).replace("-", "_"),
                    restore_testing_plan_name=plan.name,
                    protected_resource_type=kind,
                    protected_resource_arns=[arn],
                    iam_role_arn=backups.role,
                    validation_window_hours=_LOOK_AT_IT_HOURS,
                    opts=self.here(),
                )
        self.register_outputs({})
