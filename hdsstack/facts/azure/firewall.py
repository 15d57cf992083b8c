"""Azure Firewall: it denies by default; its NAT rules let the internet in, its other rules out."""

from collections.abc import Iterator
from dataclasses import dataclass

from hdsstack.facts import facts_of
from hdsstack.facts.azure.place import data_class
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.openings import ALL_PORTS, protocol_of
from hdsstack.model.facts import Barrier, Claims, Fact, Opening, Ports, Service
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Unknown, dig
from hdsstack.planning.addresses import Interval, covers_internet, parse_ports

FIREWALL = "azure-native:network:AzureFirewall"
RULE_GROUP = "azure-native:network:FirewallPolicyRuleCollectionGroup"


@dataclass(frozen=True, slots=True)
class _Written:
    """A rule of a collection: where it is, and the word for what the collection does."""

    at: str
    rule: Found
    action: str


@facts_of(FIREWALL)
def firewall(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Rules written in the firewall itself; those of its policy are in rule collection groups."""
    nat = list(_rules(found, "natRuleCollections"))
    yield from (_opening(found, rule) for rule in nat)
    network = list(_rules(found, "networkRuleCollections"))
    yield Barrier(resource=found, egress_open=_egress(found, network))
    yield Service(resource=found, data_class=data_class(found), zones=(found.several("zones"),))
    yield auditable(found, graph)


@facts_of(RULE_GROUP)
def rule_group(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Rules of a firewall policy."""
    del graph
    rules = list(_rules(found, "ruleCollections"))
    yield from (_opening(found, rule) for rule in rules if _kind(rule) == "natrule")
    network = [rule for rule in rules if _kind(rule) in ("networkrule", "")]
    yield Barrier(resource=found, egress_open=_egress(found, network))


def _rules(found: Resource, path: str) -> Iterator[_Written]:
    items = found.items(path)
    if isinstance(items, Unknown):
        yield _Written(path, items, "")
        return
    for rank, collection in enumerate(items):
        action = dig(collection, "action.type")
        rules = dig(collection, "rules")
        if isinstance(rules, Unknown):
            yield _Written(f"{path}[{rank}].rules", rules, "")
        for place, rule in enumerate(rules if isinstance(rules, list) else []):
            at = f"{path}[{rank}].rules[{place}]"
            yield _Written(at, rule, action.lower() if isinstance(action, str) else "")


def _kind(written: _Written) -> str:
    found = dig(written.rule, "ruleType")
    return found.lower() if isinstance(found, str) else ""


def _opening(found: Resource, written: _Written) -> Opening:
    """A NAT rule: the port that is seen from outside, and the one behind that answers."""
    texts = [dig(written.rule, "translatedPort")]
    seen = dig(written.rule, "destinationPorts")
    texts += seen if isinstance(seen, list) else [seen]
    description = dig(written.rule, "description")
    return Opening(
        resource=found,
        inbound=True,
        group=found.urn,
        ports=Seen(_ports(texts, written.rule), f"{written.at}.destinationPorts", found.urn),
        sources=Seen(_peers(written.rule), f"{written.at}.sourceAddresses", found.urn),
        entry_point=True,
        description=description if isinstance(description, str) else "",
    )


def _ports(texts: list[Found], rule: Found) -> Ports | Unknown:
    for text in texts:
        if isinstance(text, Unknown):
            return text
    known = [str(text) for text in texts if isinstance(text, str | int)]
    ranges: tuple[Interval, ...] | None = parse_ports(*known) if known else ALL_PORTS
    if ranges is None:
        return Unknown("the ports of a rule cannot be read")
    protocols = dig(rule, "ipProtocols")
    protocols = dig(rule, "protocols") if protocols is ABSENT else protocols
    names = (
        {protocol_of(p) for p in protocols if isinstance(p, str)}
        if isinstance(protocols, list)
        else set()
    )
    return Ports(protocol=names.pop() if len(names) == 1 else "any", ranges=ranges)


def _peers(rule: Found) -> tuple[str, ...] | Unknown:
    addresses = dig(rule, "sourceAddresses")
    if isinstance(addresses, list) and all(isinstance(text, str) for text in addresses):
        return tuple(text for text in addresses if isinstance(text, str))
    return addresses if isinstance(addresses, Unknown) else Unknown("the sources of a rule")


def _egress(found: Resource, rules: list[_Written]) -> Claims:
    """Nothing leaves unless a rule lets it; a rule to everywhere on every port lets everything."""
    why = message(N_("a rule lets everything out"))
    claims = [
        Seen(_to_everywhere(written.rule), f"{written.at}.destinationAddresses", found.urn, why=why)
        for written in rules
        if written.action != "deny"
    ]
    wide = [claim for claim in claims if claim.value is not False]
    return tuple(wide) or (Seen(value=False, at="", on=found.urn),)


def _to_everywhere(rule: Found) -> bool | Unknown:
    if isinstance(rule, Unknown):
        return rule
    addresses, ports = dig(rule, "destinationAddresses"), dig(rule, "destinationPorts")
    for value in (addresses, ports):
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, Unknown):
                return part
    texts = (
        [text for text in addresses if isinstance(text, str)] if isinstance(addresses, list) else []
    )
    every = isinstance(ports, list) and parse_ports(*map(str, ports)) == ALL_PORTS
    return every and covers_internet(texts)
