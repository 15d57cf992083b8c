"""The separate resources that belong to one S3 bucket, found by reference, name or equal text."""

from collections.abc import Iterator, Mapping

from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import ABSENT, Ref, Text

BUCKET = "aws:s3/bucket:Bucket"


def belonging(bucket: Resource, graph: ResourceGraph, *types: str) -> Iterator[Resource]:
    """The resources of `types` whose `bucket` is this one.

    A name made of outputs that nobody knows is the same name where it is written the same way.
    """
    name = bucket.get("bucket")
    for kind in types:
        found = list(graph.naming(bucket, "bucket", kind))
        if isinstance(name, Text | Ref):
            found += graph.derived(_by_name, kind).get(name, ())
        yield from dict.fromkeys(found) or graph.adrift(bucket, "bucket", kind)


def _by_name(graph: ResourceGraph, kind: str) -> Mapping[Text | Ref, list[Resource]]:
    """The resources of one type by the name of their bucket, where it is made of outputs."""
    found: dict[Text | Ref, list[Resource]] = {}
    for one in graph.of(kind):
        name = one.get("bucket")
        if isinstance(name, Text | Ref):
            found.setdefault(name, []).append(one)
    return found


def block_at(holder: Resource, path: str) -> str:
    """The path of a block that a newer SDK writes as an object, and an older one as a list of one.

    `BucketV2` of pulumi-aws 4 to 6 names it in the plural: `expirations: [{days: 30}]`.
    """
    for spelled in (path, f"{path}s"):
        found = holder.get(spelled)
        if found is not ABSENT:
            return f"{spelled}[0]" if isinstance(found, list) else spelled
    return path
