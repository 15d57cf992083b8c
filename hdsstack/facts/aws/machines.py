"""EC2 machines: public address, metadata service, patches, start-up script, disks."""

import base64
import binascii
from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.backup import coverage, with_own
from hdsstack.facts.aws.disks import INSTANCE, machine_disks, template_disks
from hdsstack.facts.aws.links import of_region
from hdsstack.facts.aws.patching import maintained, patched
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.secret_values import script_in_clear
from hdsstack.facts.aws.snapshot_policies import snapshots
from hdsstack.facts.aws.zones import in_several_zones
from hdsstack.model.facts import ClearSecret, Fact, Machine, Service, Store, StoreKind
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Secret, Unknown

TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration"
SCALING_GROUP = "aws:autoscaling/group:Group"
_SUBNETS = ("aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet")
_EIP = "aws:ec2/eip:Eip"
_ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation"
_NIC = "aws:ec2/networkInterface:NetworkInterface"
_METADATA_DEFAULTS = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"
JOINED = (
    _EIP,
    _ASSOCIATION,
    _NIC,
    _METADATA_DEFAULTS,
    "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment",
    "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
    "aws:autoscaling/attachment:Attachment",
    "aws:autoscaling/policy:Policy",
)
# Containers on a machine need two hops; more lets others ask in its name.
_HOPS = 2


@facts_of(INSTANCE, "aws:ec2/spotInstanceRequest:SpotInstanceRequest")
def instance(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A machine and its disks; only disks that it adds to its image's are worth a backup."""
    template = template_of(found, graph)
    data_class = data_class_of(found, graph, template)
    yield Machine(
        resource=found,
        data_class=data_class,
        public_address=tuple(_public(found, template, graph)),
        metadata_v2=tuple(_metadata(found, template, graph)),
        patched=patched(found, graph),
        maintained=maintained(found, "ami"),
    )
    yield Store(
        resource=found,
        kind=StoreKind.MACHINE_DISK,
        data_class=data_class,
        encryption=machine_disks(found, template, graph),
        backups=with_own(coverage(found, graph), *snapshots(found, graph)),
        backups_possible=found.has("ebsBlockDevices"),
    )
    yield from _scripts(found)


@facts_of(TEMPLATE)
def template(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """What machines made from a template will be."""
    data_class = data_class_of(found, graph)
    yield Machine(
        resource=found,
        data_class=data_class,
        public_address=tuple(_interfaces(found)),
        metadata_v2=tuple(_metadata(found, None, graph)),
        patched=patched(found, graph),
        maintained=maintained(found, "imageId"),
    )
    yield Store(
        resource=found,
        kind=StoreKind.MACHINE_DISK,
        data_class=data_class,
        encryption=tuple(template_disks(found, graph)),
        backups_possible=False,
    )
    yield from _scripts(found)


@facts_of(CONFIGURATION)
def configuration(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The older form of a template."""
    yield Machine(
        resource=found,
        data_class=data_class_of(found, graph),
        public_address=(found.flag("associatePublicIpAddress", default=False),),
        metadata_v2=tuple(_metadata(found, None, graph)),
    )
    yield Store(
        resource=found,
        kind=StoreKind.MACHINE_DISK,
        data_class=data_class_of(found, graph),
        encryption=machine_disks(found, None, graph),
        backups_possible=False,
    )
    yield from _scripts(found)


@facts_of(SCALING_GROUP)
def scaling_group(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Machines that replace each other, in as many zones as the group has subnets."""
    for path in ("vpcZoneIdentifiers", "availabilityZones"):
        if found.has(path):
            zones = (in_several_zones(found, path, graph),)
            yield Service(resource=found, data_class=data_class_of(found, graph), zones=zones)
            return


def template_of(machine: Resource, graph: ResourceGraph) -> Resource | None:
    """The launch template that a machine is made from, by id or by name."""
    for path in ("launchTemplate.id", "launchTemplate.name"):
        found = graph.linked(machine, path, TEMPLATE)
        if isinstance(found, Resource):
            return found
    return None


# Public addresses --------------------------------------------------------------------------------


def _public(
    machine: Resource, template: Resource | None, graph: ResourceGraph
) -> Iterator[Seen[bool]]:
    yield from _elastic(machine, graph)
    if machine.has("associatePublicIpAddress"):
        yield machine.flag("associatePublicIpAddress")
        return
    said = list(_interfaces(template)) if template is not None else []
    if said:
        yield from said
    elif isinstance(machine.get("networkInterfaces"), Unknown):
        yield from _interfaces(machine)
    elif not machine.has("networkInterfaces") and not machine.has("primaryNetworkInterface"):
        yield address_of_subnet(machine, "subnetId", graph)


def _interfaces(template: Resource) -> Iterator[Seen[bool]]:
    items = template.items("networkInterfaces")
    if isinstance(items, Unknown):
        yield Seen(items, "networkInterfaces", template.urn)
        return
    for index in range(len(items)):
        path = f"networkInterfaces[{index}].associatePublicIpAddress"
        if template.has(path):
            yield template.flag(path)


def address_of_subnet(machine: Resource, path: str, graph: ResourceGraph) -> Seen[bool]:
    """What the subnet gives where the machine does not say; AWS's default subnet gives one."""
    match graph.linked(machine, path, *_SUBNETS):
        case Resource() as subnet:
            given = subnet.type != _SUBNETS[0]
            why = message(N_("the subnet gives a public address to the machines in it"))
            return subnet.flag("mapPublicIpOnLaunch", default=given).because(why)
        case Literal():
            return Seen(Unknown("the subnet is not in this stack"), path, machine.urn)
        case Unknown() as missing:
            return Seen(missing, path, machine.urn)
        case None:
            why = message(
                N_("without a subnet it starts in the default one, which gives public addresses")
            )
            return Seen(value=True, at=path, on=machine.urn, default=True, why=why)


def _elastic(machine: Resource, graph: ResourceGraph) -> Iterator[Seen[bool]]:
    """Addresses that a separate resource attaches, to the machine or to its interface."""
    why = message(N_("an elastic address is attached to the machine"))
    places = [(machine, "instance", "instanceId")]
    places += [
        (one, "networkInterface", "networkInterfaceId") for one in _interfaces_of(machine, graph)
    ]
    for holder, own, linked in places:
        for address in graph.pointing(holder, own, _EIP):
            yield Seen(value=True, at=own, on=address.urn, why=why)
        for link in graph.pointing(holder, linked, _ASSOCIATION):
            yield Seen(value=True, at=linked, on=link.urn, why=why)


def _interfaces_of(machine: Resource, graph: ResourceGraph) -> Iterator[Resource]:
    items = machine.items("networkInterfaces")
    for index in range(0 if isinstance(items, Unknown) else len(items)):
        path = f"networkInterfaces[{index}].networkInterfaceId"
        found = graph.linked(machine, path, _NIC)
        if isinstance(found, Resource):
            yield found


# Metadata ----------------------------------------------------------------------------------------


def _metadata(
    machine: Resource, template: Resource | None, graph: ResourceGraph
) -> Iterator[Seen[bool]]:
    """Version 2 required, or the endpoint off; and no more than two hops."""
    holders = [one for one in (machine, template) if one is not None]
    holder = next((one for one in holders if one.has("metadataOptions")), None)
    if holder is None:
        yield _default_metadata(machine, graph)
        return
    if holder.get("metadataOptions.httpEndpoint") == "disabled":
        yield holder.says(value=True, at="metadataOptions.httpEndpoint")
        return
    if holder.has("metadataOptions.httpTokens"):
        yield holder.text("metadataOptions.httpTokens").map(lambda said: said == "required")
    else:
        unsaid = _default_metadata(machine, graph).value
        yield Seen(unsaid, "metadataOptions.httpTokens", holder.urn, default=True)
    hops = holder.number("metadataOptions.httpPutResponseHopLimit", default=1)
    why = message(N_("the metadata service answers over more than two hops"))
    yield hops.map(lambda count: count <= _HOPS).because(why)


def _default_metadata(machine: Resource, graph: ResourceGraph) -> Seen[bool]:
    """The account's default for that region, where the program sets it."""
    settings = of_region(machine, graph, _METADATA_DEFAULTS)
    if isinstance(settings, Unknown):
        return Seen(settings, "metadataOptions.httpTokens", machine.urn)
    for setting in settings:
        if setting.get("httpTokens") == "required":
            return setting.says(value=True, at="httpTokens")
    return Seen(value=False, at="metadataOptions.httpTokens", on=machine.urn, default=True)


# Start-up scripts --------------------------------------------------------------------------------


def _scripts(machine: Resource) -> Iterator[Fact]:
    for path in ("userData", "userDataBase64"):
        raw = machine.raw(path)
        if raw is ABSENT:
            continue
        why = message(N_("the start-up script holds a secret in clear"))
        seen = Seen(script_in_clear(_decoded(raw)), path, machine.urn, why=why)
        yield ClearSecret(resource=machine, clear=(seen,))


def _decoded(raw: Found) -> Found:
    """The script itself where it is given in base 64."""
    if isinstance(raw, Secret):
        return raw
    if isinstance(raw, str) and len(raw) % 4 == 0:
        try:
            return base64.b64decode(raw, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            return raw
    return raw
