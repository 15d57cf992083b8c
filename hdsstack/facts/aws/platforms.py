"""Platforms that run what others wrote: Airflow, Hadoop and Spark, Beanstalk, Kafka Connect, BI.

Defaults as the provider and AWS document them, read 2026-11.
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.environments import mapped
from hdsstack.facts.aws.keys import keyed_encryption, owner_of_value
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.documents import document
from hdsstack.model.facts import (
    ClearSecret,
    Encryption,
    Endpoint,
    Fact,
    KeyOwner,
    Machine,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Unknown, dig

_SECURITY = "aws:emr/securityConfiguration:SecurityConfiguration"
JOINED = (
    _SECURITY,
    "aws:elasticbeanstalk/application:Application",
    "aws:elasticbeanstalk/applicationVersion:ApplicationVersion",
    "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration",
    "aws:mskconnect/customPlugin:CustomPlugin",
    "aws:mskconnect/workerConfiguration:WorkerConfiguration",
)


# Airflow -----------------------------------------------------------------------------------------


@facts_of("aws:mwaa/environment:Environment")
def airflow(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Workflows: AWS's own key unless one is named, a private web server unless it is opened."""
    mode = found.text("webserverAccessMode", default="PRIVATE_ONLY")
    yield Store(
        resource=found,
        kind=StoreKind.ANALYTICS,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKey"),),
        public=(mode.map(lambda said: said == "PUBLIC_ONLY"),),
        transit=(found.says("1.2"),),
        backups_possible=False,
    )
    yield ClearSecret(resource=found, clear=tuple(mapped(found, "airflowConfigurationOptions")))


# EMR ---------------------------------------------------------------------------------------------

_DISKS = "EncryptionConfiguration.AtRestEncryptionConfiguration.LocalDiskEncryptionConfiguration"
_MOVING = "EncryptionConfiguration.EnableInTransitEncryption"
_RESTING = "EncryptionConfiguration.EnableAtRestEncryption"


@facts_of("aws:emr/cluster:Cluster")
def hadoop(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cluster whose disks and transport are in clear unless a security configuration says."""
    holder, said = _security(found, graph)
    moving = said if isinstance(said, Unknown) else dig(said, _MOVING)
    value = moving if isinstance(moving, Unknown) else ("1.2" if moving is True else "plain")
    why = message(N_("the nodes of the cluster exchange data in clear"))
    at = "configuration" if holder is not found else "securityConfiguration"
    yield Store(
        resource=found,
        kind=StoreKind.MACHINE_DISK,
        data_class=data_class_of(found, graph),
        encryption=(_disks(holder, at, said, graph),),
        transit=(Seen(value, at, holder.urn, why=why),),
        backups_possible=False,
    )


def _security(found: Resource, graph: ResourceGraph) -> tuple[Resource, Found]:
    """The security configuration that a cluster names, and what it says."""
    match graph.linked(found, "securityConfiguration", _SECURITY):
        case Resource() as holder:
            return holder, document(holder.get("configuration"))
        case Literal():
            return found, Unknown("the security configuration is not in this stack")
        case Unknown() as missing:
            return found, missing
        case None:
            return found, {}


def _disks(holder: Resource, at: str, said: Found, graph: ResourceGraph) -> Encryption:
    on = said if isinstance(said, Unknown) else dig(said, _RESTING)
    if isinstance(on, Unknown):
        return Encryption(encrypted=Seen(on, at, holder.urn), owner=Seen(on, at, holder.urn))
    disks = dig(said, _DISKS)
    encrypted: bool | Unknown = disks if isinstance(disks, Unknown) else isinstance(disks, dict)
    if on is not True or encrypted is False:
        return Encryption(
            encrypted=holder.says(value=False, at=at), owner=holder.says(KeyOwner.NOBODY, at)
        )
    key = dig(said, f"{_DISKS}.AwsKmsKey")
    owner = owner_of_value(key, holder, at, graph)
    return Encryption(encrypted=holder.says(encrypted, at), owner=owner)


# Beanstalk ---------------------------------------------------------------------------------------


@facts_of("aws:elasticbeanstalk/environment:Environment")
def beanstalk(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The machines of a platform, as far as its settings speak of them."""
    yield Machine(
        resource=found,
        data_class=data_class_of(found, graph),
        public_address=(_setting(found, "AssociatePublicIpAddress"),),
        metadata_v2=(_setting(found, "DisableIMDSv1"),),
    )


def _setting(found: Resource, name: str) -> Seen[bool]:
    """A yes or no among the settings; the platform's own default is not known."""
    items = found.items("settings")
    if isinstance(items, Unknown):
        return Seen(items, "settings", found.urn)
    for rank, item in enumerate(items):
        if dig(item, "name") == name:
            return found.flag(f"settings[{rank}].value")
    default = Unknown("what the platform does where no setting says it")
    return Seen(default, "settings", found.urn, default=True)


# Kafka Connect, QuickSight -----------------------------------------------------------------------


@facts_of("aws:mskconnect/connector:Connector")
def kafka_connector(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A connector between Kafka and something else: its settings, and how it reaches Kafka."""
    del graph
    mode = found.text("kafkaClusterEncryptionInTransit.encryptionType", default="PLAINTEXT")
    why = message(N_("the connector reaches Kafka without TLS"))
    sent = mode.map(lambda said: "1.2" if said == "TLS" else "plain")
    yield Endpoint(resource=found, transit=(sent.because(why),))
    yield ClearSecret(resource=found, clear=tuple(mapped(found, "connectorConfiguration")))


@facts_of("aws:quicksight/dataSource:DataSource")
def report_source(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """How reports reach a database: over TLS unless that is switched off."""
    del graph
    off = found.flag("sslProperties.disableSsl", default=False)
    yield Endpoint(resource=found, transit=(off.map(lambda said: "plain" if said else "1.2"),))
