"""Redis. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.exposure import Gate, public, switch
from hdsstack.facts.azure.joins import children
from hdsstack.facts.azure.managed import Shape, managed_store
from hdsstack.model.facts import Claims, Fact, LocalCredential, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.planning.addresses import is_wide

REDIS = "azure-native:redis:Redis"
ENTERPRISE = "azure-native:redisenterprise:RedisEnterprise"
DATABASE = "azure-native:redisenterprise:Database"
RULES = ("azure-native:redis:FirewallRule", "azure-native:redis:RedisFirewallRule")
JOINED = (
    *RULES,
    "azure-native:redis:PatchSchedule",
    "azure-native:redis:AccessPolicy",
    "azure-native:redis:AccessPolicyAssignment",
    "azure-native:redis:PrivateEndpointConnection",
)

_SHAPE = Shape(
    kind=StoreKind.CACHE,
    gate=Gate(),
    tls="minimumTlsVersion",
    local_auth_off="disableAccessKeyAuthentication",
)
_ENTERPRISE = Shape(
    kind=StoreKind.CACHE,
    gate=Gate(),
    key="encryption.customerManagedKeyEncryption",
    tls="minimumTlsVersion",
)


@facts_of(REDIS)
def redis(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cache; its port without TLS is closed unless opened, its firewall open unless ruled."""
    plain = found.flag("enableNonSslPort", default=False)
    transit = (plain.map(lambda on: "plain" if on else "1.2"),)
    zones = (_zones(found),)
    yield from managed_store(found, graph, _SHAPE, exposed=_exposed, transit=transit, zones=zones)


def _exposed(found: Resource, graph: ResourceGraph) -> Claims:
    """In a subnet it has no public address; firewall rules narrow the public one."""
    if found.has("subnetId"):
        return (found.says(False, "subnetId"),)
    rules = children(found, graph, *RULES, by="cacheName")
    if not rules or switch(found, _SHAPE.gate).value is not True:
        return public(found, _SHAPE.gate)
    return tuple(_rule(rule) for rule in rules)


def _rule(rule: Resource) -> Seen[bool]:
    start, end = rule.text("startIP").value, rule.text("endIP").value
    if isinstance(start, Unknown) or isinstance(end, Unknown):
        missing = start if isinstance(start, Unknown) else end
        return Seen(missing if isinstance(missing, Unknown) else False, "startIP", rule.urn)
    return Seen(is_wide(f"{start}-{end}") is True, "startIP", rule.urn)


def _zones(found: Resource) -> Seen[bool]:
    zones = found.items("zones")
    if isinstance(zones, Unknown):
        return Seen(zones, "zones", found.urn)
    policy = found.text("zonalAllocationPolicy", default="").map(str.lower)
    spread = len(zones) > 1 or policy.value == "automatic"
    return Seen(spread, "zones", found.urn, default=not found.has("zones"))


@facts_of(ENTERPRISE)
def enterprise(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cluster of Redis Enterprise or of Azure Managed Redis.

    Its databases say which protocol they speak, and whether keys are accepted: they are unless
    refused, as the reference says of no default.
    """
    transit = tuple(
        database.text("clientProtocol", default="Encrypted").map(
            lambda text: "plain" if text.lower() == "plaintext" else "1.2"
        )
        for database in children(found, graph, DATABASE, by="clusterName")
    )
    yield from managed_store(found, graph, _ENTERPRISE, transit=transit, zones=(_nodes(found),))
    keys = [
        database.text("accessKeysAuthentication", default="Enabled")
        for database in children(found, graph, DATABASE, by="clusterName")
    ]
    enabled = tuple(one.map(lambda text: text.lower() != "disabled") for one in keys)
    yield LocalCredential(resource=found, enabled=enabled)


def _nodes(found: Resource) -> Seen[bool]:
    """Azure Managed Redis spreads its nodes over the zones by itself while they are several.

    Redis Enterprise, its elder, names its zones (learn.microsoft.com/azure/redis, high
    availability, 2026-11, from memory).
    """
    plan = found.text("sku.name").map(str.lower)
    if isinstance(plan.value, Unknown):
        return Seen(plan.value, plan.at, found.urn)
    if plan.value.startswith("enterprise"):
        return _zones(found)
    several = found.text("highAvailability", default="Enabled")
    return several.map(lambda text: text.lower() != "disabled")
