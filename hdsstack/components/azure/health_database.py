"""A PostgreSQL database in two zones, closed to all but the application."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.site import Site
from hdsstack.components.contract import HealthDatabaseArgs
from hdsstack.components.part import BACKED, Part

# Connections and statements of administrators leave a trace (HDS-LOG-006); TLS only (HDS-CRY-006).
_PARAMETERS = (
    ("require_secure_transport", "on"),
    ("ssl_min_protocol_version", "TLSv1.2"),
    ("log_connections", "on"),
    ("log_disconnections", "on"),
    ("log_statement", "ddl"),
    ("shared_preload_libraries", "pgaudit"),
    ("pgaudit.log", "all"),
)
_TIERS = {"B": "Burstable", "D": "GeneralPurpose", "E": "MemoryOptimized"}
_SIZES_GIB = (32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32767)


class HealthDatabase(Part):
    """A PostgreSQL server with the establishment's key, a standby, and point-in-time recovery."""

    def __init__(
        self,
        name: str,
        args: HealthDatabaseArgs,
        *,
        site: Site,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        account = site.account
        database = azure.dbforpostgresql.Server(
            name,
            server_name=account.called("postgres", name),
            resource_group_name=account.group,
            location=account.args.region,
            version=args.version,
            sku={"name": args.size, "tier": _tier(args.size)},
            storage={"storage_size_gb": _size(args.storage_gib), "auto_grow": "Enabled"},
            **_closed(site),
            backup={
                "backup_retention_days": args.retention_days,
                "geo_redundant_backup": "Disabled",
            },
            high_availability={"mode": "ZoneRedundant", "standby_availability_zone": "2"},
            availability_zone="1",
            create_mode="Default",
            tags=account.tags(args.data_class, "3 4", **BACKED),
            opts=self.kept(after=[site.keys]),
        )
        self.id: pulumi.Output[str] = database.id
        self.server: pulumi.Output[str] = database.name
        self._parameters(database, site)
        site.logs.trace(self, name, database.id)
        self.measured = {"database": self.id}
        self.restored = {"postgres": self.id}
        self.register_outputs({"id": self.id})

    def _parameters(self, database: azure.dbforpostgresql.Server, site: Site) -> None:
        """One at a time: the server refuses a change while another one is under way."""
        before: pulumi.Resource = database
        for parameter, value in _PARAMETERS:
            before = azure.dbforpostgresql.Configuration(
                f"{self.name}-{parameter.replace('_', '-').replace('.', '-')}",
                configuration_name=parameter,
                server_name=database.name,
                resource_group_name=site.account.group,
                value=value,
                source="user-override",
                opts=self.here(after=[before]),
            )


def _closed(site: Site) -> dict[str, object]:
    """In the network only, with the establishment's key, and without any password."""
    identity = site.account.identity
    return {
        "network": {
            "delegated_subnet_resource_id": site.network.subnets["database"],
            "private_dns_zone_arm_resource_id": site.network.names.zones["postgres"],
            "public_network_access": "Disabled",
        },
        # Unlike the other services, this one takes a mapping: id -> nothing more to say.
        "identity": {
            "type": "UserAssigned",
            "user_assigned_identities": identity.apply(lambda known: {known: {}}),
        },
        "data_encryption": {
            "type": "AzureKeyVault",
            "primary_key_uri": site.keys.data,
            "primary_user_assigned_identity_id": identity,
        },
        "auth_config": {
            "active_directory_auth": "Enabled",
            "password_auth": "Disabled",
            "tenant_id": site.account.args.tenant,
        },
    }


def _tier(size: str) -> str:
    """Azure wants the tier beside the size, whose letter says it: Standard_D2ds_v5."""
    return _TIERS.get(size.removeprefix("Standard_")[:1], "GeneralPurpose")


def _size(gib: int) -> int:
    """The smallest size that Azure offers for `gib`."""
    return next((size for size in _SIZES_GIB if size >= gib), _SIZES_GIB[-1])
