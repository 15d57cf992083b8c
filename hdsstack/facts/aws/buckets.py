"""The separate resources that belong to one S3 bucket, found by reference, name or equal text."""

from collections.abc import Iterator, Mapping

from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import Text

BUCKET = "aws:s3/bucket:Bucket"


def belonging(bucket: Resource, graph: ResourceGraph, *types: str) -> Iterator[Resource]:
    """The resources of `types` whose `bucket` is this one.

    A name made of outputs that nobody knows is the same name where it is written the same way.
    """
    found = list(graph.pointing(bucket, "bucket", *types))
    name = bucket.get("bucket")
    if isinstance(name, Text):
        for kind in types:
            found += graph.derived(_by_text, kind).get(name, ())
    yield from dict.fromkeys(found)


def _by_text(graph: ResourceGraph, kind: str) -> Mapping[Text, list[Resource]]:
    """The resources of one type by the name of their bucket, where it is made of outputs."""
    found: dict[Text, list[Resource]] = {}
    for one in graph.of(kind):
        name = one.get("bucket")
        if isinstance(name, Text):
            found.setdefault(name, []).append(one)
    return found
