"""Search, AI, machine learning and analytics. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.copies import copies_to
from hdsstack.facts.azure.exposure import Gate, firewall_open
from hdsstack.facts.azure.geo import pair_of
from hdsstack.facts.azure.joins import children, linked
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.managed import Shape, key_owner, managed_store
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.clear import clear_at
from hdsstack.model.facts import (
    Claims,
    ClearSecret,
    Copy,
    Coverage,
    DataClass,
    Encryption,
    Fact,
    KeyOwner,
    LocalCredential,
    Machine,
    Store,
    StoreKind,
    WorldwideFront,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.planning.schedule import duration_minutes

SEARCH = "azure-native:search:Service"
COGNITIVE = "azure-native:cognitiveservices:Account"
DEPLOYMENT = "azure-native:cognitiveservices:Deployment"
LEARNING = "azure-native:machinelearningservices:Workspace"
FACTORY = "azure-native:datafactory:Factory"
SYNAPSE = "azure-native:synapse:Workspace"
KUSTO = "azure-native:kusto:Cluster"
_SYNAPSE_RULE = "azure-native:synapse:IpFirewallRule"
_SYNAPSE_POOL = "azure-native:synapse:SqlPool"
_KUSTO_DATABASE = "azure-native:kusto:ReadWriteDatabase"
DATABRICKS = "azure-native:databricks:Workspace"
JOINED = (
    "azure-native:search:PrivateEndpointConnection",
    "azure-native:search:SharedPrivateLinkResource",
    "azure-native:cognitiveservices:CommitmentPlan",
    "azure-native:cognitiveservices:PrivateEndpointConnection",
    "azure-native:cognitiveservices:Project",
    "azure-native:cognitiveservices:RaiBlocklist",
    "azure-native:cognitiveservices:RaiBlocklistItem",
    "azure-native:cognitiveservices:RaiPolicy",
    "azure-native:databricks:AccessConnector",
    "azure-native:databricks:PrivateEndpointConnection",
    "azure-native:databricks:VNetPeering",
    "azure-native:machinelearningservices:PrivateEndpointConnection",
    "azure-native:datafactory:PrivateEndpointConnection",
    "azure-native:synapse:PrivateEndpointConnection",
    _SYNAPSE_RULE,
    "azure-native:synapse:BigDataPool",
    "azure-native:synapse:IntegrationRuntime",
    "azure-native:synapse:Key",
    "azure-native:synapse:PrivateLinkHub",
    "azure-native:synapse:SqlPoolTransparentDataEncryption",
    "azure-native:synapse:WorkspaceAadAdmin",
    "azure-native:synapse:WorkspaceSqlAadAdmin",
    "azure-native:kusto:ClusterPrincipalAssignment",
    "azure-native:kusto:DatabasePrincipalAssignment",
    "azure-native:kusto:EventGridDataConnection",
    "azure-native:kusto:EventHubDataConnection",
    "azure-native:kusto:IotHubDataConnection",
    "azure-native:kusto:ManagedPrivateEndpoint",
    "azure-native:kusto:PrivateEndpointConnection",
    _KUSTO_DATABASE,
    "azure-native:kusto:ReadOnlyFollowingDatabase",
)

_FOR_EVER, _FOR_EVER_MINUTES = "P36500D", 36500.0 * 24 * 60
_NETWORK_ACLS = Gate(
    access="properties.publicNetworkAccess",
    action="properties.networkAcls.defaultAction",
    rules="properties.networkAcls.ipRules",
)
_SHAPES = {
    SEARCH: Shape(
        kind=StoreKind.SEARCH,
        gate=Gate(rules="networkRuleSet.ipRules", narrowed=True),
        key="encryptionWithCmk.enforcement",
        key_values=("enabled",),
        local_auth_off="disableLocalAuth",
    ),
    COGNITIVE: Shape(
        kind=StoreKind.ANALYTICS,
        gate=_NETWORK_ACLS,
        key="properties.encryption.keySource",
        key_values=("microsoft.keyvault",),
        local_auth_off="properties.disableLocalAuth",
    ),
    LEARNING: Shape(
        kind=StoreKind.ANALYTICS,
        gate=Gate(),
        key="encryption.status",
        key_values=("enabled",),
    ),
    FACTORY: Shape(kind=StoreKind.ANALYTICS, gate=Gate(), key="encryption.keyName"),
    SYNAPSE: Shape(kind=StoreKind.WAREHOUSE, gate=Gate(), key="encryption.cmk"),
    KUSTO: Shape(
        kind=StoreKind.WAREHOUSE,
        gate=Gate(rules="allowedIpRangeList", narrowed=True),
        key="keyVaultProperties",
    ),
    DATABRICKS: Shape(
        kind=StoreKind.ANALYTICS,
        gate=Gate(),
        key="encryption.entities.managedServices",
        more_keys=("encryption.entities.managedDisk",),
    ),
}


@facts_of(LEARNING, FACTORY)
def workspace(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A workspace with its settings and results; open to the public network unless closed."""
    yield from managed_store(found, graph, _SHAPES[found.type])


@facts_of(DATABRICKS)
def notebooks(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A workspace of notebooks, whose machines have no public address unless asked.

    Notebooks and the disks of machines each have a key of their own. An absent `enableNoPublicIp`
    is true (reference of azure-native 3.29.0, read 2026-11).
    """
    yield from managed_store(found, graph, _SHAPES[DATABRICKS])
    path = "parameters.enableNoPublicIp.value"
    address = found.flag(path, default=True).map(lambda refused: not refused)
    yield Machine(resource=found, data_class=data_class(found), public_address=(address,))


@facts_of(KUSTO)
def cluster(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A Data Explorer cluster, spread over the zones that it names.

    Hot data lie on the local disks of its machines, in clear unless `enableDiskEncryption` is on.
    """
    local = found.flag("enableDiskEncryption", default=False)
    disks = Encryption(encrypted=local, owner=key_owner(found, _SHAPES[KUSTO]))
    yield from managed_store(
        found,
        graph,
        _SHAPES[KUSTO],
        zones=(found.several("zones"),),
        layers=(disks,),
        expires=tuple(_kusto_expires(found, graph)),
    )


def _kusto_expires(found: Resource, graph: ResourceGraph) -> Iterator[Seen[bool]]:
    """A database drops what is older than its soft delete period; a hundred years is for ever."""
    for database in children(found, graph, _KUSTO_DATABASE, by="clusterName"):
        period = database.text("softDeletePeriod", default=_FOR_EVER)
        yield period.map(
            lambda text: (
                Unknown("the duration cannot be read")
                if (minutes := duration_minutes(text)) is None
                else minutes < _FOR_EVER_MINUTES
            )
        )


@facts_of(SEARCH)
def search(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An index: two replicas at least are spread over zones."""
    replicas = found.number("replicaCount", default=1).map(lambda count: count > 1)
    yield from managed_store(found, graph, _SHAPES[SEARCH], zones=(replicas,))


@facts_of(COGNITIVE)
def cognitive(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An AI service; requests may be sent to other regions where it says so."""
    yield from managed_store(found, graph, _SHAPES[COGNITIVE])
    yield from copies_to(found, "properties.locations.regions", "name")


@facts_of(DEPLOYMENT)
def deployment(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A model: the `Global` offers process requests in any region of the world."""
    host = linked(found, "accountName", graph, COGNITIVE)
    sku = found.text("sku.name", default="Standard").map(lambda text: text.lower())
    if isinstance(sku.value, str) and not sku.value.startswith("global"):
        return
    kind = data_class(host if isinstance(host, Resource) else found)
    why = message(N_("a deployment of the Global kind processes requests anywhere in the world"))
    health = kind.value in (DataClass.DSCP, DataClass.PSEUDONYMISED, DataClass.UNDECLARED)
    value = next((v for v in (sku.value, kind.value) if isinstance(v, Unknown)), health)
    yield WorldwideFront(resource=found, carries=(Seen(value, "sku.name", found.urn, why=why),))


def _behind_rules(found: Resource, graph: ResourceGraph) -> Claims:
    """The workspace's switch, then its firewall rules, which are resources of their own."""
    return firewall_open(found, graph, _SHAPES[SYNAPSE].gate, _SYNAPSE_RULE, by="workspaceName")


@facts_of(_SYNAPSE_POOL)
def sql_pool(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A warehouse in a workspace, under the workspace's key; restore points are kept a week."""
    host = linked(found, "workspaceName", graph, SYNAPSE)
    always = Seen(value=True, at="workspaceName", on=found.urn, default=True)
    missing: Seen[KeyOwner] = Seen(
        Unknown("the workspace is not in this stack"), "workspaceName", found.urn
    )
    owner = key_owner(host, _SHAPES[SYNAPSE]) if isinstance(host, Resource) else missing
    eight_hours: Seen[float] = Seen(480.0, "", found.urn, default=True)
    week: Seen[float] = Seen(7.0, "", found.urn, default=True)
    redundancy = found.text("storageAccountType", default="GRS")
    geo = redundancy.map(lambda text: text.upper() == "GRS")
    yield Store(
        resource=found,
        kind=StoreKind.WAREHOUSE,
        data_class=data_class(found),
        encryption=(Encryption(encrypted=always, owner=owner),),
        backups=(Coverage(by=found, interval=eight_hours, kept=week, elsewhere=(geo,), own=True),),
        guarded=guarded(found, graph),
    )
    if isinstance(geo.value, Unknown):
        yield Copy(resource=found, provider="azure", region=Seen(geo.value, geo.at, found.urn))
    elif geo.value:
        yield Copy(resource=found, provider="azure", region=pair_of(found, graph, geo.at))


@facts_of(SYNAPSE)
def synapse(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A workspace with a SQL administrator of its own, unless only Entra is accepted."""
    yield from managed_store(found, graph, _SHAPES[SYNAPSE], exposed=_behind_rules)
    entra = found.flag("azureADOnlyAuthentication", default=False)
    yield LocalCredential(resource=found, enabled=(entra.map(lambda only: not only),))
    why = message(N_("the administrator's password is written in the program"))
    clear = clear_at(found, "sqlAdministratorLoginPassword", why)
    yield ClearSecret(resource=found, clear=clear)
