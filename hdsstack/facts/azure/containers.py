"""Registries, Kubernetes clusters and containers. Defaults as documented on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.coverage import coverage
from hdsstack.facts.azure.entry_points import listed, unread
from hdsstack.facts.azure.exposure import Gate, public, reached_privately
from hdsstack.facts.azure.joins import linked
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.place import data_class, region_of
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.azure.zones import region_has_zones
from hdsstack.facts.clear import clear_at
from hdsstack.model.facts import (
    Claims,
    ClearSecret,
    Copy,
    DataClass,
    Encryption,
    Fact,
    KeyOwner,
    LocalCredential,
    Machine,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Unknown, dig
from hdsstack.planning.addresses import is_wide

REGISTRY = "azure-native:containerregistry:Registry"
REPLICATION = "azure-native:containerregistry:Replication"
CLUSTER = "azure-native:containerservice:ManagedCluster"
POOL = "azure-native:containerservice:AgentPool"
JOINED = (
    "azure-native:containerregistry:Webhook",
    "azure-native:containerregistry:PrivateEndpointConnection",
    "azure-native:containerregistry:CacheRule",
    "azure-native:containerservice:PrivateEndpointConnection",
    "azure-native:containerservice:MaintenanceConfiguration",
)

_GATE = Gate(
    action="networkRuleSet.defaultAction",
    rules="networkRuleSet.ipRules",
    address="iPAddressOrRange",
)
_POOLS = "agentPoolProfiles"


@facts_of(REGISTRY)
def registry(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Images: the admin account is off, the public network open, unless said."""
    status = found.text("encryption.status", default="disabled").map(str.lower)
    always = Seen(value=True, at="encryption.status", on=found.urn, default=True)
    owner = status.map(
        lambda text: KeyOwner.ESTABLISHMENT if text == "enabled" else KeyOwner.PROVIDER
    )
    exposed = public(found, _GATE)
    yield Store(
        resource=found,
        kind=StoreKind.REGISTRY,
        data_class=data_class(found),
        encryption=(Encryption(encrypted=always, owner=owner),),
        public=exposed,
        private=reached_privately(found, graph, _GATE, exposed),
        backups_possible=False,
        guarded=guarded(found, graph),
        zones=(_registry_zones(found, graph),),
    )
    admin = found.flag("adminUserEnabled", default=False)
    yield LocalCredential(resource=found, enabled=(admin,))
    yield auditable(found, graph)


def _registry_zones(found: Resource, graph: ResourceGraph) -> Seen[bool]:
    """Of every tier, and whatever the property says: it may still read Disabled.

    learn.microsoft.com/azure/container-registry/zone-redundancy, 2026-11.
    """
    said = found.text("zoneRedundancy").map(lambda text: text.lower() == "enabled")
    return said if said.value is True else region_has_zones(found, graph, "location")


@facts_of(REPLICATION)
def replication(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A registry's images in one more region."""
    source = linked(found, "registryName", graph, REGISTRY)
    region = Seen(region_of(found, graph).value, "location", found.urn)
    about = source if isinstance(source, Resource) else found
    yield Copy(resource=about, provider="azure", region=region)


@facts_of(CLUSTER)
def cluster(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A Kubernetes cluster: local accounts and a public control plane, unless refused."""
    kind = data_class(found)
    local = found.flag("disableLocalAccounts", default=False).map(lambda off: not off)
    yield LocalCredential(resource=found, enabled=(local,))
    pools = [f"{_POOLS}[{rank}]." for rank in range(len(listed(found, _POOLS)))]
    yield Machine(
        resource=found,
        data_class=kind,
        public_address=(
            *unread(found, _POOLS),
            *(found.flag(f"{pool}enableNodePublicIP", default=False) for pool in pools),
        ),
        patched=(_patched(found),),
        zones=(*unread(found, _POOLS), *(_zones(found, pool) for pool in pools)),
    )
    yield _disks(found, kind, pools, graph)
    yield from _principal(found)
    yield auditable(found, graph)


def _disks(found: Resource, kind: Seen[DataClass], pools: list[str], graph: ResourceGraph) -> Store:
    """The disks of the nodes, under the cluster's disk encryption set where it names one."""
    key = "diskEncryptionSetID"
    owner = KeyOwner.ESTABLISHMENT if found.has(key) else KeyOwner.PROVIDER
    always = Seen(value=True, at=key, on=found.urn, default=True)
    return Store(
        resource=found,
        kind=StoreKind.MACHINE_DISK,
        data_class=kind,
        encryption=(
            Encryption(encrypted=always, owner=found.says(owner, key)),
            *(
                Encryption(encrypted=claim, owner=found.says(owner, key))
                for claim in unread(found, _POOLS)
            ),
            *(_at_host(found, pool, found.says(owner, key)) for pool in pools),
        ),
        public=_control_plane(found),
        backups=coverage(found, graph),
        backups_possible=False,
    )


def _principal(found: Resource) -> Iterator[Fact]:
    """A service principal with a secret, instead of a managed identity."""
    path = "servicePrincipalProfile.secret"
    why = message(N_("a password is written in the program"))
    passwords = (path, "windowsProfile.adminPassword")
    clear = tuple(claim for at in passwords for claim in clear_at(found, at, why))
    yield ClearSecret(resource=found, clear=clear)
    if found.has(path):
        yield LocalCredential(resource=found, enabled=(found.says(True, path),))


def _at_host(found: Resource, pool: str, owner: Seen[KeyOwner]) -> Encryption:
    """Temporary disks and caches of the nodes."""
    why = message(N_("temporary disks and caches are in clear: encryption at host is off"))
    host = found.flag(f"{pool}enableEncryptionAtHost", default=False)
    return Encryption(encrypted=host.because(why), owner=owner)


def _control_plane(found: Resource) -> Claims:
    """Public unless private, or narrowed to addresses."""
    at = "apiServerAccessProfile.enablePrivateCluster"
    private = found.flag(at, default=False)
    if private.value is not False:
        return (private.map(lambda on: not on),)
    path = "apiServerAccessProfile.authorizedIPRanges"
    ranges = found.items(path)
    if isinstance(ranges, Unknown):
        return (Seen(ranges, path, found.urn),)
    why = message(N_("the control plane of the cluster is reachable from a public network"))
    if not ranges:
        return (Seen(value=True, at=at, on=found.urn, default=private.default, why=why),)
    wide = any(isinstance(text, str) and is_wide(text) is True for text in ranges)
    return (Seen(wide, path, found.urn, why=why),)


def _patched(found: Resource) -> Seen[bool]:
    """New node images are taken by themselves unless the channel says otherwise."""
    channel = found.text("autoUpgradeProfile.nodeOSUpgradeChannel", default="NodeImage")
    return channel.map(lambda text: text.lower() not in ("none", "unmanaged"))


def _zones(found: Resource, prefix: str) -> Seen[bool]:
    """More than one zone, and more than one machine where their number is said."""
    path = f"{prefix}availabilityZones"
    zones = found.items(path)
    if not isinstance(zones, Unknown) and len(zones) > 1:
        return _several(found, prefix) or found.says(value=True, at=path)
    value = zones if isinstance(zones, Unknown) else False
    return Seen(value, path, found.urn, default=not found.has(path))


def _several(found: Resource, prefix: str) -> Seen[bool] | None:
    """A pool of one machine is in one zone, whichever it may start in."""
    scaled = found.flag(f"{prefix}enableAutoScaling", default=False).value is True
    path = f"{prefix}{'minCount' if scaled else 'count'}"
    if not found.has(path):
        return None
    why = message(N_("one machine alone is in one zone"))
    return found.number(path).map(lambda count: count != 1).because(why)


@facts_of(POOL)
def agent_pool(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """More machines of a cluster, of the cluster's class unless they have tags of their own."""
    host = linked(found, "resourceName", graph, CLUSTER)
    own = dig(dict(found.inputs), "tags") is not ABSENT or not isinstance(host, Resource)
    yield Machine(
        resource=found,
        data_class=data_class(found) if own or not isinstance(host, Resource) else data_class(host),
        public_address=(found.flag("enableNodePublicIP", default=False),),
        zones=(_zones(found, ""),),
    )
