"""Messages on the way: SQS, SNS, Kinesis, Firehose, Kafka, Amazon MQ."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.events import sent_to
from hdsstack.facts.aws.keys import key_owner, keyed_encryption, provider_encryption
from hdsstack.facts.aws.kms import open_policy
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.private_access import endpoint_claims
from hdsstack.facts.aws.secret_values import secret_in_clear, secrets_in_clear
from hdsstack.facts.aws.zones import in_several_zones
from hdsstack.model.facts import (
    Claims,
    ClearSecret,
    Copy,
    Encryption,
    Endpoint,
    Fact,
    KeyOwner,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

QUEUE = "aws:sqs/queue:Queue"
TOPIC = "aws:sns/topic:Topic"
STREAM = "aws:kinesis/stream:Stream"
_BY_ARN = ("sqs", "lambda", "firehose")
_QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy"
_TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"
_BUS_POLICY = "aws:cloudwatch/eventBusPolicy:EventBusPolicy"
JOINED = (
    _BUS_POLICY,
    _QUEUE_POLICY,
    _TOPIC_POLICY,
    "aws:sqs/redrivePolicy:RedrivePolicy",
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    "aws:kinesis/streamConsumer:StreamConsumer",
    "aws:msk/configuration:Configuration",
    "aws:mq/configuration:Configuration",
)


def _clear(found: Resource, path: str, *, default: bool) -> Encryption:
    """Nothing encrypts."""
    return Encryption(
        encrypted=Seen(value=False, at=path, on=found.urn, default=default),
        owner=Seen(KeyOwner.NOBODY, path, found.urn, default),
    )


def _policies(found: Resource, graph: ResourceGraph, path: str, kind: str) -> Claims:
    """Whether a policy of a queue or a topic lets any principal in."""
    own = [open_policy(found, "policy")] if found.has("policy") else []
    return (*own, *(open_policy(one, "policy") for one in graph.pointing(found, path, kind)))


@facts_of(QUEUE)
def queue(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A queue, encrypted by SQS itself since 2022-10 unless that is switched off."""
    managed = found.flag("sqsManagedSseEnabled", default=True)
    if isinstance(managed.value, Unknown) and not found.has("kmsMasterKeyId"):
        owner: Seen[KeyOwner] = Seen(managed.value, managed.at, found.urn)
        encryption = Encryption(encrypted=managed, owner=owner)
    elif found.has("kmsMasterKeyId") or managed.value is not False:
        encryption = keyed_encryption(found, graph, key="kmsMasterKeyId")
    else:
        encryption = _clear(found, "sqsManagedSseEnabled", default=False)
    yield Store(
        resource=found,
        kind=StoreKind.QUEUE,
        data_class=data_class_of(found, graph),
        encryption=(encryption,),
        public=_policies(found, graph, "queueUrl", _QUEUE_POLICY),
        private=endpoint_claims(found, graph, "sqs"),
        backups_possible=False,
    )


@facts_of(TOPIC)
def topic(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A topic: its disks are encrypted by AWS, its messages too where it names a key.

    Source: AWS Security Hub user guide, SNS.1, and SNS developer guide, data encryption, 2026-11.
    """
    yield Store(
        resource=found,
        kind=StoreKind.QUEUE,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsMasterKeyId"),),
        public=_policies(found, graph, "arn", _TOPIC_POLICY),
        private=endpoint_claims(found, graph, "sns"),
        backups_possible=False,
    )


@facts_of("aws:sns/topicSubscription:TopicSubscription")
def subscription(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Where a topic sends its messages; `http` sends them in clear."""
    protocol = found.text("protocol")
    if protocol.value in _BY_ARN:
        yield Copy(resource=found, provider="aws", region=sent_to(found, "endpoint", graph))
    why = message(N_("messages are sent over plain HTTP"))
    sent = protocol.map(lambda said: "plain" if said == "http" else "1.2")
    yield Endpoint(resource=found, transit=(sent.because(why),))


@facts_of(STREAM)
def stream(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A stream keeps records in clear unless its encryption is KMS."""
    kind = found.text("encryptionType", default="NONE")
    encryption = Encryption(
        encrypted=kind.map(lambda said: said == "KMS"), owner=key_owner(found, "kmsKeyId", graph)
    )
    if kind.value == "NONE":
        encryption = _clear(found, "encryptionType", default=kind.default)
    yield Store(
        resource=found,
        kind=StoreKind.QUEUE,
        data_class=data_class_of(found, graph),
        encryption=(encryption,),
        transit=(found.says("1.2"),),
        private=endpoint_claims(found, graph, "kinesis-streams"),
        backups_possible=False,
    )


_OUTSIDE = ("httpEndpointConfiguration", "splunkConfiguration", "snowflakeConfiguration")
_PASSWORDS = (
    "httpEndpointConfiguration.accessKey",
    "redshiftConfiguration.password",
    "splunkConfiguration.hecToken",
    "snowflakeConfiguration.privateKey",
    "snowflakeConfiguration.keyPassphrase",
)


@facts_of("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream")
def delivery(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A delivery stream; one that reads another stream keeps nothing of its own."""
    if not found.has("kinesisSourceConfiguration") and not found.has("mskSourceConfiguration"):
        enabled = found.flag("serverSideEncryption.enabled", default=False)
        encryption = Encryption(
            encrypted=enabled, owner=key_owner(found, "serverSideEncryption.keyArn", graph)
        )
        if enabled.value is False:
            encryption = _clear(found, "serverSideEncryption.enabled", default=enabled.default)
        yield Store(
            resource=found,
            kind=StoreKind.QUEUE,
            data_class=data_class_of(found, graph),
            encryption=(encryption,),
            transit=(found.says("1.2"),),
            backups_possible=False,
        )
    for path in _OUTSIDE:
        if found.has(path):
            where = Unknown("the records leave AWS for a service whose place is not known")
            yield Copy(resource=found, provider="aws", region=Seen(where, path, found.urn))
    yield ClearSecret(resource=found, clear=secrets_in_clear(found, *_PASSWORDS))


_BROKERS = "encryptionInfo.encryptionInTransit.clientBroker"
_PUBLIC = "brokerNodeGroupInfo.connectivityInfo.publicAccess.type"


@facts_of("aws:msk/cluster:Cluster")
def kafka(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A Kafka cluster: encrypted by nature, TLS only by default."""
    protocol = found.text(_BROKERS, default="TLS")
    yield Store(
        resource=found,
        kind=StoreKind.QUEUE,
        data_class=data_class_of(found, graph),
        encryption=(
            keyed_encryption(found, graph, key="encryptionInfo.encryptionAtRestKmsKeyArn"),
        ),
        public=(found.text(_PUBLIC, default="DISABLED").map(lambda said: said != "DISABLED"),),
        transit=(protocol.map(lambda said: "1.2" if said == "TLS" else "plain"),),
        zones=(in_several_zones(found, "brokerNodeGroupInfo.clientSubnets", graph),),
        backups_possible=False,
    )


@facts_of("aws:msk/serverlessCluster:ServerlessCluster")
def serverless_kafka(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Encrypted by AWS's own key, TLS only."""
    yield Store(
        resource=found,
        kind=StoreKind.QUEUE,
        data_class=data_class_of(found, graph),
        encryption=(provider_encryption(found),),
        transit=(found.says("1.2"),),
        backups_possible=False,
    )


@facts_of("aws:mq/broker:Broker")
def broker(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A message broker: AWS's own key unless one is named, one zone unless it says otherwise."""
    mode = found.text("deploymentMode", default="SINGLE_INSTANCE")
    yield Store(
        resource=found,
        kind=StoreKind.QUEUE,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="encryptionOptions.kmsKeyId"),),
        public=(found.flag("publiclyAccessible", default=False),),
        transit=(found.says("1.2"),),
        zones=(mode.map(lambda said: said != "SINGLE_INSTANCE"),),
        backups_possible=False,
    )
    users = found.items("users")
    for index in range(0 if isinstance(users, Unknown) else len(users)):
        if claim := secret_in_clear(found, f"users[{index}].password"):
            yield ClearSecret(resource=found, clear=(claim,))


@facts_of("aws:sfn/stateMachine:StateMachine")
def state_machine(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A workflow keeps what passes through it for 90 days, under AWS's key unless one is named."""
    key = "encryptionConfiguration.kmsKeyId"
    yield Store(
        resource=found,
        kind=StoreKind.QUEUE,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key=key),),
        backups_possible=False,
    )


@facts_of("aws:cloudwatch/eventBus:EventBus")
def event_bus(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A bus of events, under AWS's key unless one is named."""
    yield Store(
        resource=found,
        kind=StoreKind.QUEUE,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyIdentifier"),),
        public=tuple(
            open_policy(one, "policy") for one in graph.pointing(found, "eventBusName", _BUS_POLICY)
        ),
        backups_possible=False,
    )
