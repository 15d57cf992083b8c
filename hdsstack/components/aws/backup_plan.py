"""Backups of every store of health data, locked, with a copy in another region of the EEA."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.policy import document, trust
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import BackupPlanArgs
from hdsstack.components.part import BACKED, Part

_MANAGED = (
    "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
    "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
    "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
    "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
)
_DELETIONS = (
    "backup:DeleteRecoveryPoint",
    "backup:DeleteBackupVault",
    "backup:DeleteBackupVaultAccessPolicy",
    "backup:PutBackupVaultAccessPolicy",
    "backup:UpdateRecoveryPointLifecycle",
)
# AWS's longest for continuous backups, which S3 and RDS have.
_CONTINUOUS_DAYS = 35
# AWS's shortest: time to correct a mistake before the lock holds for ever.
_GRACE_DAYS = 3


class BackupPlan(Part):
    """Continuous, hourly and daily backups in two locked vaults that production cannot empty."""

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
        self.args = args
        self.stores = stores
        self.tags = site.account.tags("technical", "6")
        vault = self._vault("main", site.keys.data, self.kept())
        second = self._vault("second", site.keys.recovery, self.there())
        plan = aws.backup.Plan(
            f"{name}-plan",
            name=site.account.called("iam-role", "backups"),
            rules=self._rules(vault, second),
            tags=self.tags,
            opts=self.here(),
        )
        self.vault: pulumi.Output[str] = vault.arn
        self.role = self._role()
        aws.backup.Selection(
            f"{name}-health-data",
            name="health-data",
            plan_id=plan.id,
            iam_role_arn=self.role,
            selection_tags=[
                {"type": "STRINGEQUALS", "key": key, "value": value}
                for key, value in BACKED.items()
            ],
            opts=self.here(),
        )
        self.register_outputs({"vault": self.vault})

    def _rules(self, vault: aws.backup.Vault, second: aws.backup.Vault) -> list[dict[str, object]]:
        lifecycle = {"delete_after": self.args.retention_days}
        return [
            {
                "rule_name": "continuous",
                "target_vault_name": vault.name,
                "schedule": "cron(0 * * * ? *)",
                "enable_continuous_backup": True,
                "lifecycle": {"delete_after": _CONTINUOUS_DAYS},
            },
            {
                "rule_name": "daily-elsewhere",
                "target_vault_name": vault.name,
                "schedule": "cron(30 1 * * ? *)",
                "lifecycle": lifecycle,
                "copy_actions": [{"destination_vault_arn": second.arn, "lifecycle": lifecycle}],
            },
        ]

    def _vault(
        self, place: str, key: pulumi.Output[str], opts: pulumi.ResourceOptions
    ) -> aws.backup.Vault:
        vault = aws.backup.Vault(
            f"{self.name}-{place}",
            name=self.holder.called("backup-vault", place),
            kms_key_arn=key,
            force_destroy=False,
            tags=self.tags,
            opts=opts,
        )
        aws.backup.VaultLockConfiguration(
            f"{self.name}-{place}-lock",
            backup_vault_name=vault.name,
            changeable_for_days=_GRACE_DAYS,
            min_retention_days=self.args.lock_days,
            max_retention_days=self.args.maximum_days,
            opts=opts,
        )
        nobody = {
            "Sid": "NobodyDeletesBackups",
            "Effect": "Deny",
            "Principal": "*",
            "Action": list(_DELETIONS),
            "Resource": "*",
        }
        aws.backup.VaultPolicy(
            f"{self.name}-{place}-policy",
            backup_vault_name=vault.name,
            policy=document(nobody),
            opts=opts,
        )
        return vault

    def _role(self) -> pulumi.Output[str]:
        role = aws.iam.Role(
            f"{self.name}-role",
            name=self.holder.called("iam-role", "backups"),
            assume_role_policy=trust("backup.amazonaws.com", self.holder.args.account),
            tags=self.tags,
            opts=self.here(),
        )
        for policy in _MANAGED:
            aws.iam.RolePolicyAttachment(
                f"{self.name}-{policy.rsplit('/', 1)[1].lower()}",
                role=role.name,
                policy_arn=policy,
                opts=self.here(),
            )
        arn: pulumi.Output[str] = role.arn
        return arn
