"""Whether a bucket can be reached from a public network: access blocks, policies, ACLs.

Source: Amazon S3 user guide, "Blocking public access": the stricter of account and bucket applies
to each of the four parts; a bucket made since 2023-04 without a block of its own has all four on.
"""

from collections.abc import Iterator

from hdsstack.facts.aws.accounts import apart
from hdsstack.facts.aws.buckets import belonging
from hdsstack.facts.policies import open_to_anybody, statements
from hdsstack.model.facts import Claims
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
_ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
_ACL = "aws:s3/bucketAcl:BucketAcl"
_OBJECTS = (
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:s3/objectCopy:ObjectCopy",
)
_ACCESS_POINT = "aws:s3/accessPoint:AccessPoint"
_POINT_POLICY = "aws:s3control/accessPointPolicy:AccessPointPolicy"
_PARTS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
_PUBLIC_ACLS = ("public-read", "public-read-write", "authenticated-read")
_PUBLIC_GROUPS = ("AllUsers", "AuthenticatedUsers")


def public_claims(bucket: Resource, graph: ResourceGraph) -> Claims:
    """Each observation says that the bucket is reachable from a public network."""
    blocks = list(belonging(bucket, graph, _BLOCK))
    parts = {
        part: _off(part, bucket, blocks, list(_account_blocks(part, bucket, graph)))
        for part in _PARTS
    }
    return (
        *parts.values(),
        *_by_policy(bucket, graph, parts["restrictPublicBuckets"]),
        *_by_acl(bucket, graph, parts["ignorePublicAcls"]),
        *_by_access_points(bucket, graph),
    )


def _by_access_points(bucket: Resource, graph: ResourceGraph) -> Iterator[Seen[bool]]:
    """Access points whose own policy lets anybody in, outside any network."""
    why = message(N_("the policy of an access point lets any principal in"))
    for point in belonging(bucket, graph, _ACCESS_POINT):
        if point.has("vpcConfiguration"):
            continue
        own = (point,) if point.has("policy") else ()
        for holder in (*own, *graph.pointing(point, "accessPointArn", _POINT_POLICY)):
            read = statements(holder.get("policy"))
            value = read if isinstance(read, Unknown) else open_to_anybody(read)
            yield Seen(value, "policy", holder.urn, why=why)


def bucket_policies(bucket: Resource, graph: ResourceGraph) -> Iterator[Resource]:
    """The resources that carry a policy of the bucket: separate ones, and itself where inline."""
    yield from belonging(bucket, graph, _POLICY)
    if bucket.has("policy"):
        yield bucket


def _account_blocks(part: str, bucket: Resource, graph: ResourceGraph) -> Iterator[Seen[bool]]:
    """What blocks of the account say of one part, as far as the providers tell accounts apart."""
    for block in graph.of(_ACCOUNT_BLOCK):
        other = apart(block, bucket, graph)
        if isinstance(other, Unknown):
            yield Seen(other, part, block.urn)
        elif not other:
            yield block.flag(part, default=False)


def _off(
    part: str, bucket: Resource, blocks: list[Resource], account: list[Seen[bool]]
) -> Seen[bool]:
    """Whether one of the four parts is off, at the resource that leaves it off."""
    if not blocks:
        return Seen(value=False, at=part, on=bucket.urn, default=True)
    held = [*account, *(block.flag(part, default=False) for block in blocks)]
    on = next((one for one in held if one.value is True), None)
    if on is not None:
        return on.map(lambda _: False)
    unknown = next((one for one in held if not one.known), None)
    why = message(N_("the public access block leaves {part} off"), part=part)
    return unknown or held[-1].map(lambda found: not found).because(why)


def _by_policy(bucket: Resource, graph: ResourceGraph, unrestricted: Seen[bool]) -> Claims:
    """Policies that let anybody in, unless a block is set that restricts public buckets."""
    restricted = unrestricted.value is False and not unrestricted.default
    found = []
    for policy in bucket_policies(bucket, graph):
        read = statements(policy.get("policy"))
        value = read if isinstance(read, Unknown) else open_to_anybody(read)
        why = message(N_("the bucket policy lets any principal in"))
        shut = restricted and not isinstance(value, Unknown)
        found.append(Seen(False if shut else value, "policy", policy.urn, why=why))
    return tuple(found)


def _by_acl(bucket: Resource, graph: ResourceGraph, obeyed: Seen[bool]) -> Claims:
    """Public access lists, unless a block is set that ignores them."""
    if obeyed.value is False and not obeyed.default:
        return ()
    return (
        *(claim for holder in (*belonging(bucket, graph, _ACL), bucket) for claim in _acl(holder)),
        *(claim for one in belonging(bucket, graph, *_OBJECTS) for claim in _canned(one)),
    )


def _canned(holder: Resource) -> Iterator[Seen[bool]]:
    why = message(N_("the access list lets everybody in"))
    if holder.has("acl"):
        yield holder.text("acl").map(lambda said: said in _PUBLIC_ACLS).because(why)


def _acl(holder: Resource) -> Iterator[Seen[bool]]:
    yield from _canned(holder)
    why = message(N_("the access list lets everybody in"))
    for path in ("accessControlPolicy.grants", "grants"):
        grants = holder.items(path)
        if isinstance(grants, Unknown):
            yield Seen(grants, path, holder.urn)
            continue
        for index in range(len(grants)):
            for uri in (f"{path}[{index}].uri", f"{path}[{index}].grantee.uri"):
                if holder.has(uri):
                    named = holder.text(uri)
                    yield named.map(lambda said: said.endswith(_PUBLIC_GROUPS)).because(why)
