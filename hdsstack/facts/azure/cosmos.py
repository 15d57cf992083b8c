"""Cosmos DB accounts. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.copies import copies_to
from hdsstack.facts.azure.exposure import Gate, public, reached_privately
from hdsstack.facts.azure.geo import pair_of
from hdsstack.facts.azure.joins import children
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.place import data_class, region_of
from hdsstack.facts.azure.traces import auditable, sends_all
from hdsstack.facts.paths import spread
from hdsstack.model.facts import (
    Claims,
    Copy,
    Coverage,
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

ACCOUNT = "azure-native:cosmosdb:DatabaseAccount"
COLLECTION = "azure-native:cosmosdb:MongoDBResourceMongoDBCollection"
CONTAINERS = (
    "azure-native:cosmosdb:SqlResourceSqlContainer",
    "azure-native:cosmosdb:GremlinResourceGremlinGraph",
    "azure-native:cosmosdb:CassandraResourceCassandraTable",
)
JOINED = (
    *CONTAINERS,
    COLLECTION,
    "azure-native:cosmosdb:SqlResourceSqlDatabase",
    "azure-native:cosmosdb:SqlResourceSqlStoredProcedure",
    "azure-native:cosmosdb:SqlResourceSqlTrigger",
    "azure-native:cosmosdb:SqlResourceSqlUserDefinedFunction",
    "azure-native:cosmosdb:MongoDBResourceMongoDBDatabase",
    "azure-native:cosmosdb:GremlinResourceGremlinDatabase",
    "azure-native:cosmosdb:CassandraResourceCassandraKeyspace",
    "azure-native:cosmosdb:TableResourceTable",
    "azure-native:cosmosdb:PrivateEndpointConnection",
)

_GATE = Gate(rules="ipRules", address="ipAddressOrRange", narrowed=True)
_TLS = {"tls": "1.0", "tls11": "1.1", "tls12": "1.2"}
_PERIODIC = "backupPolicy.periodicModeProperties"
_TIER_DAYS = {"continuous7days": 7.0, "continuous30days": 30.0}


@facts_of(ACCOUNT)
def database_account(account: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A document database: keys and the public network are open unless refused."""
    key = account.text("keyVaultKeyUri", default="")
    owner = key.map(lambda text: KeyOwner.ESTABLISHMENT if text else KeyOwner.PROVIDER)
    if account.has("keyVaultKeyUri"):
        owner = account.says(KeyOwner.ESTABLISHMENT, "keyVaultKeyUri")
    always = Seen(value=True, at="keyVaultKeyUri", on=account.urn, default=True)
    lowest = account.text("minimalTlsVersion", default="Tls12").map(str.lower)
    continuous = account.text("backupPolicy.type", default="Periodic").map(
        lambda text: text.lower() == "continuous"
    )
    exposed = _public(account)
    yield Store(
        resource=account,
        kind=StoreKind.DATABASE,
        data_class=data_class(account),
        encryption=(Encryption(encrypted=always, owner=owner),),
        public=exposed,
        private=reached_privately(account, graph, _GATE, exposed),
        transit=(
            lowest.map(
                lambda text: _TLS.get(text, unknown_for(N_("TLS version {text}"), text=text))
            ),
        ),
        backups=(_backups(account, continuous),),
        history=(continuous.because(message(N_("backups are periodic, not continuous"))),),
        expires=_expires(account, graph),
        guarded=guarded(account, graph),
        administration_traced=sends_all(account, graph, "DataPlaneRequests"),
        zones=_zones(account),
    )
    yield from _copies(account, graph)
    local = account.flag("disableLocalAuth", default=False).map(lambda off: not off)
    yield LocalCredential(resource=account, enabled=(local,))
    yield auditable(account, graph)


def _public(account: Resource) -> Claims:
    """A list of addresses, or of subnets with the filter on, closes it for the others."""
    filtered = account.flag("isVirtualNetworkFilterEnabled", default=False)
    rules = account.items("virtualNetworkRules")
    listed = not isinstance(rules, Unknown) and bool(rules)
    if filtered.value is True and listed and not account.has("ipRules"):
        return (account.says(False, filtered.at),)
    return public(account, _GATE)


def _backups(account: Resource, continuous: Seen[bool]) -> Coverage:
    """Continuous for 7 or 30 days, or every four hours kept eight (the default)."""
    redundancy = account.text(f"{_PERIODIC}.backupStorageRedundancy", default="Geo").map(str.lower)
    tier = account.text(
        "backupPolicy.continuousModeProperties.tier", default="Continuous30Days"
    ).map(str.lower)
    if continuous.value is False:
        hours = account.number(f"{_PERIODIC}.backupRetentionIntervalInHours", default=8)
        return Coverage(
            by=account,
            interval=account.number(f"{_PERIODIC}.backupIntervalInMinutes", default=240),
            kept=hours.map(lambda value: value / 24),
            elsewhere=(redundancy.map(lambda text: text != "local"),),
            own=True,
        )
    missing = continuous.value
    every = 0.0 if missing is True else missing
    days = tier.map(
        lambda text: _TIER_DAYS.get(text, unknown_for(N_("the tier {text}"), text=text))
    )
    return Coverage(
        by=account,
        interval=Seen(every, continuous.at, account.urn),
        kept=days,
        elsewhere=_zones(account),
        own=True,
    )


def _expires(account: Resource, graph: ResourceGraph) -> Claims:
    """A container with a default time to live deletes items by age; -1 and none do not.

    A collection of MongoDB does by an index that expires.
    """
    lives = [
        container.number("resource.defaultTtl", default=-1)
        for container in children(account, graph, *CONTAINERS, by="accountName")
    ]
    for collection in children(account, graph, COLLECTION, by="accountName"):
        lives += [
            collection.number(path, default=-1)
            for path in spread(collection, "resource.indexes[].options.expireAfterSeconds")
        ]
    found = tuple(life.map(lambda seconds: seconds > 0) for life in lives)
    return found or (Seen(value=False, on=account.urn),)


def _zones(account: Resource) -> Claims:
    """Every region is spread over zones, or there is more than one region."""
    items = account.items("locations")
    if isinstance(items, Unknown):
        return (Seen(items, "locations", account.urn),)
    if len(items) != 1:
        return (Seen(len(items) > 1, "locations", account.urn),)
    return (account.flag("locations[0].isZoneRedundant", default=False),)


def _copies(account: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Every location holds all the data; periodic geo-redundant backups go to the pair."""
    own = region_of(account, graph).value
    copies = copies_to(account, "locations", "locationName")
    yield from (copy for copy in copies if copy.region.value != own)
    mode = account.text("backupPolicy.type", default="Periodic").value
    redundancy = account.text(f"{_PERIODIC}.backupStorageRedundancy", default="Geo")
    if isinstance(mode, str) and mode.lower() == "periodic" and redundancy.value == "Geo":
        region = pair_of(account, graph, redundancy.at)
        yield Copy(resource=account, provider="azure", region=region)
