"""The separate resources that belong to one S3 bucket, found by reference, name or equal text."""

from collections.abc import Iterator

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
        found += [one for one in graph.of(*types) if one.get("bucket") == name]
    yield from dict.fromkeys(found)
