"""Secrets that services take as arguments, where nothing else of the service reads them."""

from collections.abc import Iterator, Mapping

from hdsstack.facts import facts_of
from hdsstack.facts.clear import clear_at
from hdsstack.facts.paths import spread
from hdsstack.model.facts import ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message

_AUDIT_KEY = ("storageAccountAccessKey",)
_PROVIDERS = (
    "clientSecret",
    "facebookAppSecret",
    "gitHubClientSecret",
    "googleClientSecret",
    "microsoftAccountClientSecret",
    "twitterConsumerSecret",
)
_CREDENTIALS = (
    "properties.credentials.clientSecret",
    "properties.credentials.key",
    "properties.credentials.password",
    "properties.credentials.sas",
)
_PATHS: Mapping[str, tuple[str, ...]] = {
    "azure-native:aad:DomainService": ("ldapsSettings.pfxCertificatePassword",),
    "azure-native:apimanagement:ApiManagementService": (
        "certificates[].certificatePassword",
        "hostnameConfigurations[].certificatePassword",
    ),
    "azure-native:apimanagement:AuthorizationServer": ("clientSecret", "resourceOwnerPassword"),
    "azure-native:apimanagement:Backend": ("proxy.password",),
    "azure-native:apimanagement:Cache": ("connectionString",),
    "azure-native:apimanagement:Certificate": ("password",),
    "azure-native:apimanagement:IdentityProvider": ("clientSecret",),
    "azure-native:apimanagement:OpenIdConnectProvider": ("clientSecret",),
    "azure-native:apimanagement:Subscription": ("primaryKey", "secondaryKey"),
    "azure-native:apimanagement:User": ("password",),
    "azure-native:app:Certificate": ("properties.password",),
    "azure-native:app:ManagedEnvironment": (
        "appLogsConfiguration.logAnalyticsConfiguration.sharedKey",
        "customDomainConfiguration.certificatePassword",
        "openTelemetryConfiguration.destinationsConfiguration.dataDogConfiguration.key",
    ),
    "azure-native:app:ManagedEnvironmentsStorage": ("properties.azureFile.accountKey",),
    "azure-native:app:ContainerAppsSourceControl": (
        "githubActionConfiguration.azureCredentials.clientSecret",
        "githubActionConfiguration.githubPersonalAccessToken",
        "githubActionConfiguration.registryInfo.registryPassword",
    ),
    "azure-native:automation:Credential": ("password",),
    "azure-native:automation:SourceControl": (
        "securityToken.accessToken",
        "securityToken.refreshToken",
    ),
    "azure-native:batch:Pool": (
        "mountConfiguration[].azureBlobFileSystemConfiguration.accountKey",
        "mountConfiguration[].azureFileShareConfiguration.accountKey",
        "mountConfiguration[].cifsMountConfiguration.password",
        "userAccounts[].password",
    ),
    "azure-native:cognitiveservices:AccountConnection": _CREDENTIALS,
    "azure-native:cognitiveservices:ProjectConnection": _CREDENTIALS,
    "azure-native:machinelearningservices:Datastore": (
        "properties.credentials.secrets.clientSecret",
        "properties.credentials.secrets.key",
        "properties.credentials.secrets.sasToken",
    ),
    "azure-native:machinelearningservices:WorkspaceConnection": _CREDENTIALS,
    "azure-native:network:ExpressRouteCircuitPeering": ("sharedKey",),
    "azure-native:network:P2sVpnServerConfiguration": ("properties.radiusServerSecret",),
    "azure-native:network:VirtualNetworkGateway": (
        "vpnClientConfiguration.radiusServerSecret",
        "vpnClientConfiguration.radiusServers[].radiusServerSecret",
    ),
    "azure-native:network:VpnServerConfiguration": (
        "properties.radiusServerSecret",
        "properties.radiusServers[].radiusServerSecret",
    ),
    "azure-native:netapp:Account": ("activeDirectories[].password",),
    "azure-native:operationalinsights:StorageInsightConfig": ("storageAccount.key",),
    "azure-native:sql:DatabaseBlobAuditingPolicy": _AUDIT_KEY,
    "azure-native:sql:DatabaseSecurityAlertPolicy": _AUDIT_KEY,
    "azure-native:sql:DatabaseThreatDetectionPolicy": _AUDIT_KEY,
    "azure-native:sql:DatabaseVulnerabilityAssessment": _AUDIT_KEY,
    "azure-native:sql:ExtendedDatabaseBlobAuditingPolicy": _AUDIT_KEY,
    "azure-native:sql:ExtendedServerBlobAuditingPolicy": _AUDIT_KEY,
    "azure-native:sql:JobCredential": ("password",),
    "azure-native:sql:ManagedDatabase": ("storageContainerSasToken",),
    "azure-native:sql:ServerBlobAuditingPolicy": _AUDIT_KEY,
    "azure-native:sql:ServerSecurityAlertPolicy": _AUDIT_KEY,
    "azure-native:sql:ServerVulnerabilityAssessment": (
        "storageContainerSasKey",
        "storageAccountAccessKey",
    ),
    "azure-native:web:Certificate": ("password",),
    "azure-native:web:SiteCertificate": ("password",),
    "azure-native:web:StaticSite": ("repositoryToken",),
    "azure-native:web:WebAppAuthSettings": _PROVIDERS,
    "azure-native:web:WebAppAuthSettingsSlot": _PROVIDERS,
}


@facts_of(*_PATHS)
def password(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A password, a key or a client's secret given as an argument."""
    del graph
    why = message(N_("a password or a key is written in the program"))
    paths = (whole for path in _PATHS[found.type] for whole in spread(found, path))
    clear = tuple(claim for path in paths for claim in clear_at(found, path, why))
    yield ClearSecret(resource=found, clear=clear)
