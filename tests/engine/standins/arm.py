"""ARM identifiers of the azure-native stand-in: the resource types and nesting of the real ones.

Source: the path parameters of azure-native's own types and the resource types of the Azure Resource
Manager reference, read on 2026-11-25.
"""

from collections.abc import Mapping

from tests.engine.standins.lookups import SUBSCRIPTION
from tests.engine.standins.naming import Identity
from tests.engine.standins.sdk import TypeShape

# Resource providers that the module of the token does not name; ARM ids ignore case.
NAMESPACES = {
    "applicationinsights": "Microsoft.Insights",
    "cosmosdb": "Microsoft.DocumentDB",
    "dbforpostgresql": "Microsoft.DBforPostgreSQL",
    "dns": "Microsoft.Network",
    "frontdoor": "Microsoft.Network",
    "keyvault": "Microsoft.KeyVault",
    "monitor": "Microsoft.Insights",
    "privatedns": "Microsoft.Network",
    "redis": "Microsoft.Cache",
    "storage": "Microsoft.Storage",
}
# Collections that are not the plural of the type's own name.
COLLECTIONS = {
    "authorization:ManagementLockByScope": "locks",
    "authorization:ManagementLockAtResourceGroupLevel": "locks",
    "containerregistry:Registry": "registries",
    "dbformysql:Server": "flexibleServers",
    "dbforpostgresql:Server": "flexibleServers",
    "network:Subnet": "subnets",
    "privatedns:PrivateZone": "privateDnsZones",
    "sql:BackupShortTermRetentionPolicy": "backupShortTermRetentionPolicies",
    "storage:BlobContainer": "blobServices/default/containers",
    "storage:BlobServiceProperties": "blobServices",
    "storage:FileShare": "fileServices/default/shares",
    "web:AppServicePlan": "serverfarms",
    "web:WebApp": "sites",
}
# What a path parameter's name stands for, by resource provider where it differs.
PARENTS = {
    "cosmosdb:accountName": "databaseAccounts",
    "dataprotection:vaultName": "backupVaults",
    "dbformysql:serverName": "flexibleServers",
    "dbforpostgresql:serverName": "flexibleServers",
    "privatedns:privateZoneName": "privateDnsZones",
    "storage:accountName": "storageAccounts",
    "web:name": "sites",
}
# The order in which ARM nests the parents of one resource.
OUTERMOST = ("accountName", "serverName", "vaultName", "virtualNetworkName", "networkWatcherName")


def azure_id(who: Identity, shape: TypeShape, inputs: Mapping[str, object], own: str) -> str:
    """An ARM identifier; a child's holds its parents' names, an extension's the id it sits on."""
    if shape.name == "ResourceGroup":
        return f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{own}"
    group = inputs.get("resourceGroupName")
    scope = f"/subscriptions/{SUBSCRIPTION}" + (f"/resourceGroups/{group}" if group else "")
    on = next((v for k in ("scope", "resourceUri") if isinstance(v := inputs.get(k), str)), scope)
    return f"{on.rstrip('/')}/providers/{'/'.join(_path(who, shape, inputs, own))}"


def azure_type(who: Identity, shape: TypeShape) -> str:
    """The ARM resource type: `Microsoft.Storage/storageAccounts`."""
    namespace, *rest = _path(who, shape, {}, "")
    return "/".join([namespace, *rest[::2]]).replace("/default/", "/")


def is_nested(shape: TypeShape) -> bool:
    """Whether a resource sits in another than its resource group."""
    return bool(shape.parent_names)


def _path(
    who: Identity, shape: TypeShape, inputs: Mapping[str, object], own: str
) -> tuple[str, ...]:
    namespace = NAMESPACES.get(who.module, f"Microsoft.{who.module.capitalize()}")
    names = sorted(shape.parent_names, key=lambda one: (one not in OUTERMOST, one))
    parents = (
        part for one in names for part in (_parent(who.module, one), str(inputs.get(one, "")))
    )
    plural = f"{shape.name[:1].lower()}{shape.name[1:]}s"
    return (namespace, *parents, COLLECTIONS.get(who.kind, plural), own)


def _parent(module: str, parameter: str) -> str:
    return PARENTS.get(f"{module}:{parameter}", f"{parameter.removesuffix('Name')}s")
