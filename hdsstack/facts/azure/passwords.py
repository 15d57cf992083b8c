"""Secrets that services take as arguments, where nothing else of the service reads them."""

from collections.abc import Iterator, Mapping

from hdsstack.facts import facts_of
from hdsstack.facts.clear import clear_at, clear_settings, clear_text_at
from hdsstack.facts.paths import spread
from hdsstack.model.facts import ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen

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
    "azure-native:apimanagement:Backend": (
        "credentials.authorization.parameter",
        "proxy.password",
    ),
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
    "azure-native:sqlvirtualmachine:SqlVirtualMachine": (
        "autoBackupSettings.password",
        "autoBackupSettings.storageAccessKey",
        "keyVaultCredentialSettings.servicePrincipalSecret",
        "serverConfigurationsManagementSettings.sqlConnectivityUpdateSettings.sqlAuthUpdatePassword",
        "wsfcDomainCredentials.clusterBootstrapAccountPassword",
        "wsfcDomainCredentials.clusterOperatorAccountPassword",
        "wsfcDomainCredentials.sqlServiceAccountPassword",
    ),
    "azure-native:sqlvirtualmachine:SqlVirtualMachineGroup": (
        "wsfcDomainProfile.storageAccountPrimaryKey",
    ),
    "azure-native:batch:Pool": (
        "mountConfiguration[].azureBlobFileSystemConfiguration.accountKey",
        "mountConfiguration[].azureFileShareConfiguration.accountKey",
        "mountConfiguration[].cifsMountConfiguration.password",
        "userAccounts[].password",
    ),
    "azure-native:hdinsight:Cluster": (
        "properties.computeProfile.roles[].osProfile.linuxOperatingSystemProfile.password",
        "properties.securityProfile.domainUserPassword",
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
# What may hold a secret in a longer text: an address with a signature, a connection string.
_ROUTES = "properties.routing.endpoints"
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "azure-native:iothub:IotHubResource": (
        f"{_ROUTES}.eventHubs[].connectionString",
        f"{_ROUTES}.serviceBusQueues[].connectionString",
        f"{_ROUTES}.serviceBusTopics[].connectionString",
        f"{_ROUTES}.storageContainers[].connectionString",
    ),
    "azure-native:monitor:ActionGroup": (
        "azureFunctionReceivers[].httpTriggerUrl",
        "logicAppReceivers[].callbackUrl",
        "webhookReceivers[].serviceUri",
    ),
}
# Names and values, of which some are secrets.
_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "azure-native:hdinsight:Cluster": ("properties.clusterDefinition.configurations.gateway",),
}
_CREDENTIALS_OF_A_BACKEND = ("credentials.header", "credentials.query")


@facts_of(*_PATHS)
def password(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A password, a key or a client's secret given as an argument."""
    del graph
    why = message(N_("a password or a key is written in the program"))
    paths = (whole for path in _PATHS[found.type] for whole in spread(found, path))
    clear = tuple(claim for path in paths for claim in clear_at(found, path, why))
    yield ClearSecret(resource=found, clear=clear)


@facts_of(*_TEXTS)
def text(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A secret within an address or a connection string."""
    del graph
    why = message(N_("an address or a connection string shows a secret"))
    paths = (whole for path in _TEXTS[found.type] for whole in spread(found, path))
    clear = tuple(claim for path in paths for claim in clear_text_at(found, path, why))
    yield ClearSecret(resource=found, clear=clear)


@facts_of(*_SETTINGS)
def settings(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A secret among the settings of a service."""
    del graph
    why = message(N_("a password or a key is written in the program"))
    clear = [one for path in _SETTINGS[found.type] for one in clear_settings(found, path, why)]
    yield ClearSecret(resource=found, clear=tuple(clear))


@facts_of("azure-native:apimanagement:Backend")
def backend(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The headers and parameters by which a gateway signs in to what is behind it."""
    del graph
    why = message(N_("a password or a key is written in the program"))
    clear: list[Seen[bool]] = []
    for path in _CREDENTIALS_OF_A_BACKEND:
        held = found.get(path)
        for name in held if isinstance(held, dict) else ():
            for whole in spread(found, f"{path}.{name}[]"):
                clear += clear_at(found, whole, why)
    yield ClearSecret(resource=found, clear=tuple(clear))
