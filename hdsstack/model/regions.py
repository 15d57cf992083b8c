"""Which of several resources of one name is meant: names repeat from one AWS region to another."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from hdsstack.model.resource import Resource
from hdsstack.model.values import Found, Unknown

_ARN_PARTS = 6
# A name that more resources than this have says nothing.
MANY = 16


class Surroundings(Protocol):
    """What a resource's region is read from, beside the resource."""

    def provider_of(self, resource: Resource) -> Resource | None: ...

    def configured(self, key: str) -> Found: ...


def apart(arn: str, resource: Resource, around: Surroundings) -> bool:
    """Whether an ARN names another region than the one that the resource is known to be in."""
    parts = arn.split(":", _ARN_PARTS - 1)
    if len(parts) < _ARN_PARTS or parts[0] != "arn" or not parts[3]:
        return False
    region = known_region(resource, around)
    return isinstance(region, str) and region != parts[3]


def near(found: Iterable[Resource], referrer: Resource, around: Surroundings) -> Sequence[Resource]:
    """Those of one name that are not known to be in another region than who speaks of them.

    None where an output decides where that is: any of them could be meant.
    """
    listed = list(found)
    here = known_region(referrer, around) if 1 < len(listed) <= MANY else None
    if here is None:
        return listed
    if isinstance(here, Unknown):
        return []
    regions = [(one, known_region(one, around)) for one in listed]
    return [one for one, region in regions if not isinstance(region, str) or region == here]


def known_region(resource: Resource, around: Surroundings) -> str | Unknown | None:
    """The region of an AWS resource where it is said: its own, its provider's, the stack's."""
    if resource.package != "aws":
        return None
    provider = around.provider_of(resource)
    named: list[Found] = [resource.get("region")]
    if provider is not None:
        named.append(provider.get("region"))
    if provider is None or provider.name.startswith("default"):
        named.append(around.configured("aws:region"))
    return next((region for region in named if isinstance(region, str | Unknown)), None)
