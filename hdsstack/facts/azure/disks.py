"""Managed disks, snapshots and images. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.copies import copies_to
from hdsstack.facts.azure.coverage import coverage
from hdsstack.facts.azure.joins import linked
from hdsstack.facts.azure.locks import guarded
from hdsstack.facts.azure.place import data_class, region_of
from hdsstack.model.facts import Copy, Coverage, Encryption, Fact, KeyOwner, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, dig

DISK = "azure-native:compute:Disk"
SNAPSHOT = "azure-native:compute:Snapshot"
IMAGE_VERSION = "azure-native:compute:GalleryImageVersion"
MACHINE = "azure-native:compute:VirtualMachine"
JOINED = (
    "azure-native:compute:DiskEncryptionSet",
    "azure-native:compute:DiskAccess",
    "azure-native:compute:Gallery",
    "azure-native:compute:GalleryImage",
    "azure-native:compute:Image",
)
_SET = "encryption.diskEncryptionSetId"


@facts_of(DISK)
def disk(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Always encrypted with Microsoft's key, unless a disk encryption set is named."""
    yield Store(
        resource=resource,
        kind=StoreKind.DISK,
        data_class=data_class(resource),
        encryption=(_encryption(resource),),
        backups=(*coverage(resource, graph), *_with_machine(resource, graph)),
        guarded=guarded(resource, graph),
        zones=(resource.text("sku.name", default="").map(lambda text: text.endswith("_ZRS")),),
    )


@facts_of(SNAPSHOT)
def snapshot(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A copy of a disk, perhaps in another region."""
    yield Store(
        resource=resource,
        kind=StoreKind.DISK,
        data_class=data_class(resource),
        encryption=(_encryption(resource),),
        backups_possible=False,
    )
    source = linked(resource, "creationData.sourceResourceId", graph, DISK, SNAPSHOT)
    if isinstance(source, Resource) and source.urn != resource.urn:
        region = Seen(region_of(resource, graph).value, "location", resource.urn)
        yield Copy(resource=source, provider="azure", region=region)


@facts_of(IMAGE_VERSION)
def image_version(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An image is copied to every region that it is published in."""
    del graph
    yield from copies_to(resource, "publishingProfile.targetRegions", "name")


def _encryption(resource: Resource) -> Encryption:
    always = Seen(value=True, at="encryption.type", on=resource.urn, default=True)
    if resource.has(_SET):
        return Encryption(encrypted=always, owner=resource.says(KeyOwner.ESTABLISHMENT, _SET))
    kind = resource.text("encryption.type", default="EncryptionAtRestWithPlatformKey")
    owner = kind.map(
        lambda text: KeyOwner.ESTABLISHMENT if "customer" in text.lower() else KeyOwner.PROVIDER
    )
    return Encryption(encrypted=always, owner=owner)


def _with_machine(resource: Resource, graph: ResourceGraph) -> Iterator[Coverage]:
    """A backup of a machine backs up the disks attached to it."""
    for machine in graph.derived(_machines_of_disks).get(resource.urn, ()):
        yield from coverage(machine, graph)


def _machines_of_disks(graph: ResourceGraph) -> dict[str, list[Resource]]:
    """URN of a disk -> the machines that it is attached to."""
    found: dict[str, list[Resource]] = {}
    path = "storageProfile.dataDisks"
    for machine in graph.of(MACHINE):
        items = machine.items(path)
        for item in [] if isinstance(items, Unknown) else items:
            disk = graph.target(dig(item, "managedDisk.id"), machine, path, DISK)
            if isinstance(disk, Resource):
                found.setdefault(disk.urn, []).append(machine)
    return found


def machine_disks(machine: Resource, graph: ResourceGraph, prefix: str) -> Iterator[Encryption]:
    """The system disk and the data disks of a machine, each with its key.

    A disk that is attached is judged where it is made.
    """
    paths = [f"{prefix}storageProfile.osDisk"]
    data = f"{prefix}storageProfile.dataDisks"
    items = machine.items(data)
    if isinstance(items, Unknown):
        always = Seen(value=True, at=data, on=machine.urn, default=True)
        yield Encryption(encrypted=always, owner=Seen(items, data, machine.urn))
    else:
        paths += [f"{data}[{rank}]" for rank in range(len(items))]
    yield _at_host(machine, prefix, paths[0])
    for path in paths:
        attached = graph.linked(machine, f"{path}.managedDisk.id", DISK)
        if not isinstance(attached, Resource) and (machine.has(path) or path == paths[0]):
            yield _inline(machine, path)


def _at_host(machine: Resource, prefix: str, system: str) -> Encryption:
    """Temporary disks and caches: encrypted at the host only, with the key of the system disk."""
    why = message(N_("temporary disks and caches are in clear: encryption at host is off"))
    host = machine.flag(f"{prefix}securityProfile.encryptionAtHost", default=False)
    return Encryption(encrypted=host.because(why), owner=_inline(machine, system).owner)


def _inline(machine: Resource, path: str) -> Encryption:
    """Customer keys come by a disk encryption set, also for a confidential machine's disk."""
    at = f"{path}.managedDisk.diskEncryptionSet.id"
    secured = f"{path}.managedDisk.securityProfile.diskEncryptionSet.id"
    always = Seen(value=True, at=at, on=machine.urn, default=True)
    keyed = machine.has(at) or machine.has(secured)
    owner = KeyOwner.ESTABLISHMENT if keyed else KeyOwner.PROVIDER
    where = secured if machine.has(secured) else at
    whole = machine.get(f"{path}.managedDisk.diskEncryptionSet")
    seen: Seen[KeyOwner] = Seen(owner, where, machine.urn, default=not machine.has(where))
    if isinstance(whole, Unknown):
        seen = Seen(whole, where, machine.urn)
    return Encryption(encrypted=always, owner=seen)
