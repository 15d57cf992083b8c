"""Storage accounts. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.coverage import coverage
from hdsstack.facts.azure.exposure import Gate, public, reached_privately
from hdsstack.facts.azure.geo import pair_of
from hdsstack.facts.azure.joins import children, linked
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.place import data_class, region_of
from hdsstack.facts.azure.storage_services import (
    expires,
    files_only,
    history,
    restore,
    shares,
)
from hdsstack.facts.azure.traces import auditable, sends_all
from hdsstack.model.facts import (
    Claims,
    Copy,
    Coverage,
    DataClass,
    Encryption,
    Fact,
    KeyOwner,
    LocalCredential,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, unknown_for

ACCOUNT = "azure-native:storage:StorageAccount"
CONTAINER = "azure-native:storage:BlobContainer"
REPLICATION = "azure-native:storage:ObjectReplicationPolicy"
WEBSITE = "azure-native:storage:StorageAccountStaticWebsite"
JOINED = (
    CONTAINER,
    WEBSITE,
    "azure-native:storage:Blob",
    "azure-native:storage:BlobInventoryPolicy",
    "azure-native:storage:Queue",
    "azure-native:storage:Table",
    "azure-native:storage:QueueServiceProperties",
    "azure-native:storage:TableServiceProperties",
    "azure-native:storage:PrivateEndpointConnection",
    "azure-native:storage:EncryptionScope",
)

GATE = Gate(
    action="networkRuleSet.defaultAction",
    rules="networkRuleSet.ipRules",
    address="iPAddressOrRange",
)
_TLS = {"tls1_0": "1.0", "tls1_1": "1.1", "tls1_2": "1.2", "tls1_3": "1.3"}
# Storage refuses TLS 1.0 and 1.1 since 2026-02-03, whatever an account that says nothing meant.
_TLS_ABSENT = "TLS1_2"
_TRACED = ("StorageRead", "StorageWrite", "StorageDelete")
_SKU = "sku.name"


@facts_of(ACCOUNT)
def storage_account(account: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A store of objects or files: encrypted, open to the public network, shared keys allowed."""
    kind = data_class(account)
    network = public(account, GATE)
    files = files_only(account, graph)
    yield Store(
        resource=account,
        kind=StoreKind.FILES if files else StoreKind.OBJECTS,
        data_class=kind,
        encryption=(_encryption(account),),
        public=(
            *network,
            *_open_containers(account, graph),
            *_websites(account, graph),
        ),
        private=reached_privately(account, graph, GATE, network),
        transit=_transit(account, graph),
        backups=_backups(account, graph),
        history=history(account, graph),
        expires=expires(account, graph),
        guarded=guarded(account, graph),
        traced=sends_all(
            account, graph, *_TRACED, inside="fileservices" if files else "blobservices"
        ),
        zones=_zones(account),
    )
    yield from _copies(account, graph)
    yield LocalCredential(resource=account, enabled=_credentials(account))
    # An account that receives traces would trace itself without end.
    if kind.value not in (DataClass.TECHNICAL, DataClass.NON_HEALTH):
        yield auditable(account, graph)


def _encryption(account: Resource) -> Encryption:
    """Always encrypted; the establishment's key only with `keySource` Microsoft.Keyvault."""
    source = account.text("encryption.keySource", default="Microsoft.Storage")
    owner = source.map(
        lambda text: (
            KeyOwner.ESTABLISHMENT if text.lower() == "microsoft.keyvault" else KeyOwner.PROVIDER
        )
    )
    always = Seen(value=True, at="encryption.keySource", on=account.urn, default=True)
    return Encryption(encrypted=always, owner=owner)


def _open_containers(account: Resource, graph: ResourceGraph) -> Claims:
    """Anonymous containers, where the account's network and its own switch let them be reached."""
    if all(claim.value is False for claim in public(account, GATE)):
        return ()
    # Since 2023-11 an account that says nothing refuses anonymous access.
    allowed = account.flag("allowBlobPublicAccess", default=False)
    if allowed.value is False:
        return ()
    found: list[Seen[bool]] = []
    for container in children(account, graph, CONTAINER, by="accountName"):
        access = container.text("publicAccess", default="None").map(str.lower)
        if access.value == "none":
            continue
        why = message(N_("the container can be read without signing in"))
        value = access.value if isinstance(access.value, Unknown) else allowed.value
        found.append(Seen(value, "publicAccess", container.urn, why=why))
    return tuple(found)


def _websites(account: Resource, graph: ResourceGraph) -> Claims:
    """A static website answers without signing in wherever the account's network is open."""
    if all(claim.value is False for claim in public(account, GATE)):
        return ()
    why = message(N_("a static website serves files without signing in"))
    return tuple(
        Seen(value=True, at="accountName", on=site.urn, why=why)
        for site in children(account, graph, WEBSITE, by="accountName")
    )


def _transit(account: Resource, graph: ResourceGraph) -> tuple[Seen[str], ...]:
    """HTTPS only is the default; NFS has no TLS, whatever the HTTPS flag says."""
    found: list[Seen[str]] = []
    https = account.flag("enableHttpsTrafficOnly", default=True)
    if isinstance(https.value, Unknown):
        found.append(Seen(https.value, https.at, account.urn))
    elif https.value is False:
        found.append(account.says("plain", https.at))
    lowest = account.text("minimumTlsVersion", default=_TLS_ABSENT)
    found.append(
        lowest.map(
            lambda text: _TLS.get(text.lower(), unknown_for(N_("TLS version {text}"), text=text))
        )
    )
    nfs = account.flag("enableNfsV3", default=False)
    if nfs.value is not False:
        found.append(nfs.map(lambda _: "plain"))
    found += [_nfs(share, protocol) for share, protocol in shares(account, graph)]
    return tuple(found)


def _nfs(share: Resource, protocol: Seen[str]) -> Seen[str]:
    why = message(N_("the share speaks NFS, which has no TLS"))
    seen = protocol.map(lambda text: "plain" if text == "nfs" else "1.2")
    return seen.because(why) if protocol.value == "nfs" else Seen(seen.value, seen.at, share.urn)


def _backups(account: Resource, graph: ResourceGraph) -> tuple[Coverage, ...] | Unknown:
    """Blob backup and restore do not work on a hierarchical namespace: unknown where that is."""
    found = (*coverage(account, graph), *_restores(account, graph))
    hierarchical = account.flag("isHnsEnabled", default=False).value
    return hierarchical if found and isinstance(hierarchical, Unknown) else found


def _restores(account: Resource, graph: ResourceGraph) -> tuple[Coverage, ...]:
    """Point-in-time restore of block blobs counts as the account's own backups."""
    return tuple(
        Coverage(by=service, interval=service.says(0.0, on.at), kept=days, own=True)
        for service, on, days in restore(account, graph)
        if on.value is True
    )


def _zones(account: Resource) -> Claims:
    """ZRS and GZRS spread over the zones of the region; LRS and GRS do not."""
    return (account.text(_SKU).map(lambda text: "ZRS" in text.upper()),)


def _copies(account: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """GRS and GZRS copy to the pair of the region; object replication to another account."""
    sku = account.text(_SKU)
    if isinstance(sku.value, Unknown):
        yield Copy(resource=account, provider="azure", region=sku)
    elif any(word in sku.value.upper() for word in ("GRS", "GZRS")):
        yield Copy(resource=account, provider="azure", region=pair_of(account, graph, _SKU))


@facts_of(REPLICATION)
def object_replication(policy: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A policy on either account copies from `sourceAccount` to `destinationAccount`."""
    source = linked(policy, "sourceAccount", graph, ACCOUNT)
    target = linked(policy, "destinationAccount", graph, ACCOUNT)
    region: Seen[str] = Seen(
        Unknown("the destination account is not in this stack"), "destinationAccount", policy.urn
    )
    if isinstance(target, Resource):
        region = Seen(region_of(target, graph).value, "destinationAccount", policy.urn)
    about = source if isinstance(source, Resource) else policy
    yield Copy(resource=about, provider="azure", region=region)


def _credentials(account: Resource) -> Claims:
    """Shared keys, allowed unless refused; local users of SFTP, which has no other sign-in."""
    shared = account.flag("allowSharedKeyAccess", default=True)
    sftp = account.flag("isSftpEnabled", default=False)
    if sftp.value is False:
        return (shared,)
    users = account.flag("isLocalUserEnabled", default=True)
    return (shared, users if sftp.value is True else Seen(sftp.value, sftp.at, account.urn))
