"""One spelling for each type token, whatever its age: API versions, `V2` names, moved modules."""

import re
from functools import lru_cache

_VERSION = re.compile(r"^v\d{8}(preview|privatepreview|alpha|beta)?$")

# azure-native 2 kept these types in other modules than azure-native 3, under the same names (its
# migration guide and the aliases of its classes, read 2026-11): old module, new module, types.
_HOMES = (
    ("cache", "redis", "AccessPolicy AccessPolicyAssignment FirewallRule LinkedServer"),
    ("cache", "redis", "PatchSchedule PrivateEndpointConnection Redis RedisFirewallRule"),
    ("cache", "redisenterprise", "Database RedisEnterprise"),
    ("devices", "deviceprovisioningservices", "DpsCertificate IotDpsResource"),
    ("devices", "deviceprovisioningservices", "IotDpsResourcePrivateEndpointConnection"),
    ("devices", "iothub", "Certificate IotHubResource IotHubResourceEventHubConsumerGroup"),
    ("devices", "iothub", "PrivateEndpointConnection"),
    ("insights", "applicationinsights", "AnalyticsItem Component ComponentCurrentBillingFeature"),
    ("insights", "applicationinsights", "ComponentLinkedStorageAccount ExportConfiguration"),
    ("insights", "applicationinsights", "Favorite MyWorkbook ProactiveDetectionConfiguration"),
    ("insights", "applicationinsights", "WebTest Workbook WorkbookTemplate"),
    ("insights", "monitor", "ActionGroup ActivityLogAlert AutoscaleSetting DataCollectionEndpoint"),
    ("insights", "monitor", "DataCollectionRule DataCollectionRuleAssociation DiagnosticSetting"),
    ("insights", "monitor", "LogProfile ManagementGroupDiagnosticSetting MetricAlert"),
    ("insights", "monitor", "PrivateEndpointConnection PrivateLinkScope"),
    ("insights", "monitor", "PrivateLinkScopedResource ScheduledQueryRule"),
    ("insights", "monitor", "SubscriptionDiagnosticSetting TenantActionGroup"),
    ("network", "dns", "DnssecConfig RecordSet Zone"),
    ("network", "dnsresolver", "DnsForwardingRuleset DnsResolver DnsResolverDomainList"),
    ("network", "dnsresolver", "DnsResolverPolicy DnsResolverPolicyVirtualNetworkLink"),
    ("network", "dnsresolver", "DnsSecurityRule ForwardingRule InboundEndpoint OutboundEndpoint"),
    ("network", "dnsresolver", "PrivateResolverVirtualNetworkLink"),
    ("network", "frontdoor", "Experiment FrontDoor NetworkExperimentProfile Policy RulesEngine"),
    ("network", "privatedns", "PrivateRecordSet PrivateZone VirtualNetworkLink"),
    ("network", "trafficmanager", "Endpoint Profile TrafficManagerUserMetricsKey"),
)
# Types that it named otherwise, and services of whose older interfaces it names other types.
_RENAMED = {
    "azure-native:cosmosdb:FirewallRule": "azure-native:mongocluster:FirewallRule",
    "azure-native:dbforpostgresql:Cluster": "azure-native:dbforpostgresql:ServerGroupCluster",
    "azure-native:dbforpostgresql:Role": "azure-native:dbforpostgresql:ServerGroupRole",
    "azure-native:netapp:Pool": "azure-native:netapp:CapacityPool",
    "azure-native:netapp:Snapshot": "azure-native:netapp:CapacityPoolSnapshot",
    "azure-native:netapp:Subvolume": "azure-native:netapp:CapacityPoolSubvolume",
    "azure-native:netapp:Volume": "azure-native:netapp:CapacityPoolVolume",
    "azure-native:netapp:VolumeQuotaRule": "azure-native:netapp:CapacityPoolVolumeQuotaRule",
}
_MOVED = _RENAMED | {
    f"azure-native:{old}:{kind}": f"azure-native:{new}:{kind}"
    for old, new, kinds in _HOMES
    for kind in kinds.split()
}


# pulumi-aws writes load balancers under several modules; they are the same resources.
_SAME_MODULE = {
    "alb": "lb",
    "elasticloadbalancingv2": "lb",
    "applicationloadbalancing": "lb",
    "elasticloadbalancing": "elb",
}


@lru_cache(maxsize=4096)
def normal(token: str) -> str:
    """The normalised token: `azure-native:storage/v20220901:StorageAccount` loses its version."""
    package, _, rest = token.partition(":")
    module, _, kind = rest.partition(":")
    if not kind or ":" in kind:
        return token
    if package == "azure-native":
        home, _, version = module.partition("/")
        if _VERSION.match(version):
            module = home
        # Cosmos DB moved as a whole.
        if module == "documentdb":
            module = "cosmosdb"
        return _MOVED.get(f"{package}:{module}:{kind}", f"{package}:{module}:{kind}")
    if package == "aws":
        home, slash, name = module.partition("/")
        module = f"{_SAME_MODULE.get(home, home)}{slash}{name}"
        token = f"{package}:{module}:{kind}"
    if package == "aws" and kind.endswith("V2") and module.lower().endswith("v2"):
        return f"{package}:{module[:-2]}:{kind[:-2]}"
    return token
