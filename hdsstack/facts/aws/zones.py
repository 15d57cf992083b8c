"""In how many zones something stands: in those of its subnets or of its members, where they say."""

from collections.abc import Iterable, Iterator

from hdsstack.facts.paths import spread
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Unknown

_SUBNETS = ("aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet")
_ZONE = "availabilityZone"
_PAIR = 2


def in_several_zones(found: Resource, path: str, graph: ResourceGraph) -> Seen[bool]:
    """Whether the subnets at `path` are several, and not all known to be in one zone."""
    several = found.several(path)
    if several.value is not True:
        return several
    why = message(N_("its subnets are all in one zone"))
    one = one_zone(_subnets(found, path, graph))
    value = one if isinstance(one, Unknown) else not one
    return Seen(value, at=path, on=found.urn, why=why)


def _subnets(found: Resource, path: str, graph: ResourceGraph) -> Iterator[Resource | None]:
    """The subnets at `path`; None for each that is not in this stack."""
    if path.endswith("Mappings"):
        linked = (graph.linked(found, at, *_SUBNETS) for at in spread(found, f"{path}[].subnetId"))
        yield from (one if isinstance(one, Resource) else None for one in linked)
        return
    links = graph.linked_all(found, path, *_SUBNETS)
    yield from links.resources
    if links.literals or links.unknown is not None:
        yield None


def one_zone(members: Iterable[Resource | None]) -> bool | Unknown:
    """Whether several subnets or members all say the same zone; one that says none may differ."""
    said = [member.get(_ZONE) if member else ABSENT for member in members]
    known = {zone for zone in said if isinstance(zone, str)}
    hidden = [zone for zone in said if isinstance(zone, Unknown)]
    silent = any(not isinstance(zone, str | Unknown) for zone in said)
    if silent or len(said) < _PAIR or len(known) > 1:
        return False
    return hidden[0] if hidden else True
