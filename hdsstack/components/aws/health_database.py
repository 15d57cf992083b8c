"""A PostgreSQL database in two zones, closed to all but the application."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.site import Site
from hdsstack.components.contract import HealthDatabaseArgs
from hdsstack.components.part import BACKED, Part

# Connections and statements of administrators leave a trace (HDS-LOG-006); TLS only (HDS-CRY-006).
_PARAMETERS = (
    ("rds.force_ssl", "1", "immediate"),
    ("ssl_min_protocol_version", "TLSv1.2", "immediate"),
    ("log_connections", "1", "immediate"),
    ("log_disconnections", "1", "immediate"),
    ("log_statement", "ddl", "immediate"),
    ("shared_preload_libraries", "pgaudit", "pending-reboot"),
    ("pgaudit.log", "all", "immediate"),
)
_EXPORTS = ("postgresql", "upgrade")
_GROWTH = 2
# What the controls demand, whoever calls.
_FIXED = {
    "engine": "postgres",
    "storage_type": "gp3",
    "storage_encrypted": True,
    "publicly_accessible": False,
    "multi_az": True,
    "username": "hds_admin",
    "manage_master_user_password": True,
    "iam_database_authentication_enabled": True,
    "delete_automated_backups": False,
    "copy_tags_to_snapshot": True,
    "deletion_protection": True,
    "skip_final_snapshot": False,
    "enabled_cloudwatch_logs_exports": list(_EXPORTS),
    "performance_insights_enabled": True,
    "auto_minor_version_upgrade": True,
    "ca_cert_identifier": "rds-ca-rsa4096-g1",
}


class HealthDatabase(Part):
    """A PostgreSQL instance with the establishment's key, a standby, and point-in-time recovery."""

    def __init__(
        self,
        name: str,
        args: HealthDatabaseArgs,
        *,
        site: Site,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        self.tags = site.account.tags("technical", "3")
        self.identifier = site.account.called("rds", name)
        self._traces(site)
        database = aws.rds.Instance(
            name,
            identifier=self.identifier,
            engine_version=args.version,
            instance_class=args.size,
            allocated_storage=args.storage_gib,
            max_allocated_storage=args.storage_gib * _GROWTH,
            kms_key_id=site.keys.data,
            db_subnet_group_name=self._subnets(site),
            vpc_security_group_ids=[site.network.groups["database"]],
            parameter_group_name=self._parameters(args.version),
            master_user_secret_kms_key_id=site.keys.data,
            backup_retention_period=args.retention_days,
            final_snapshot_identifier=f"{self.identifier}-final",
            performance_insights_kms_key_id=site.keys.data,
            tags=site.account.tags(args.data_class, "3 4", **BACKED),
            **_FIXED,
            opts=self.kept(),
        )
        self.arn: pulumi.Output[str] = database.arn
        self.measured = {"DBInstanceIdentifier": self.identifier}
        self.restored = {"RDS": self.arn}
        self.users = pulumi.Output.concat(
            f"arn:aws:rds-db:{site.account.args.region}:{site.account.args.account}:dbuser:",
            database.resource_id,
        )
        self.reached = [self.may_connect("application")]
        self.register_outputs({"arn": self.arn})

    def _traces(self, site: Site) -> None:
        """RDS writes to groups of these names: made here, they have an end and a key."""
        for export in _EXPORTS:
            path = f"/aws/rds/instance/{self.identifier}/{export}"
            site.logs.group(f"{self.name}-{export}", path)

    def may_connect(self, user: str) -> Mapping[str, object]:
        """The right to sign in as one user of the database, with a token instead of a password."""
        return {
            "Effect": "Allow",
            "Action": "rds-db:connect",
            "Resource": pulumi.Output.concat(self.users, "/", user),
        }

    def _subnets(self, site: Site) -> pulumi.Output[str]:
        group = aws.rds.SubnetGroup(
            f"{self.name}-subnets",
            name=self.identifier,
            subnet_ids=site.network.of("database"),
            tags=self.tags,
            opts=self.here(),
        )
        made: pulumi.Output[str] = group.name
        return made

    def _parameters(self, version: str) -> pulumi.Output[str]:
        group = aws.rds.ParameterGroup(
            f"{self.name}-parameters",
            name=f"{self.identifier}-{version}",
            family=f"postgres{version.split('.', maxsplit=1)[0]}",
            parameters=[
                {"name": parameter, "value": value, "apply_method": method}
                for parameter, value, method in _PARAMETERS
            ],
            tags=self.tags,
            opts=self.here(),
        )
        made: pulumi.Output[str] = group.name
        return made
