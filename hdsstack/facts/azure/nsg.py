"""Network security groups: rules inline and separate, in the order of their priorities."""

from collections.abc import Callable, Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.entry_points import faces_internet
from hdsstack.facts.azure.joins import children, linked, named
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.openings import ALL_PORTS, Effective, Rule, effective, protocol_of
from hdsstack.model.facts import Barrier, Fact, Opening, Ports
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Ref, Text, Unknown, dig, plain, unknown_for
from hdsstack.planning.addresses import Interval, parse_ports

GROUP = "azure-native:network:NetworkSecurityGroup"
RULE = "azure-native:network:SecurityRule"
_ASG = "azure-native:network:ApplicationSecurityGroup"

Test = Callable[[str], bool]
_INTERNET_OUT = 65001
_SIDES = {True: ("source", "destination"), False: ("destination", "source")}


@facts_of(GROUP)
def security_group(group: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The effective rules of a group, and whether what nobody listed may leave.

    Azure's own rules let everything out to the internet at priority 65001.
    """
    rules = [*_inline(group, graph), *_separate(group, graph)]
    entry = faces_internet(group, graph)
    for inbound in (True, False):
        held = [
            rule for rule in rules if rule.inbound is inbound or isinstance(rule.inbound, Unknown)
        ]
        for found in effective(held):
            yield _opening(found, group.urn, inbound=inbound, entry_point=entry)
    yield Barrier(resource=group, egress_open=(_egress(group, rules),))
    yield auditable(group, graph)


@facts_of(RULE)
def lone_rule(rule: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A rule whose group is not in this stack is judged alone; the others with their group."""
    if isinstance(linked(rule, "networkSecurityGroupName", graph, GROUP), Resource):
        return
    name = rule.text("networkSecurityGroupName").value
    for found in effective([_rule(rule, "", rule.inputs, graph)]):
        inbound = found.rule.inbound is not False
        group = name if isinstance(name, str) else ""
        yield _opening(found, group, inbound=inbound, entry_point=False)


def _written(resource: Resource, path: str) -> str:
    """Where a rule says it: one value, or the list beside it."""
    several = f"{path}es" if path.endswith("x") else f"{path}s"
    return several if resource.has(several) and not resource.has(path) else path


def _opening(found: Effective, group: str, *, inbound: bool, entry_point: bool) -> Opening:
    rule = found.rule
    prefix = f"{rule.at}." if rule.at else ""
    side = _SIDES[inbound][0]
    protocol = rule.protocol
    ports: Ports | Unknown = (
        Ports(protocol="any" if isinstance(protocol, Unknown) else protocol, ranges=found.ports)
        if not isinstance(found.ports, Unknown)
        else found.ports
    )
    return Opening(
        resource=rule.resource,
        inbound=inbound,
        group=group,
        ports=Seen(
            ports, _written(rule.resource, f"{prefix}destinationPortRange"), rule.resource.urn
        ),
        sources=Seen(
            found.peers, _written(rule.resource, f"{prefix}{side}AddressPrefix"), rule.resource.urn
        ),
        protects=rule.own,
        entry_point=entry_point,
        description=rule.description,
    )


def _egress(group: Resource, rules: list[Rule]) -> Seen[bool]:
    """Whether any part of Azure's own rule to the internet is left."""
    own = Rule(
        resource=group,
        at="securityRules",
        allow=True,
        inbound=False,
        priority=_INTERNET_OUT,
        protocol="any",
        ports=ALL_PORTS,
        peers=("Internet",),
        default=True,
    )
    denies = [rule for rule in rules if rule.allow is not True]
    left = list(effective([own, *denies]))
    for found in left:
        if found.rule.default and isinstance(found.peers, Unknown):
            return Seen(found.peers, "securityRules", group.urn)
    is_open = any(found.rule.default for found in left)
    why = message(
        N_("no outbound rule denies the rest, and Azure's own rule lets it out to the internet")
    )
    return Seen(is_open, "securityRules", group.urn, why=why)


def _inline(group: Resource, graph: ResourceGraph) -> Iterator[Rule]:
    items = group.items("securityRules")
    if isinstance(items, Unknown):
        yield _unreadable(group, items)
        return
    for rank, item in enumerate(items):
        at = f"securityRules[{rank}]"
        yield (
            _unreadable(group, item) if isinstance(item, Unknown) else _rule(group, at, item, graph)
        )


def _unreadable(group: Resource, missing: Unknown) -> Rule:
    return Rule(
        resource=group,
        at="securityRules",
        allow=missing,
        inbound=missing,
        priority=missing,
        protocol=missing,
        ports=missing,
        peers=missing,
    )


def _separate(group: Resource, graph: ResourceGraph) -> Iterator[Rule]:
    for rule in children(group, graph, RULE, by="networkSecurityGroupName"):
        yield _rule(rule, "", rule.inputs, graph)


def _rule(resource: Resource, at: str, held: object, graph: ResourceGraph) -> Rule:
    values = dict(held) if isinstance(held, dict) else {}
    inbound = _word(values, "direction", lambda text: text == "inbound")
    near, far = _SIDES[inbound is not False]
    return Rule(
        resource=resource,
        at=at,
        allow=_word(values, "access", lambda text: text == "allow"),
        inbound=inbound,
        priority=_priority(values.get("priority", ABSENT)),
        protocol=_protocol(values.get("protocol", ABSENT)),
        ports=_ports(values),
        peers=_addresses(resource, values, near, graph),
        own=_addresses(resource, values, far, graph),
        description=_description(values),
    )


def _word(values: dict[str, Found], key: str, test: Test) -> bool | Unknown:
    found = plain(values.get(key, ABSENT))
    if isinstance(found, str):
        return test(found.lower())
    return found if isinstance(found, Unknown) else unknown_for(N_("{part} of a rule"), part=key)


def _priority(found: Found) -> float | Unknown:
    found = plain(found)
    if isinstance(found, int | float) and not isinstance(found, bool):
        return float(found)
    if isinstance(found, str) and found.isdecimal():
        return float(found)
    return found if isinstance(found, Unknown) else Unknown("the priority of a rule")


def _protocol(found: Found) -> str | Unknown:
    found = plain(found)
    if found is ABSENT:
        return "any"
    if isinstance(found, str):
        return protocol_of(found)
    return found if isinstance(found, Unknown) else Unknown("the protocol of a rule")


def _description(values: dict[str, Found]) -> str:
    found = plain(values.get("description", ABSENT))
    return found if isinstance(found, str) else ""


def _texts(values: dict[str, Found], *keys: str) -> list[Found]:
    """The singular and the plural property together."""
    found: list[Found] = []
    for key in keys:
        value = plain(values.get(key, ABSENT))
        if value is ABSENT or value is None or value == "":
            continue
        found += value if isinstance(value, list) else [value]
    return found


def _ports(values: dict[str, Found]) -> tuple[Interval, ...] | Unknown:
    texts = _texts(values, "destinationPortRange", "destinationPortRanges")
    if not texts:
        return Unknown("the ports of a rule")
    known: list[str] = []
    for text in texts:
        if isinstance(text, Unknown):
            return text
        if not isinstance(text, str | int | float):
            return Unknown("the ports of a rule")
        known.append(f"{text:g}" if isinstance(text, float) else str(text))
    found = parse_ports(*known)
    return Unknown("the ports of a rule cannot be read") if found is None else found


def _addresses(
    resource: Resource, values: dict[str, Found], side: str, graph: ResourceGraph
) -> tuple[str, ...] | Unknown:
    """Prefixes, tags, and the URNs of application security groups of one side."""
    groups = f"{side}ApplicationSecurityGroups"
    found: list[str] = []
    for item in _texts(values, f"{side}AddressPrefix", f"{side}AddressPrefixes"):
        if isinstance(item, str):
            found.append(item)
        else:
            return _hidden(item, side)
    for item in _texts(values, groups):
        target = named(dig(item, "id"), resource, "securityRules", graph, _ASG)
        match target:
            case Resource():
                found.append(target.urn)
            case Literal(text):
                found.append(text)
            case _:
                return Unknown("an application security group of a rule")
    return tuple(found) if found else unknown_for(N_("{part} of a rule"), part=side)


def _hidden(item: Found, side: str) -> Unknown:
    if isinstance(item, Unknown):
        return item
    refs = [item] if isinstance(item, Ref) else list(item.refs) if isinstance(item, Text) else []
    return unknown_for(
        N_("{part} of a rule is an output"), part=side, urns=tuple(ref.urn for ref in refs)
    )
