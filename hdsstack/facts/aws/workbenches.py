"""Notebooks, desktops, user directories, file exchanges: services around the stores."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.answering import answers_all
from hdsstack.facts.aws.balancers import minimum
from hdsstack.facts.aws.keys import flagged_encryption, keyed_encryption, provider_encryption
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.protection import deletion_claims
from hdsstack.model.facts import (
    Endpoint,
    Fact,
    Machine,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, unknowns_in

JOINED = (
    "aws:cognito/userPoolClient:UserPoolClient",
    "aws:cognito/userPoolDomain:UserPoolDomain",
    "aws:cognito/identityPool:IdentityPool",
    "aws:transfer/user:User",
    "aws:transfer/sshKey:SshKey",
)


@facts_of("aws:sagemaker/notebookInstance:NotebookInstance")
def notebook(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A notebook: its disk under AWS's key unless one is named, an address unless it is refused."""
    data_class = data_class_of(found, graph)
    yield Store(
        resource=found,
        kind=StoreKind.MACHINE_DISK,
        data_class=data_class,
        encryption=(keyed_encryption(found, graph, key="kmsKeyId"),),
        backups_possible=False,
    )
    why = message(N_("the notebook reaches the internet from outside your network"))
    reached = found.text("directInternetAccess", default="Enabled").because(why)
    version = found.text(
        "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion", default="1"
    )
    yield Machine(
        resource=found,
        data_class=data_class,
        public_address=(reached.map(lambda said: said == "Enabled"),),
        metadata_v2=(version.map(lambda said: said == "2"),),
    )


@facts_of("aws:sagemaker/domain:Domain")
def studio(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The shared files of a studio."""
    yield Store(
        resource=found,
        kind=StoreKind.FILES,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="kmsKeyId"),),
        backups_possible=False,
    )


@facts_of("aws:workspaces/workspace:Workspace")
def desktop(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A desktop: both of its disks are in clear unless asked."""
    key = "volumeEncryptionKey"
    flags = ("rootVolumeEncryptionEnabled", "userVolumeEncryptionEnabled")
    yield Store(
        resource=found,
        kind=StoreKind.MACHINE_DISK,
        data_class=data_class_of(found, graph),
        encryption=tuple(
            flagged_encryption(found, graph, flag=flag, key=key, default=False) for flag in flags
        ),
        backups_possible=False,
    )


@facts_of("aws:cognito/userPool:UserPool")
def user_directory(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A directory of users, encrypted by AWS."""
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph),
        encryption=(provider_encryption(found),),
        transit=(found.says("1.2"),),
        guarded=(
            found.text("deletionProtection", default="INACTIVE").map(lambda said: said == "ACTIVE"),
            *deletion_claims(found),
        ),
        backups_possible=False,
    )


@facts_of("aws:transfer/server:Server")
def file_exchange(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A file exchange; FTP is plain, an endpoint outside a network answers to everybody."""
    del graph
    protocols = found.items("protocols")
    why = message(N_("files are exchanged over plain FTP"))
    unread = next((one for one in unknowns_in(found.get("protocols"))), None)
    if unread is not None:
        yield Endpoint(resource=found, transit=(Seen(unread, "protocols", found.urn),))
    elif not isinstance(protocols, Unknown) and "FTP" in protocols:
        yield Endpoint(resource=found, transit=(Seen("plain", "protocols", found.urn, why=why),))
    else:
        policy = minimum(found, "securityPolicyName", "transfer", "TransferSecurityPolicy-2018-11")
        yield Endpoint(resource=found, transit=(policy,))
    kind = found.text("endpointType", default="PUBLIC")
    if kind.value == "PUBLIC":
        yield answers_all(found, kind.at, port=22, entry=False)
