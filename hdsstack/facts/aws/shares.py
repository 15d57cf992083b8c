"""What is given to other accounts: images, and snapshots of disks and of databases.

A permission names accounts, or everybody; whoever is given a snapshot may copy it, also to another
region (Amazon EC2 and RDS user guides, sharing of snapshots and images, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import region_in_arn
from hdsstack.facts.aws.place import data_class_of, region_of
from hdsstack.model.facts import Copy, Fact, Store, StoreKind
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, unknowns_in

_EVERYBODY = "all"
_IMAGES = (
    "aws:ec2/ami:Ami",
    "aws:ec2/amiCopy:AmiCopy",
    "aws:ec2/amiFromInstance:AmiFromInstance",
    "aws:ebs/snapshotImport:SnapshotImport",
)
_HOLDERS = ("accountId", "organizationArn", "organizationalUnitArn")


@facts_of("aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission")
def disk_share(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A snapshot of a disk given to one account: the type has no word for everybody."""
    del graph
    yield _given(found, "accountId")


@facts_of("aws:ec2/amiLaunchPermission:AmiLaunchPermission")
def image_share(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An image given to an account or an organisation, or to everybody."""
    if not found.has("group"):
        yield from (_given(found, path) for path in _HOLDERS if found.has(path))
        return
    linked = graph.linked(found, "imageId", *_IMAGES)
    image = linked if isinstance(linked, Resource) else None
    why = message(N_("the permission gives the image to every account of AWS"))
    yield Store(
        resource=found,
        kind=StoreKind.DISK,
        data_class=data_class_of(found, graph, image),
        public=(found.text("group").map(lambda said: said == _EVERYBODY).because(why),),
        backups_possible=False,
    )


def replica_abroad(db: Resource, graph: ResourceGraph, *sources: str) -> Iterator[Copy]:
    """A cluster that copies another one, which it names by its ARN, from another region."""
    path, here = "replicationSourceIdentifier", region_of(db, graph).value
    match graph.linked(db, path, *sources):
        case Resource() as source:
            origin, there = source, region_of(source, graph).value
        case Literal(text):
            origin, there = db, region_in_arn(text)
        case Unknown() as missing:
            origin, there = db, missing
        case None:
            return
    if there != here:
        yield Copy(resource=origin, provider="aws", region=Seen(here, path, db.urn))


def shared_with_all(found: Resource, path: str) -> Seen[bool]:
    """Whether the accounts listed at `path` are all that there are."""
    listed = found.items(path)
    unread = next(unknowns_in(found.get(path)), None)
    value: bool | Unknown = not isinstance(listed, Unknown) and _EVERYBODY in listed
    if unread is not None and value is False:
        value = unread
    return Seen(value, path, found.urn)


def shared_copies(found: Resource, path: str) -> Iterator[Copy]:
    """The copies that the accounts listed at `path` may make."""
    if found.has(path) and shared_with_all(found, path).value is False:
        yield _given(found, path)


def _given(found: Resource, path: str) -> Copy:
    where = Unknown("the account that it is shared with may copy it to another region")
    return Copy(resource=found, provider="aws", region=Seen(where, path, found.urn))
