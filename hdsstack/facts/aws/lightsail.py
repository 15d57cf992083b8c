"""Lightsail: machines, databases, disks and buckets of the simple kind, under AWS's own key.

Defaults as the provider and AWS document them, read 2026-11.
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.answering import answers_all
from hdsstack.facts.aws.environments import mapped
from hdsstack.facts.aws.keys import provider_encryption
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.aws.secret_values import script_in_clear, secrets_in_clear
from hdsstack.facts.paths import spread
from hdsstack.model.facts import (
    Claims,
    ClearSecret,
    Coverage,
    Fact,
    LocalCredential,
    Machine,
    Opening,
    Ports,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.planning.schedule import DAY_MINUTES

JOINED = (
    "aws:lightsail/bucketResourceAccess:BucketResourceAccess",
    "aws:lightsail/certificate:Certificate",
    "aws:lightsail/disk_attachment:Disk_attachment",
    "aws:lightsail/domain:Domain",
    "aws:lightsail/domainEntry:DomainEntry",
    "aws:lightsail/keyPair:KeyPair",
    "aws:lightsail/staticIp:StaticIp",
    "aws:lightsail/staticIpAttachment:StaticIpAttachment",
)
# Automatic snapshots and backups of Lightsail are daily and kept for a week.
_WEEK = 7.0


@facts_of("aws:lightsail/instance:Instance")
def machine(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A machine with a public address and a disk; its snapshots are daily where they are asked."""
    why = message(N_("machines of Lightsail have public addresses"))
    yield Machine(
        resource=found,
        data_class=data_class_of(found, graph),
        public_address=(Seen(value=True, at="ipAddressType", on=found.urn, why=why),),
        metadata_v2=(
            Seen(Unknown("the blueprint decides whether metadata need a session"), "", found.urn),
        ),
    )
    status = found.text("addOn.status", default="Disabled")
    yield Store(
        resource=found,
        kind=StoreKind.MACHINE_DISK,
        data_class=data_class_of(found, graph),
        encryption=(provider_encryption(found),),
        backups=_daily(found, status.map(lambda said: said == "Enabled")),
        guarded=(pulumi_guard(found),),
    )
    script = script_in_clear(found.raw("userData"))
    shown = message(N_("the start-up script shows a secret"))
    yield ClearSecret(resource=found, clear=(Seen(script, "userData", found.urn, why=shown),))


def _daily(found: Resource, on: Seen[bool]) -> tuple[Coverage, ...]:
    if on.value is False:
        return ()
    return (
        Coverage(
            by=found,
            interval=on.map(lambda _: float(DAY_MINUTES)),
            kept=on.map(lambda _: _WEEK),
            own=True,
        ),
    )


@facts_of("aws:lightsail/database:Database")
def database(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A database, private unless asked, with a week of backups unless they are refused."""
    backups = found.flag("backupRetentionEnabled", default=True)
    skips = found.flag("skipFinalSnapshot", default=False)
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph),
        encryption=(provider_encryption(found),),
        public=(found.flag("publiclyAccessible", default=False),),
        backups=_daily(found, backups),
        history=(backups,),
        guarded=(skips.map(lambda on: not on), pulumi_guard(found)),
    )
    yield ClearSecret(resource=found, clear=secrets_in_clear(found, "masterPassword"))


@facts_of("aws:lightsail/disk:Disk")
def disk(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A disk of its own."""
    yield _kept(found, graph, StoreKind.DISK, (pulumi_guard(found),))


@facts_of("aws:lightsail/bucket:Bucket")
def bucket(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A bucket, which a forced deletion empties."""
    forced = found.flag("forceDelete", default=False).map(lambda on: not on)
    yield _kept(found, graph, StoreKind.OBJECTS, (forced, pulumi_guard(found)))


def _kept(found: Resource, graph: ResourceGraph, kind: StoreKind, guarded: Claims) -> Store:
    return Store(
        resource=found,
        kind=kind,
        data_class=data_class_of(found, graph),
        encryption=(provider_encryption(found),),
        guarded=guarded,
    )


@facts_of("aws:lightsail/bucketAccessKey:BucketAccessKey")
def bucket_key(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A key to a bucket that never ends."""
    del graph
    yield LocalCredential(resource=found, enabled=(found.says(value=True, at="bucketName"),))


@facts_of("aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion")
def containers(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """What containers are given, and the public endpoint that leads to one of them."""
    del graph
    paths = spread(found, "containers[].environment")
    clear = tuple(claim for path in paths for claim in mapped(found, path))
    yield ClearSecret(resource=found, clear=clear)
    if found.has("publicEndpoint"):
        yield answers_all(found, "publicEndpoint")


@facts_of("aws:lightsail/instancePublicPorts:InstancePublicPorts")
def public_ports(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The ports of a machine that answer: to everybody, unless ranges are named."""
    del graph
    for head in spread(found, "portInfos[]"):
        yield _port(found, head)


def _port(found: Resource, head: str) -> Opening:
    low, high = found.number(f"{head}.fromPort"), found.number(f"{head}.toPort")
    protocol = found.text(f"{head}.protocol")
    missing = next(
        (one.value for one in (low, high, protocol) if isinstance(one.value, Unknown)), None
    )
    if missing is not None:
        ports: Seen[Ports] = Seen(missing, head, found.urn)
    else:
        kind = "any" if protocol.value == "all" else str(protocol.value)
        ranges = ((int(float(str(low.value))), int(float(str(high.value)))),)
        ports = Seen(Ports(protocol=kind, ranges=ranges), head, found.urn)
    named = [*_ranges(found, f"{head}.cidrs"), *_ranges(found, f"{head}.ipv6Cidrs")]
    hidden = next((one for one in named if isinstance(one, Unknown)), None)
    listed = tuple(one for one in named if isinstance(one, str)) or ("0.0.0.0/0",)
    sources: Seen[tuple[str, ...]] = Seen(
        listed if hidden is None else hidden, f"{head}.cidrs", found.urn
    )
    return Opening(resource=found, inbound=True, group=found.urn, ports=ports, sources=sources)


def _ranges(found: Resource, path: str) -> list[str | Unknown]:
    items = found.items(path)
    if isinstance(items, Unknown):
        return [items]
    return [
        one if isinstance(one, str) else Unknown("the sources of a port are an output")
        for one in items
    ]
