"""Where an azure-native resource is, its tags and data class (Azure inherits no tags)."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from hdsstack import catalog
from hdsstack.facts import facts_of
from hdsstack.facts.azure.joins import group_of, parent_of
from hdsstack.facts.tags import CLASS_TAG, class_in, tags_in, written_tags
from hdsstack.model.facts import DataClass, Fact, Place, Tagged
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Ref, Unknown

CONFIGURED = ("azure-native:location", "azure-native:config:location")
_DEPTH = 6


@facts_of("azure-native:*")
def place(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The region of every resource that has one; what only hangs on a scope has none."""
    if not (resource.has("location") or resource.has("resourceGroupName")):
        return
    region = region_of(resource, graph)
    yield Place(
        resource=resource,
        provider="azure",
        region=region,
        explicit=_explicit(resource, region),
        holds_data=_holds_data(resource, graph),
    )


def _holds_data(resource: Resource, graph: ResourceGraph) -> bool:
    """Whether its own place is to be judged.

    What sits in a resource of this stack is judged there, unless Azure tracks it by itself or it
    says another place. Worldwide services have no region: they are HDS-LOC-004's affair.
    """
    if catalog.cannot_hold_data(resource.type) is not None:
        return False
    if resource.type not in taggable():
        parent = parent_of(resource, graph)
        if parent is not None and _where_its_parent_is(resource, parent, graph):
            return False
    service = catalog.service_of(resource.type)
    return service is None or service.footprint != "worldwide"


def _where_its_parent_is(resource: Resource, parent: Resource, graph: ResourceGraph) -> bool:
    """Whether a location is absent or the parent's, with which a provider fills an absent one."""
    if not resource.has("location"):
        return True
    own, outer = region_of(resource, graph).value, region_of(parent, graph).value
    return not isinstance(own, Unknown) and not isinstance(outer, Unknown) and own == outer


@facts_of("azure-native:*")
def tagged(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The tags of every resource that Azure tracks: those with a location and tags of their own."""
    del graph
    if resource.type in taggable():
        yield Tagged(resource=resource, tags=_tags(resource))


@cache
def taggable() -> frozenset[str]:
    """The normalised types with a location and tags, as the SDK of azure-native 3 declares them."""
    listed = files(__package__).joinpath("taggable.txt").read_text(encoding="utf-8")
    return frozenset(listed.split())


def region_of(resource: Resource, graph: ResourceGraph, depth: int = 0) -> Seen[str]:
    """The `location` input, else the parent's, the provider's, the configuration's, the group's.

    Names are normalised ("France Central" is `francecentral`).
    """
    if resource.has("location"):
        value = _written(resource, "location", graph, depth)
        return Seen(value, "location", resource.urn)
    if depth < _DEPTH and (parent := parent_of(resource, graph)) is not None:
        found = region_of(parent, graph, depth + 1)
        return Seen(found.value, "location", resource.urn, default=found.default)
    return _inherited(resource, graph, depth)


def _inherited(resource: Resource, graph: ResourceGraph, depth: int) -> Seen[str]:
    """The default of the explicit provider or of the stack, else the resource group's place."""
    provider = graph.provider_of(resource)
    if provider is not None and provider.has("location"):
        return Seen(_written(provider, "location", graph, depth), "location", resource.urn)
    for key in CONFIGURED:
        if isinstance(found := graph.configuration.get(key), str | Unknown):
            value = found if isinstance(found, Unknown) else region_name(found)
            return Seen(value, "location", resource.urn)
    group = group_of(resource, graph) if depth < _DEPTH else None
    if isinstance(group, Resource) and group.urn != resource.urn:
        place = region_of(group, graph, depth + 1)
        return Seen(place.value, "location", resource.urn, default=place.default)
    missing = Unknown("no location in the resource, its group, its provider or the configuration")
    return Seen(missing, "location", resource.urn, default=True)


def _written(resource: Resource, path: str, graph: ResourceGraph, depth: int) -> str | Unknown:
    """A location given as text, or as the location of another resource of the graph."""
    found = resource.get(path)
    if isinstance(found, Ref) and found.prop == "location" and depth < _DEPTH:
        other = graph.by_urn.get(found.urn)
        if other is not None and other.urn != resource.urn:
            return region_of(other, graph, depth + 1).value
    if isinstance(found, Unknown) and depth < _DEPTH:
        # A preview hides the value; a location that depends on one resource group is its location.
        source = graph.target(found, resource, path)
        if isinstance(source, Resource) and source.urn != resource.urn and source.has("location"):
            return region_of(source, graph, depth + 1).value
    value = resource.text(path).value
    return value if isinstance(value, Unknown) else region_name(value)


def region_name(text: str) -> str:
    """A region as the catalogue spells it."""
    return text.replace(" ", "").lower()


def _explicit(resource: Resource, region: Seen[str]) -> Seen[bool]:
    if region.default:
        why = message(N_("no location is written in the program or its configuration"))
        return Seen(value=False, at="location", on=resource.urn, why=why)
    return Seen(value=True, at=region.at, on=resource.urn)


def data_class(resource: Resource) -> Seen[DataClass]:
    """The class in the resource's own tags; tag names compare without case."""
    tags = tags_in(resource.get("tags"))
    if isinstance(tags, Unknown):
        return Seen(tags, "tags", resource.urn)
    for key, value in tags.items():
        if key.lower() == CLASS_TAG:
            return Seen(class_in(value), f"tags.{key}", resource.urn)
    return Seen(DataClass.UNDECLARED, "tags", resource.urn, default=True)


def _tags(resource: Resource) -> Seen[Mapping[str, str]]:
    """The tags as text, keys in lower case; unknown where a tag of ours is an output."""
    tags = tags_in(resource.get("tags"))
    named = tags if isinstance(tags, Unknown) else {key.lower(): one for key, one in tags.items()}
    absent = resource.get("tags") is ABSENT
    return Seen(written_tags(named), "tags", resource.urn, default=absent)
