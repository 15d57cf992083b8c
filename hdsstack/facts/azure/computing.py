"""Batch, HDInsight, Stream Analytics and the machines of machine learning.

Defaults as documented by Microsoft (reference of azure-native 3.29.0, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.exposure import Gate
from hdsstack.facts.azure.managed import TLS, Shape, managed_store
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.clear import clear_at, clear_settings, clear_text_at
from hdsstack.facts.paths import spread
from hdsstack.model.facts import (
    ClearSecret,
    Encryption,
    Fact,
    KeyOwner,
    LocalCredential,
    Machine,
    Opening,
    Ports,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Unknown, dig
from hdsstack.planning.addresses import is_wide

JOINED = (
    "azure-native:hdinsight:Application",
    "azure-native:hdinsight:PrivateEndpointConnection",
    "azure-native:machinelearningservices:CodeContainer",
    "azure-native:machinelearningservices:CodeVersion",
    "azure-native:machinelearningservices:ComponentContainer",
    "azure-native:machinelearningservices:ComponentVersion",
    "azure-native:machinelearningservices:DataContainer",
    "azure-native:machinelearningservices:DataVersion",
    "azure-native:machinelearningservices:EnvironmentContainer",
    "azure-native:machinelearningservices:EnvironmentVersion",
    "azure-native:machinelearningservices:ModelContainer",
    "azure-native:machinelearningservices:ModelVersion",
    "azure-native:machinelearningservices:Schedule",
    "azure-native:streamanalytics:Cluster",
    "azure-native:streamanalytics:PrivateEndpoint",
)
_ANYONE = ("0.0.0.0/0",)
# What opens SSH, and what is meant where nothing is said.
_CLUSTER = ("remoteLoginPortPublicAccess", "NotSpecified")
_INSTANCE = ("sshSettings.sshPublicAccess", "Disabled")
_WRITTEN = N_("a password or a key is written in the program")


# Batch -------------------------------------------------------------------------------------------

_BATCH = Shape(
    kind=StoreKind.ANALYTICS,
    gate=Gate(
        action="networkProfile.accountAccess.defaultAction",
        rules="networkProfile.accountAccess.ipRules",
    ),
    key="encryption.keySource",
    key_values=("microsoft.keyvault",),
)


@facts_of("azure-native:batch:BatchAccount")
def batch_account(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Jobs and tasks of an account, which accepts shared keys unless other ways are named."""
    yield from managed_store(found, graph, _BATCH)
    modes = found.items("allowedAuthenticationModes")
    keys: bool | Unknown = (
        modes if isinstance(modes, Unknown) else not modes or "SharedKey" in modes
    )
    seen = Seen(keys, "allowedAuthenticationModes", found.urn, default=keys is True and not modes)
    yield LocalCredential(resource=found, enabled=(seen,))


@facts_of("azure-native:batch:Pool")
def batch_pool(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Machines of a pool have public addresses unless none is provisioned."""
    del graph
    path = "networkConfiguration.publicIPAddressConfiguration.provision"
    provision = found.text(path, default="BatchManaged")
    yield Machine(
        resource=found,
        data_class=data_class(found),
        public_address=(provision.map(lambda said: said != "NoPublicIPAddresses"),),
    )
    yield from _doors(found)
    why = message(N_("a secret value is written in the program"))
    settings = clear_settings(found, "startTask.environmentSettings", why)
    command = clear_text_at(found, "startTask.commandLine", why)
    yield ClearSecret(resource=found, clear=(*settings, *command))


def _doors(found: Resource) -> Iterator[Opening]:
    """The ports behind the public address of a pool: to anyone, unless rules say from where."""
    at = "networkConfiguration.endpointConfiguration.inboundNatPools"
    for pool in spread(found, f"{at}[].backendPort"):
        rules = pool.replace("backendPort", "networkSecurityGroupRules")
        port = found.number(pool).map(
            lambda number: Ports(protocol="tcp", ranges=((int(number), int(number)),))
        )
        sources = _callers(found, rules)
        yield Opening(resource=found, inbound=True, group=found.urn, ports=port, sources=sources)


def _callers(found: Resource, at: str) -> Seen[tuple[str, ...]]:
    """The sources that rules allow, up to the first, by priority, that denies everybody."""
    rules = found.items(at)
    if isinstance(rules, Unknown):
        return Seen(rules, at, found.urn)
    if not rules:
        return Seen(_ANYONE, at, found.urn, default=True)
    allowed: list[str] = []
    for rule in sorted(rules, key=_priority):
        access, source = dig(rule, "access"), dig(rule, "sourceAddressPrefix")
        if not isinstance(access, str) or not isinstance(source, str):
            return Seen(Unknown("a rule of the pool cannot be read"), at, found.urn)
        everybody = is_wide(source) is True
        if everybody and access.lower() == "deny":
            break
        if access.lower() == "allow":
            allowed += _ANYONE if everybody else [source]
    return Seen(tuple(allowed), at, found.urn)


def _priority(rule: Found) -> float:
    number = dig(rule, "priority")
    return number if isinstance(number, int | float) else 0


# HDInsight ---------------------------------------------------------------------------------------

_DISKS = "properties.diskEncryptionProperties"


@facts_of("azure-native:hdinsight:Cluster")
def hadoop(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cluster: temporary disks and the transport between nodes are in clear unless asked."""
    key = f"{_DISKS}.keyName"
    around = found.get(_DISKS)
    named = KeyOwner.ESTABLISHMENT if found.has(key) else KeyOwner.PROVIDER
    owner: Seen[KeyOwner] = Seen(
        around if isinstance(around, Unknown) else named, key, found.urn, default=not found.has(key)
    )
    host = found.flag(f"{_DISKS}.encryptionAtHost", default=False)
    inside = found.flag(
        "properties.encryptionInTransitProperties.isEncryptionInTransitEnabled", default=False
    )
    why = message(N_("the nodes of the cluster exchange data in clear"))
    lowest = found.text("properties.minSupportedTlsVersion", default="1.2")
    always = Seen(value=True, at=key, on=found.urn, default=True)
    yield Store(
        resource=found,
        kind=StoreKind.MACHINE_DISK,
        data_class=data_class(found),
        encryption=(
            Encryption(encrypted=always, owner=owner),
            Encryption(encrypted=host, owner=owner),
        ),
        transit=(
            inside.map(lambda on: "1.2" if on else "plain").because(why),
            lowest.map(lambda text: TLS.get(text, Unknown("the TLS version cannot be read"))),
        ),
        backups_possible=False,
    )
    keys = spread(found, "properties.storageProfile.storageaccounts[].key")
    clear = tuple(claim for path in keys for claim in clear_at(found, path, message(_WRITTEN)))
    yield ClearSecret(resource=found, clear=clear)
    yield auditable(found, graph)


# Stream Analytics --------------------------------------------------------------------------------

_JOB = "azure-native:streamanalytics:StreamingJob"
_KEYS = {
    _JOB: ("jobStorageAccount.accountKey",),
    "azure-native:streamanalytics:Input": (
        "properties.datasource.sharedAccessPolicyKey",
        "properties.datasource.password",
        "properties.datasource.storageAccounts[].accountKey",
    ),
    "azure-native:streamanalytics:Output": (
        "datasource.accountKey",
        "datasource.apiKey",
        "datasource.password",
        "datasource.sharedAccessPolicyKey",
        "datasource.storageAccounts[].accountKey",
    ),
}


@facts_of(*_KEYS)
def stream_keys(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The keys by which a job reaches what it reads and writes."""
    del graph
    paths = (whole for path in _KEYS[found.type] for whole in spread(found, path))
    clear = tuple(claim for path in paths for claim in clear_at(found, path, message(_WRITTEN)))
    yield ClearSecret(resource=found, clear=clear)


@facts_of(_JOB)
def stream(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A job keeps its state in the account that it names, else with Microsoft."""
    own = found.has("jobStorageAccount.accountName")
    always = Seen(value=True, at="jobStorageAccount", on=found.urn, default=True)
    owner: Seen[KeyOwner] = Seen(KeyOwner.PROVIDER, "jobStorageAccount", found.urn, default=True)
    yield Store(
        resource=found,
        kind=StoreKind.ANALYTICS,
        data_class=data_class(found),
        encryption=() if own else (Encryption(encrypted=always, owner=owner),),
        backups_possible=False,
    )
    yield auditable(found, graph)


# Machine learning --------------------------------------------------------------------------------


@facts_of("azure-native:machinelearningservices:Compute")
def compute(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Machines of a workspace: public addresses and local accounts unless refused."""
    del graph
    kind = found.get("properties.computeType")
    if kind in ("AmlCompute", "ComputeInstance") or isinstance(kind, Unknown):
        address = found.flag("properties.properties.enableNodePublicIp", default=True)
        yield Machine(resource=found, data_class=data_class(found), public_address=(address,))
        yield from _logins(found, address)
    off = found.flag("properties.disableLocalAuth", default=False)
    yield LocalCredential(resource=found, enabled=(off.map(lambda refused: not refused),))


def _logins(found: Resource, address: Seen[bool]) -> Iterator[Opening]:
    """SSH at a public address; in a subnet of the program's own, its rules decide.

    A cluster outside of any subnet answers unless that is refused, an instance when it is asked.
    """
    inside = "properties.properties"
    if address.value is False or found.has(f"{inside}.subnet"):
        return
    kind = found.get("properties.computeType")
    path, default = _CLUSTER if kind == "AmlCompute" else _INSTANCE
    said = found.text(f"{inside}.{path}", default=default)
    yield Opening(
        resource=found,
        inbound=True,
        group=found.urn,
        ports=found.says(Ports(protocol="tcp", ranges=((22, 22),)), said.at),
        sources=said.map(lambda text: () if text == "Disabled" else _ANYONE),
    )


@facts_of("azure-native:machinelearningservices:OnlineEndpoint")
def answers(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An endpoint where a model answers: it accepts keys that never end where it says `Key`."""
    mode = found.text("properties.authMode")
    yield LocalCredential(resource=found, enabled=(mode.map(lambda said: said == "Key"),))
    yield auditable(found, graph)


@facts_of("azure-native:machinelearningservices:OnlineDeployment")
def deployment(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """What the container of a model is given."""
    del graph
    why = message(N_("an environment variable shows a secret"))
    clear = clear_settings(found, "properties.environmentVariables", why)
    yield ClearSecret(resource=found, clear=clear)
