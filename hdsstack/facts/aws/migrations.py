"""DMS: what carries databases from one place to another."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.keys import keyed_encryption
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.secret_values import secrets_in_clear
from hdsstack.model.facts import ClearSecret, Endpoint, Fact, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

JOINED = (
    "aws:dms/replicationSubnetGroup:ReplicationSubnetGroup",
    "aws:dms/certificate:Certificate",
    "aws:dms/eventSubscription:EventSubscription",
    "aws:dms/replicationTask:ReplicationTask",
)
_PASSWORDS = (
    "password",
    "kafkaSettings.saslPassword",
    "kafkaSettings.sslClientKeyPassword",
    "redisSettings.authPassword",
)
# Interfaces of AWS, reached over HTTPS whatever `sslMode` says (DMS user guide, read 2026-11).
_OVER_HTTPS = ("s3", "kinesis", "dynamodb", "opensearch", "elasticsearch", "neptune")
# Engines whose settings say it in their own words: path, the default, and what means no TLS.
_OWN_WORDS = {
    "kafka": ("kafkaSettings.securityProtocol", "plaintext", ("plaintext",)),
    "redis": ("redisSettings.sslSecurityProtocol", "ssl-encryption", ("plaintext",)),
}
_PLAIN_MODES = ("none",)


@facts_of("aws:dms/replicationInstance:ReplicationInstance")
def migration(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A migration keeps what passes on its disk; the provider makes it private unless asked."""
    yield Store(
        resource=found,
        kind=StoreKind.DISK,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyArn"),),
        public=(found.flag("publiclyAccessible", default=False),),
        backups_possible=False,
    )


@facts_of("aws:dms/replicationConfig:ReplicationConfig")
def serverless_migration(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A migration without a server of its own, inside a network by nature."""
    yield Store(
        resource=found,
        kind=StoreKind.DISK,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="computeConfig.kmsKeyId"),),
        backups_possible=False,
    )


@facts_of("aws:dms/s3Endpoint:S3Endpoint")
def migration_files(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A bucket as source or target: reached over HTTPS."""
    del graph
    yield Endpoint(resource=found, transit=(found.says("1.2"),))


@facts_of("aws:dms/endpoint:Endpoint")
def migration_endpoint(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A source or a target of a migration: plain unless it says otherwise."""
    del graph
    yield Endpoint(resource=found, transit=(_transit(found),))
    yield ClearSecret(resource=found, clear=secrets_in_clear(found, *_PASSWORDS))


def _transit(found: Resource) -> Seen[str]:
    engine = found.text("engineName")
    if isinstance(engine.value, Unknown):
        return Seen(engine.value, "engineName", found.urn)
    if engine.value in _OVER_HTTPS:
        return found.says("1.2", "engineName")
    path, default, plain = _OWN_WORDS.get(engine.value, ("sslMode", "none", _PLAIN_MODES))
    why = message(N_("the migration reaches its source or target without TLS"))
    said = found.text(path, default=default).map(lambda mode: "plain" if mode in plain else "1.2")
    return said.because(why)
