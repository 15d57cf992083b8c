"""Where an AWS resource is, its tags, the class of its data; what provider and stack add."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from hdsstack import catalog
from hdsstack.facts import facts_of
from hdsstack.facts.tags import CLASS_TAG, class_in, tags_in, written_tags
from hdsstack.model.facts import DataClass, Fact, Place, Tagged
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Ref, Unknown, Value, plain

# Services whose control plane is worldwide: their resources have no region of their own.
_GLOBAL_MODULES = (
    "aws:iam/",
    "aws:organizations/",
    "aws:cloudfront/",
    "aws:route53/",
    "aws:globalaccelerator/",
    "aws:shield/",
    "aws:waf/",
    "aws:budgets/",
    "aws:account/",
    "aws:costexplorer/",
    "aws:s3/accountPublicAccessBlock",
)


@facts_of("aws:*")
def place(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The region of every resource that has one."""
    if resource.type.startswith(_GLOBAL_MODULES):
        return
    region = region_of(resource, graph)
    yield Place(
        resource=resource,
        provider="aws",
        region=region,
        explicit=_explicit(resource, region),
        holds_data=catalog.cannot_hold_data(resource.type) is None,
    )


@facts_of("aws:*")
def tagged(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The tags of every resource whose type takes some."""
    if resource.type in taggable():
        tags = written_tags(tags_of(resource, graph))
        yield Tagged(resource=resource, tags=Seen(tags, "tags", resource.urn))


@cache
def taggable() -> frozenset[str]:
    """The normalised types that take tags, as the SDK of pulumi-aws 7 declares them."""
    listed = files(__package__).joinpath("taggable.txt").read_text(encoding="utf-8")
    return frozenset(listed.split())


def region_of(resource: Resource, graph: ResourceGraph) -> Seen[str]:
    """The `region` input, else the provider's, else the stack configuration's, else unknown."""
    if resource.has("region") and not resource.type.startswith("pulumi:"):
        return Seen(_resolved(resource, "region", graph), "region", resource.urn)
    provider = graph.provider_of(resource)
    if provider is not None and provider.has("region"):
        return Seen(_resolved(provider, "region", graph), "", resource.urn)
    if provider is None or provider.name.startswith("default"):
        configured = graph.configuration.get("aws:region")
        if isinstance(configured, str | Unknown):
            return Seen(configured, "", resource.urn)
    missing = Unknown("no region in the resource, in its provider or in the stack configuration")
    return Seen(missing, "region", resource.urn, default=True)


def _resolved(resource: Resource, path: str, graph: ResourceGraph) -> str | Unknown:
    """A region given as text, or as the region of another resource of the graph."""
    found = resource.get(path)
    if isinstance(found, Ref) and found.prop in ("region", "name"):
        other = graph.by_urn.get(found.urn)
        if other is not None and other.urn != resource.urn and other.package == "aws":
            return region_of(other, graph).value
    return resource.text(path).value


def _explicit(resource: Resource, region: Seen[str]) -> Seen[bool]:
    if region.default:
        why = message(N_("no region is written in the program or its configuration"))
        return Seen(value=False, at="region", on=resource.urn, why=why)
    return Seen(value=True, at=region.at, on=resource.urn)


def tags_of(resource: Resource, graph: ResourceGraph) -> Mapping[str, Value] | Unknown:
    """Every tag that the resource will have: its own over its provider's over the stack's."""
    return graph.derived(_tags_of, resource)


def _tags_of(graph: ResourceGraph, resource: Resource) -> Mapping[str, Value] | Unknown:
    own = _own_tags(resource)
    inherited = _default_tags(resource, graph)
    if isinstance(own, Unknown):
        return own
    if isinstance(inherited, Unknown):
        # What the resource says itself is still known.
        return own or inherited
    return {**inherited, **own} if inherited else own


def _own_tags(resource: Resource) -> Mapping[str, Value] | Unknown:
    found = resource.get("tags")
    if isinstance(found, list):
        return _listed_tags(found)
    specified = resource.get("tagSpecifications")
    if found is ABSENT and isinstance(specified, list):
        found = next((plain(s.get("tags")) for s in specified if isinstance(s, dict)), ABSENT)
    return tags_in(found)


def _listed_tags(items: list[Value]) -> Mapping[str, Value]:
    """Tags written as a list of key and value, as an Auto Scaling group does."""
    return {
        str(item["key"]): item.get("value")
        for item in items
        if isinstance(item, dict) and isinstance(item.get("key"), str)
    }


def _default_tags(resource: Resource, graph: ResourceGraph) -> Mapping[str, Value] | Unknown:
    provider = graph.provider_of(resource)
    if provider is not None and not provider.name.startswith("default"):
        return _provider_tags(provider.get("defaultTags"))
    configured = graph.configuration.get("aws:defaultTags", ABSENT)
    if configured is ABSENT and provider is not None:
        configured = provider.get("defaultTags")
    return _provider_tags(plain(configured))


def _provider_tags(found: Found) -> Mapping[str, Value] | Unknown:
    """`defaultTags`: an object, or its JSON where a configuration or a provider holds text."""
    if isinstance(found, str):
        try:
            found = json.loads(found)
        except ValueError:
            return Unknown("the default tags cannot be read")
    if isinstance(found, dict) and "tags" in found:
        found = found["tags"]
        return _provider_tags(found) if isinstance(found, str) else tags_in(found)
    return tags_in(found)


def data_class_of(
    resource: Resource, graph: ResourceGraph, *sources: Resource | None
) -> Seen[DataClass]:
    """The declared class: the resource's own, else that of the `sources` it copies or serves."""
    for holder in (resource, *(source for source in sources if source is not None)):
        tags = tags_of(holder, graph)
        if isinstance(tags, Unknown):
            return Seen(tags, "tags", holder.urn)
        if CLASS_TAG in tags:
            return Seen(class_in(tags[CLASS_TAG]), "tags", holder.urn)
    return Seen(DataClass.UNDECLARED, "tags", resource.urn, default=True)
