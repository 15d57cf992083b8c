"""Directories of users, and the desktops and applications that are streamed to them.

Defaults as the provider documents them (reference of pulumi-aws 7.51.1, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.secret_values import secrets_in_clear
from hdsstack.facts.aws.shapes import Shape, kept
from hdsstack.facts.paths import spread
from hdsstack.model.facts import ClearSecret, Copy, Fact, Machine, Opening, Ports, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

DIRECTORY = "aws:directoryservice/directory:Directory"
JOINED = (
    "aws:directoryservice/conditionalForwarder:ConditionalForwarder",
    "aws:directoryservice/ipRoute:IpRoute",
    "aws:directoryservice/logSubscription:LogSubscription",
    "aws:directoryservice/sharedDirectory:SharedDirectory",
    "aws:directoryservice/sharedDirectoryAccepter:SharedDirectoryAccepter",
    "aws:appstream/fleetStackAssociation:FleetStackAssociation",
    "aws:appstream/user:User",
    "aws:appstream/userStackAssociation:UserStackAssociation",
    "aws:cognito/resourceServer:ResourceServer",
    "aws:cognito/riskConfiguration:RiskConfiguration",
    "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment",
    "aws:cognito/userGroup:UserGroup",
    "aws:cognito/userInGroup:UserInGroup",
)
_DIRECTORY = Shape(kind=StoreKind.DATABASE, passwords=("password",), guarded=True)


@facts_of(DIRECTORY)
def directory(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A directory in a network, under AWS's own key, that AWS backs up by itself.

    A connector keeps nothing: it asks the directory that is elsewhere.
    """
    if found.get("type") == "ADConnector":
        yield ClearSecret(resource=found, clear=secrets_in_clear(found, *_DIRECTORY.passwords))
    else:
        yield from kept(found, graph, _DIRECTORY)


@facts_of("aws:directoryservice/serviceRegion:ServiceRegion")
def directory_copy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A copy of a directory in another region."""
    del graph
    yield Copy(resource=found, provider="aws", region=found.text("regionName"))


@facts_of("aws:workspaces/directory:Directory")
def desktops(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Desktops have public addresses where their directory gives them the internet."""
    address = found.flag("workspaceCreationProperties.enableInternetAccess", default=False)
    yield Machine(resource=found, data_class=data_class_of(found, graph), public_address=(address,))


@facts_of("aws:workspaces/ipGroup:IpGroup")
def desktop_sources(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The addresses from which desktops may be reached, over TLS."""
    del graph
    for path in spread(found, "rules[].source"):
        source = found.text(path)
        sources: Seen[tuple[str, ...]] = source.map(lambda said: (said,))
        yield Opening(
            resource=found,
            inbound=True,
            group=found.urn,
            ports=Seen(Ports(protocol="tcp", ranges=((443, 443),)), path, found.urn),
            sources=sources,
        )


@facts_of("aws:appstream/fleet:Fleet", "aws:appstream/imageBuilder:ImageBuilder")
def streamed(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Machines that stream applications have public addresses where they are given the internet."""
    address = found.flag("enableDefaultInternetAccess", default=False)
    yield Machine(resource=found, data_class=data_class_of(found, graph), public_address=(address,))


@facts_of("aws:appstream/stack:Stack")
def stack(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Files of users are kept in a bucket of AWS, or in drives of other companies."""
    del graph
    for path in spread(found, "storageConnectors[].connectorType"):
        kind = found.text(path)
        if kind.value in ("GOOGLE_DRIVE", "ONE_DRIVE"):
            where = Unknown("files of users are kept in a drive whose place is not known")
            yield Copy(resource=found, provider="aws", region=Seen(where, path, found.urn))
        elif isinstance(kind.value, Unknown):
            yield Copy(resource=found, provider="aws", region=Seen(kind.value, path, found.urn))
