"""The other side of a security group's rule: ranges, prefix lists, groups."""

from collections.abc import Iterator

from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Ref, Text, Unknown, dig, unknown_for

_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList"
_ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry"
_GROUPS = (
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
)
_RANGES = frozenset(
    {
        "aws:ec2/vpc:Vpc",
        "aws:ec2/subnet:Subnet",
        "aws:ec2/defaultVpc:DefaultVpc",
        "aws:ec2/eip:Eip",
    }
)
Peer = str | Unknown


def inline_peers(group: Resource, rule: str, graph: ResourceGraph) -> Seen[tuple[str, ...]]:
    """The peers of a rule written inside a group."""
    found: list[Peer] = [
        *_ranges(group, f"{rule}.cidrBlocks", graph),
        *_ranges(group, f"{rule}.ipv6CidrBlocks", graph),
        *_lists(group, f"{rule}.prefixListIds", graph),
        *_groups(group, f"{rule}.securityGroups", graph),
    ]
    if group.flag(f"{rule}.self", default=False).value is True:
        found.append(group.urn)
    return _seen(found, _place(group, rule, "cidrBlocks", "ipv6CidrBlocks"), group)


def rule_peers(rule: Resource, graph: ResourceGraph) -> Seen[tuple[str, ...]]:
    """The peers of a rule of the older kind."""
    found: list[Peer] = [
        *_ranges(rule, "cidrBlocks", graph),
        *_ranges(rule, "ipv6CidrBlocks", graph),
        *_lists(rule, "prefixListIds", graph),
        *_groups(rule, "sourceSecurityGroupId", graph),
    ]
    if rule.flag("self", default=False).value is True:
        own = graph.linked(rule, "securityGroupId", *_GROUPS)
        found.append(own.urn if isinstance(own, Resource) else "self")
    return _seen(found, _place(rule, "", "cidrBlocks", "ipv6CidrBlocks"), rule)


def one_peer(rule: Resource, graph: ResourceGraph) -> Seen[tuple[str, ...]]:
    """The one peer of a rule of the newer kind."""
    found: list[Peer] = [
        *_ranges(rule, "cidrIpv4", graph),
        *_ranges(rule, "cidrIpv6", graph),
        *_lists(rule, "prefixListId", graph),
        *_groups(rule, "referencedSecurityGroupId", graph),
    ]
    return _seen(found, _place(rule, "", "cidrIpv4", "cidrIpv6", "prefixListId"), rule)


def _place(holder: Resource, rule: str, *names: str) -> str:
    """The property that opens: the first of the named ones that is given, else the rule."""
    paths = [f"{rule}.{name}" if rule else name for name in names]
    return next((path for path in paths if holder.has(path)), rule or names[0])


def _seen(found: list[Peer], at: str, on: Resource) -> Seen[tuple[str, ...]]:
    known = tuple(peer for peer in found if isinstance(peer, str))
    missing = next((peer for peer in found if isinstance(peer, Unknown)), None)
    # What is known to be open stays open, whatever else an output may add.
    if missing is not None and not any(_world(peer) for peer in known):
        return Seen(missing, at, on.urn)
    return Seen(known, at, on.urn)


def _world(peer: str) -> bool:
    return peer in ("0.0.0.0/0", "::/0")


def _ranges(holder: Resource, path: str, graph: ResourceGraph) -> Iterator[Peer]:
    if not holder.has(path):
        return
    items = holder.items(path)
    if isinstance(items, Unknown):
        found = holder.get(path)
        yield _range(found, graph) if isinstance(found, Ref) else items
        return
    for item in items:
        yield _range(item, graph)


def _range(value: Found, graph: ResourceGraph) -> Peer:
    """One range; the range of a network of this stack is read there."""
    match value:
        case str():
            return value
        case Unknown():
            return value
        case Ref(urn=urn, prop=prop):
            return _range_of(urn, prop, graph)
        case Text(parts=(Ref(urn=urn, prop="publicIp"), str())):
            return f"{urn}#publicIp"
        case _:
            return Unknown("a range that is made of outputs")


def _range_of(urn: str, prop: str, graph: ResourceGraph) -> Peer:
    owner = graph.by_urn.get(urn)
    if owner is None or owner.type not in _RANGES:
        return unknown_for(N_("the {prop} of {name}"), prop=prop, name=urn.rsplit("::", 1)[-1])
    found = owner.get(prop)
    return (
        found
        if isinstance(found, str)
        else unknown_for(N_("the {prop} of {name}"), prop=prop, name=owner.name)
    )


def _groups(holder: Resource, path: str, graph: ResourceGraph) -> Iterator[Peer]:
    if not holder.has(path):
        return
    value = holder.get(path)
    for item in value if isinstance(value, list) else [value]:
        match graph.target(item, holder, path, *_GROUPS):
            case Resource() as group:
                yield group.urn
            case Literal(text):
                yield text
            case Unknown():
                # Whichever group it is, a group is no range of the internet.
                yield "sg-unknown"
            case None:
                pass


def _lists(holder: Resource, path: str, graph: ResourceGraph) -> Iterator[Peer]:
    if not holder.has(path):
        return
    value = holder.get(path)
    for item in value if isinstance(value, list) else [value]:
        match graph.target(item, holder, path, _LIST):
            case Resource() as listed:
                yield from _entries(listed, graph)
            case Literal(text):
                yield text
            case Unknown() as missing:
                yield missing
            case None:
                pass


def _entries(listed: Resource, graph: ResourceGraph) -> Iterator[Peer]:
    items = listed.items("entries")
    if isinstance(items, Unknown):
        yield items
        return
    for item in items:
        found = dig(item, "cidr")
        yield _range(found, graph) if found is not ABSENT else Unknown("an entry without range")
    for entry in graph.pointing(listed, "prefixListId", _ENTRY):
        yield _range(entry.get("cidr"), graph)
