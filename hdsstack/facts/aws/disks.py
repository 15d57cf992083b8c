"""Disks of EC2: volumes, root and attached disks of machines and templates, snapshots, images.

A disk that says nothing is in clear, unless the program sets the account's default for that region.
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import coverage, with_own
from hdsstack.facts.aws.keys import key_owner
from hdsstack.facts.aws.links import of_region
from hdsstack.facts.aws.place import data_class_of, region_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.aws.snapshot_policies import snapshots
from hdsstack.model.facts import Copy, Coverage, Encryption, Fact, KeyOwner, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

VOLUME = "aws:ebs/volume:Volume"
INSTANCE = "aws:ec2/instance:Instance"
SNAPSHOT = "aws:ebs/snapshot:Snapshot"
_IMPORT = "aws:ebs/snapshotImport:SnapshotImport"
_IMAGE = "aws:ec2/ami:Ami"
_BY_DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault"
_DEFAULT_KEY = "aws:ebs/defaultKmsKey:DefaultKmsKey"
_ATTACHMENT = "aws:ec2/volumeAttachment:VolumeAttachment"
JOINED = (_BY_DEFAULT, _DEFAULT_KEY, _ATTACHMENT)
_COPIES = {
    "aws:ebs/snapshotCopy:SnapshotCopy": "sourceSnapshotId",
    "aws:ec2/amiCopy:AmiCopy": "sourceAmiId",
}


def disk(resource: Resource, path: str, graph: ResourceGraph) -> Encryption:
    """The encryption of the disk written at `path` (empty for the resource itself)."""
    head = f"{path}." if path else ""
    flag, key = f"{head}encrypted", f"{head}kmsKeyId"
    if resource.has(flag):
        encrypted = resource.flag(flag)
    elif _made_from_another(resource, head) and default_on(resource, graph) is False:
        missing = Unknown("as the snapshot or the image that the disk is made from")
        encrypted = Seen(missing, flag, resource.urn)
    else:
        encrypted = Seen(default_on(resource, graph), flag, resource.urn, default=True)
    return Encryption(encrypted=encrypted, owner=_owner(encrypted, resource, key, graph))


def _made_from_another(resource: Resource, head: str) -> bool:
    """A disk or a copy that says nothing is encrypted where what it is made from is."""
    return resource.has(f"{head}{_COPIES.get(resource.type, 'snapshotId')}")


def _owner(
    encrypted: Seen[bool], resource: Resource, key: str, graph: ResourceGraph
) -> Seen[KeyOwner]:
    if encrypted.value is False:
        return Seen(KeyOwner.NOBODY, encrypted.at, encrypted.on, encrypted.default)
    if resource.has(key):
        return key_owner(resource, key, graph)
    defaults = of_region(resource, graph, _DEFAULT_KEY)
    if isinstance(defaults, Unknown):
        return Seen(defaults, key, resource.urn)
    for default in defaults:
        return key_owner(default, "keyArn", graph)
    return key_owner(resource, key, graph)


def default_on(resource: Resource, graph: ResourceGraph) -> bool | Unknown:
    """Whether the program encrypts new disks by default in the resource's region."""
    settings = of_region(resource, graph, _BY_DEFAULT)
    if isinstance(settings, Unknown):
        return settings
    return any(setting.flag("enabled", default=True).value is True for setting in settings)


def machine_disks(
    machine: Resource, template: Resource | None, graph: ResourceGraph
) -> tuple[Encryption, ...]:
    """The root disk, what the machine adds, and what its template says of them."""
    found = [disk(machine, "rootBlockDevice", graph)] if machine.has("rootBlockDevice") else []
    added = machine.items("ebsBlockDevices")
    if isinstance(added, Unknown):
        found.append(_hidden(machine, "ebsBlockDevices", added))
    else:
        found += [disk(machine, f"ebsBlockDevices[{i}]", graph) for i in range(len(added))]
    if template is not None:
        found += template_disks(template, graph)
    elif not machine.has("rootBlockDevice"):
        found.append(disk(machine, "rootBlockDevice", graph))
    return tuple(found)


def template_disks(template: Resource, graph: ResourceGraph) -> list[Encryption]:
    """The disks of a launch template; without any, the image's root disk, which says nothing."""
    items = template.items("blockDeviceMappings")
    if isinstance(items, Unknown):
        return [_hidden(template, "blockDeviceMappings", items)]
    paths = [f"blockDeviceMappings[{i}].ebs" for i in range(len(items))]
    mapped = [path for path in paths if template.has(path)]
    if not mapped:
        return [disk(template, "blockDeviceMappings", graph)]
    return [disk(template, path, graph) for path in mapped]


def _hidden(resource: Resource, path: str, why: Unknown) -> Encryption:
    return Encryption(encrypted=Seen(why, path, resource.urn), owner=Seen(why, path, resource.urn))


@facts_of(VOLUME)
def volume(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A disk of its own; the backup of the machine that it is attached to holds it too."""
    yield Store(
        resource=found,
        kind=StoreKind.DISK,
        data_class=data_class_of(found, graph),
        encryption=(disk(found, "", graph),),
        backups=_volume_backups(found, graph),
        guarded=(pulumi_guard(found),),
    )


def _volume_backups(volume: Resource, graph: ResourceGraph) -> tuple[Coverage, ...] | Unknown:
    own = with_own(coverage(volume, graph), *snapshots(volume, graph))
    if isinstance(own, tuple) and own:
        return own
    for attachment in graph.pointing(volume, "volumeId", _ATTACHMENT):
        machine = graph.linked(attachment, "instanceId", INSTANCE)
        if isinstance(machine, Resource):
            held = with_own(coverage(machine, graph), *snapshots(machine, graph))
            return own if isinstance(held, tuple) and not held else held
    return own


@facts_of(SNAPSHOT)
def snapshot(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A snapshot is encrypted as its volume."""
    linked = graph.linked(found, "volumeId", VOLUME)
    source = linked if isinstance(linked, Resource) else None
    yield Store(
        resource=found,
        kind=StoreKind.DISK,
        data_class=data_class_of(found, graph, source),
        encryption=(disk(source, "", graph),) if source else (),
        backups_possible=False,
    )


@facts_of(*_COPIES)
def disk_copy(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A copy of a snapshot or an image into the region that this resource is made in."""
    region = region_of(found, graph)
    yield Copy(resource=found, provider="aws", region=Seen(region.value, region.at, found.urn))
    yield Store(
        resource=found,
        kind=StoreKind.DISK,
        data_class=data_class_of(found, graph),
        encryption=(disk(found, "", graph),),
        backups_possible=False,
    )


@facts_of(_IMPORT, _IMAGE, "aws:ec2/amiFromInstance:AmiFromInstance")
def image(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An image: a copy of disks; who else has it stands in its permissions."""
    yield Store(
        resource=found,
        kind=StoreKind.DISK,
        data_class=data_class_of(found, graph),
        encryption=_image_disks(found, graph),
        backups_possible=False,
    )


def _image_disks(found: Resource, graph: ResourceGraph) -> tuple[Encryption, ...]:
    """What is imported or written into an image; an image of a machine is as its disks are."""
    if found.type == _IMPORT:
        return (disk(found, "", graph),)
    blocks = found.items("ebsBlockDevices") if found.type == _IMAGE else []
    if isinstance(blocks, Unknown):
        return (_hidden(found, "ebsBlockDevices", blocks),)
    return tuple(_block(found, f"ebsBlockDevices[{rank}]", graph) for rank in range(len(blocks)))


def _block(image: Resource, path: str, graph: ResourceGraph) -> Encryption:
    """A disk of an image is encrypted as the snapshot that it is made from, as its volume is."""
    made_from = graph.linked(image, f"{path}.snapshotId", SNAPSHOT)
    if isinstance(made_from, Resource):
        source = graph.linked(made_from, "volumeId", VOLUME)
        if isinstance(source, Resource):
            return disk(source, "", graph)
    return disk(image, path, graph)
