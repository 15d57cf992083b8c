"""One spelling for each type token, whatever its age: API versions, `V2` names, moved modules."""

import re
from functools import lru_cache

_VERSION = re.compile(r"^v\d{8}(preview|privatepreview|alpha|beta)?$")

# azure-native 2 kept these types in other modules than azure-native 3 (its migration guide, read
# 2026-11).
_MOVED = {
    "azure-native:network:PrivateZone": "azure-native:privatedns:PrivateZone",
    "azure-native:network:PrivateRecordSet": "azure-native:privatedns:PrivateRecordSet",
    "azure-native:network:VirtualNetworkLink": "azure-native:privatedns:VirtualNetworkLink",
    "azure-native:network:RecordSet": "azure-native:dns:RecordSet",
    "azure-native:network:Zone": "azure-native:dns:Zone",
    "azure-native:network:FrontDoor": "azure-native:frontdoor:FrontDoor",
    "azure-native:network:Profile": "azure-native:trafficmanager:Profile",
    "azure-native:network:Endpoint": "azure-native:trafficmanager:Endpoint",
    "azure-native:insights:SubscriptionDiagnosticSetting": (
        "azure-native:monitor:SubscriptionDiagnosticSetting"
    ),
    "azure-native:insights:DataCollectionRule": "azure-native:monitor:DataCollectionRule",
    "azure-native:insights:DataCollectionEndpoint": "azure-native:monitor:DataCollectionEndpoint",
    "azure-native:cache:FirewallRule": "azure-native:redis:FirewallRule",
    "azure-native:cache:LinkedServer": "azure-native:redis:LinkedServer",
    "azure-native:cache:Redis": "azure-native:redis:Redis",
    "azure-native:cache:RedisFirewallRule": "azure-native:redis:RedisFirewallRule",
    "azure-native:cache:RedisEnterprise": "azure-native:redisenterprise:RedisEnterprise",
    "azure-native:insights:Component": "azure-native:applicationinsights:Component",
    "azure-native:insights:DiagnosticSetting": "azure-native:monitor:DiagnosticSetting",
    "azure-native:insights:PrivateLinkScope": "azure-native:monitor:PrivateLinkScope",
    "azure-native:insights:PrivateLinkScopedResource": (
        "azure-native:monitor:PrivateLinkScopedResource"
    ),
    "azure-native:insights:MetricAlert": "azure-native:monitor:MetricAlert",
    "azure-native:insights:ActivityLogAlert": "azure-native:monitor:ActivityLogAlert",
    "azure-native:insights:ActionGroup": "azure-native:monitor:ActionGroup",
    "azure-native:insights:ScheduledQueryRule": "azure-native:monitor:ScheduledQueryRule",
    "azure-native:insights:LogProfile": "azure-native:monitor:LogProfile",
    "azure-native:insights:AutoscaleSetting": "azure-native:monitor:AutoscaleSetting",
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
