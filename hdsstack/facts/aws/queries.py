"""Athena, Glue and Lake Formation: who asks what of a lake of files, and what that leaves behind.

Defaults as documented by AWS and the provider, read 2026-11.
"""

import re
from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.environments import mapped
from hdsstack.facts.aws.keys import key_owner, keyed_encryption
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.secret_values import secrets_in_clear
from hdsstack.model.facts import (
    ClearSecret,
    Encryption,
    Endpoint,
    Fact,
    Grant,
    KeyOwner,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Text, Unknown, dig

JOINED = (
    "aws:athena/capacityReservation:CapacityReservation",
    "aws:athena/dataCatalog:DataCatalog",
    "aws:athena/database:Database",
    "aws:athena/namedQuery:NamedQuery",
    "aws:athena/preparedStatement:PreparedStatement",
    "aws:glue/catalogDatabase:CatalogDatabase",
    "aws:glue/catalogTable:CatalogTable",
    "aws:glue/catalogTableOptimizer:CatalogTableOptimizer",
    "aws:glue/classifier:Classifier",
    "aws:glue/crawler:Crawler",
    "aws:glue/dataQualityRuleset:DataQualityRuleset",
    "aws:glue/partition:Partition",
    "aws:glue/partitionIndex:PartitionIndex",
    "aws:glue/registry:Registry",
    "aws:glue/schema:Schema",
    "aws:glue/trigger:Trigger",
    "aws:glue/userDefinedFunction:UserDefinedFunction",
    "aws:glue/workflow:Workflow",
    "aws:lakeformation/dataCellsFilter:DataCellsFilter",
    "aws:lakeformation/lfTag:LfTag",
    "aws:lakeformation/resource:Resource",
    "aws:lakeformation/resourceLfTag:ResourceLfTag",
    "aws:lakeformation/resourceLfTags:ResourceLfTags",
)
_RESULTS = "configuration.resultConfiguration"
_MANAGED = "configuration.managedQueryResultsConfiguration"


@facts_of("aws:athena/workgroup:Workgroup")
def query_results(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The results of queries: copies of what was asked, kept by Athena or in a bucket."""
    yield Store(
        resource=found,
        kind=StoreKind.ANALYTICS,
        data_class=data_class_of(found, graph),
        encryption=_results(found, graph),
        backups_possible=False,
    )


def _results(found: Resource, graph: ResourceGraph) -> tuple[Encryption, ...]:
    """Where no encryption is asked for, the bucket's own applies, and it is judged there."""
    if found.flag(f"{_MANAGED}.enabled", default=False).value is True:
        return (keyed_encryption(found, graph, key=f"{_MANAGED}.encryptionConfiguration.kmsKey"),)
    option = found.text(f"{_RESULTS}.encryptionConfiguration.encryptionOption", default="")
    always = found.says(value=True, at=option.at)
    if isinstance(option.value, Unknown):
        hidden: Seen[KeyOwner] = Seen(option.value, option.at, found.urn)
        return (Encryption(encrypted=always, owner=hidden),)
    if option.value == "SSE_S3":
        return (Encryption(encrypted=always, owner=found.says(KeyOwner.PROVIDER, option.at)),)
    if option.value:
        return (
            keyed_encryption(found, graph, key=f"{_RESULTS}.encryptionConfiguration.kmsKeyArn"),
        )
    return ()


# Glue --------------------------------------------------------------------------------------------


@facts_of("aws:glue/job:Job")
def job(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A job keeps nothing; its arguments are written in the program."""
    del graph
    paths = ("defaultArguments", "nonOverridableArguments")
    yield ClearSecret(
        resource=found, clear=tuple(one for path in paths for one in mapped(found, path))
    )


_LAYERS = (
    ("s3Encryption", "s3EncryptionMode"),
    ("cloudwatchEncryption", "cloudwatchEncryptionMode"),
    ("jobBookmarksEncryption", "jobBookmarksEncryptionMode"),
)


@facts_of("aws:glue/securityConfiguration:SecurityConfiguration")
def security_configuration(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """How jobs encrypt their results, traces and bookmarks; `DISABLED` leaves AWS's own key."""
    yield Store(
        resource=found,
        kind=StoreKind.ANALYTICS,
        data_class=data_class_of(found, graph),
        encryption=tuple(_layer(found, graph, part, mode) for part, mode in _LAYERS),
        backups_possible=False,
    )


def _layer(found: Resource, graph: ResourceGraph, part: str, mode: str) -> Encryption:
    head = f"encryptionConfiguration.{part}"
    said = found.text(f"{head}.{mode}", default="DISABLED")
    always = found.says(value=True, at=said.at)
    if isinstance(said.value, Unknown):
        return Encryption(encrypted=always, owner=Seen(said.value, said.at, found.urn))
    if said.value.endswith("-KMS"):
        return Encryption(encrypted=always, owner=key_owner(found, f"{head}.kmsKeyArn", graph))
    owner: Seen[KeyOwner] = Seen(KeyOwner.PROVIDER, said.at, found.urn, said.default)
    return Encryption(encrypted=always, owner=owner)


_SETTINGS = "dataCatalogEncryptionSettings"
_AT_REST = f"{_SETTINGS}.encryptionAtRest"
_PASSWORDS = f"{_SETTINGS}.connectionPasswordEncryption"


@facts_of("aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings")
def catalogue(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The catalogue of tables, and the passwords of connections that it keeps."""
    mode = found.text(f"{_AT_REST}.catalogEncryptionMode", default="DISABLED")
    secret = found.flag(f"{_PASSWORDS}.returnConnectionPasswordEncrypted", default=False)
    yield Store(
        resource=found,
        kind=StoreKind.ANALYTICS,
        data_class=data_class_of(found, graph),
        encryption=(
            _switched(
                found,
                graph,
                mode.map(lambda said: said != "DISABLED"),
                f"{_AT_REST}.sseAwsKmsKeyId",
            ),
            _switched(found, graph, secret, f"{_PASSWORDS}.awsKmsKeyId"),
        ),
        backups_possible=False,
    )


def _switched(found: Resource, graph: ResourceGraph, on: Seen[bool], key: str) -> Encryption:
    owner = key_owner(found, key, graph)
    if on.value is False:
        owner = Seen(KeyOwner.NOBODY, on.at, on.on, on.default)
    return Encryption(encrypted=on, owner=owner)


# What asks for TLS inside the address of a database.
_ASKS_TLS = re.compile(
    r"(?i)(usessl|requiressl|ssl|encrypt)=true|sslmode=(require|verify)|jdbc:sqlserver.*encrypt=true"
)


@facts_of("aws:glue/connection:Connection")
def connection(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """How jobs reach a database: TLS is enforced only where it is asked for."""
    del graph
    yield ClearSecret(
        resource=found, clear=secrets_in_clear(found, "connectionProperties.PASSWORD")
    )
    properties = found.get("connectionProperties")
    kind = found.text("connectionType", default="JDBC")
    if isinstance(properties, Unknown):
        hidden: Seen[str] = Seen(properties, "connectionProperties", found.urn)
        yield Endpoint(resource=found, transit=(hidden,))
    elif kind.value == "JDBC":
        yield Endpoint(resource=found, transit=(_reached(found),))
    elif kind.value == "KAFKA":
        yield Endpoint(
            resource=found, transit=(_flagged(found, "KAFKA_SSL_ENABLED", default=True),)
        )


def _reached(found: Resource) -> Seen[str]:
    url = found.get("connectionProperties.JDBC_CONNECTION_URL")
    text = url.literal if isinstance(url, Text) else url
    if isinstance(text, str) and _ASKS_TLS.search(text):
        return found.says("1.2", "connectionProperties.JDBC_CONNECTION_URL")
    return _flagged(found, "JDBC_ENFORCE_SSL", default=False)


def _flagged(found: Resource, name: str, *, default: bool) -> Seen[str]:
    why = message(N_("connections to the database are not forced to use TLS"))
    on = found.flag(f"connectionProperties.{name}", default=default)
    return on.map(lambda forced: "1.2" if forced else "plain").because(why)


# Lake Formation ----------------------------------------------------------------------------------


@facts_of("aws:lakeformation/permissions:Permissions")
def lake_permissions(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Rights on the tables of a lake: all of them, on the whole catalogue, are too many."""
    del graph
    items = found.items("permissions")
    whole = found.flag("catalogResource", default=False)
    unread = items if isinstance(items, Unknown) else whole.value
    if isinstance(items, Unknown) or isinstance(unread, Unknown):
        yield Grant(resource=found, wide=(Seen(unread, "permissions", found.urn),))
        return
    why = message(N_("every right on the whole catalogue is granted"))
    wide = whole.value is True and "ALL" in items
    yield Grant(resource=found, wide=(Seen(wide, "permissions", found.urn, why=why),))


@facts_of("aws:lakeformation/dataLakeSettings:DataLakeSettings")
def lake_settings(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """What new databases and tables grant by default: to everybody in the account, or nobody."""
    del graph
    for path in ("createDatabaseDefaultPermissions", "createTableDefaultPermissions"):
        items = found.items(path)
        if isinstance(items, Unknown):
            yield Grant(resource=found, wide=(Seen(items, path, found.urn),))
            continue
        for rank, item in enumerate(items):
            at = f"{path}[{rank}].principal"
            everybody = dig(item, "principal")
            value = everybody if isinstance(everybody, Unknown) else _to_everybody(item)
            why = message(N_("new tables grant every right to everybody in the account"))
            yield Grant(resource=found, wide=(Seen(value, at, found.urn, why=why),))


def _to_everybody(item: object) -> bool:
    rights = item.get("permissions") if isinstance(item, dict) else None
    named = item.get("principal") if isinstance(item, dict) else None
    return named == "IAM_ALLOWED_PRINCIPALS" and isinstance(rights, list) and "ALL" in rights
