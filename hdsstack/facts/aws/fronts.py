"""Services with a worldwide footprint: CloudFront and Global Accelerator, and what is behind."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.balancers import BALANCER, CLASSIC, minimum
from hdsstack.facts.aws.buckets import BUCKET
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.paths import spread
from hdsstack.model.facts import DataClass, Endpoint, Fact, WorldwideFront
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Unknown, dig, refs_in

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
JOINED = (
    "aws:cloudfront/originAccessControl:OriginAccessControl",
    "aws:cloudfront/originAccessIdentity:OriginAccessIdentity",
    "aws:cloudfront/cachePolicy:CachePolicy",
    "aws:cloudfront/originRequestPolicy:OriginRequestPolicy",
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
    "aws:cloudfront/vpcOrigin:VpcOrigin",
    "aws:globalaccelerator/accelerator:Accelerator",
    "aws:globalaccelerator/listener:Listener",
    "aws:globalaccelerator/customRoutingAccelerator:CustomRoutingAccelerator",
    "aws:globalaccelerator/customRoutingListener:CustomRoutingListener",
)
_PERSONAL = (DataClass.DSCP, DataClass.UNDECLARED, DataClass.PSEUDONYMISED)
# What a certificate without a minimum gets (CloudFront API reference).
_DEFAULT_TLS = "TLSv1"
_SMALL = (
    "aws:lightsail/bucket:Bucket",
    "aws:lightsail/containerService:ContainerService",
    "aws:lightsail/instance:Instance",
    "aws:lightsail/lb:Lb",
)
_VERSIONS = {"SSLv3": "1.0", "TLSv1": "1.0", "TLSv1.1": "1.1", "TLSv1.2": "1.2"}


@facts_of(DISTRIBUTION)
def distribution(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A distribution carries what its origins hold, whatever its own tags say."""
    items = found.items("origins")
    if isinstance(items, Unknown):
        yield WorldwideFront(resource=found, carries=(Seen(items, "origins", found.urn),))
    else:
        carries = tuple(
            _behind(dig(one, "domainName"), f"origins[{index}].domainName", found, graph)
            for index, one in enumerate(items)
        )
        yield WorldwideFront(resource=found, carries=carries)
    yield Endpoint(resource=found, transit=(*_viewers(found), *_origins(found)))


def _behind(value: Found, path: str, front: Resource, graph: ResourceGraph) -> Seen[bool]:
    """Whether health data stand behind one origin."""
    return _carried(_origin(value, path, front, graph), value, path, front, graph)


def _carried(
    linked: Resource | None, value: Found, path: str, front: Resource, graph: ResourceGraph
) -> Seen[bool]:
    """An origin outside the stack is as the front's tags say."""
    if linked is None and isinstance(value, Unknown):
        return Seen(value, path, front.urn)
    holder = linked if linked is not None else front
    found = data_class_of(holder, graph)
    if isinstance(found.value, Unknown):
        return Seen(found.value, path, front.urn)
    if linked is None and found.value is DataClass.UNDECLARED:
        return Seen(Unknown("what stands behind the front is not in this stack"), path, front.urn)
    why = message(N_("{name}, which holds health data, stands behind it"), name=holder.name)
    return Seen(found.value in _PERSONAL, path, front.urn, why=why)


def _origin(value: Found, path: str, front: Resource, graph: ResourceGraph) -> Resource | None:
    match graph.target(value, front, path, BUCKET, BALANCER, CLASSIC):
        case Resource() as linked:
            return linked
        case Literal(text):
            bucket = graph.named(text.split(".")[0], BUCKET, BALANCER, CLASSIC)
            return bucket or graph.named(text) or graph.named(f"https://{text}")
        case _:
            # An interface or a function: its tags say what it serves.
            urns = [ref.urn for ref in refs_in(value)]
            urns += value.urns if isinstance(value, Unknown) else ()
            found = [graph.by_urn[urn] for urn in urns if urn in graph.by_urn]
            return next((one for one in found if one.package == "aws"), None)


def _viewers(found: Resource) -> Iterator[Seen[str]]:
    """Plain HTTP where a behaviour allows it; the lowest TLS version of the certificate."""
    ordered = found.items("orderedCacheBehaviors")
    if isinstance(ordered, Unknown):
        yield Seen(ordered, "orderedCacheBehaviors", found.urn)
        ordered = []
    paths = [f"orderedCacheBehaviors[{index}]" for index in range(len(ordered))]
    for path in ("defaultCacheBehavior", *paths):
        policy = found.text(f"{path}.viewerProtocolPolicy")
        if isinstance(policy.value, Unknown) or policy.value == "allow-all":
            yield policy.map(lambda _: "plain")
    if found.flag("viewerCertificate.cloudfrontDefaultCertificate", default=False).value is True:
        at = "viewerCertificate.cloudfrontDefaultCertificate"
        why = message(N_("CloudFront's own certificate comes with TLS 1.0"))
        yield Seen("1.0", at, found.urn, why=why)
    else:
        yield minimum(found, "viewerCertificate.minimumProtocolVersion", "cloudfront", _DEFAULT_TLS)


def _origins(found: Resource) -> Iterator[Seen[str]]:
    """How the distribution reaches its origins: by HTTP, or with an old version of TLS."""
    for path in spread(found, "origins[].customOriginConfig"):
        if not found.has(path):
            continue
        policy = found.text(f"{path}.originProtocolPolicy")
        why = message(N_("the distribution reaches its origin over plain HTTP"))
        if policy.value not in ("https-only", "match-viewer"):
            yield policy.map(lambda _: "plain").because(why)
        for version in spread(found, f"{path}.originSslProtocols[]"):
            yield found.text(version).map(lambda said: _VERSIONS.get(said, "1.0"))


@facts_of(
    "aws:globalaccelerator/endpointGroup:EndpointGroup",
    "aws:globalaccelerator/customRoutingEndpointGroup:CustomRoutingEndpointGroup",
)
def accelerated(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The endpoints that an accelerator leads to."""
    items = found.items("endpointConfigurations")
    if isinstance(items, Unknown):
        yield WorldwideFront(
            resource=found, carries=(Seen(items, "endpointConfigurations", found.urn),)
        )
        return
    carries = tuple(
        _behind(dig(one, "endpointId"), f"endpointConfigurations[{index}].endpointId", found, graph)
        for index, one in enumerate(items)
    )
    yield WorldwideFront(resource=found, carries=carries)


@facts_of("aws:lightsail/distribution:Distribution")
def small_distribution(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A distribution of Lightsail, which is one of CloudFront before a machine or a bucket."""
    path = "origin.name"
    held = graph.linked(found, path, *_SMALL)
    linked = held if isinstance(held, Resource) else None
    seen = _carried(linked, found.get(path), path, found, graph)
    yield WorldwideFront(resource=found, carries=(seen,))


def served_site(found: Resource, graph: ResourceGraph) -> WorldwideFront:
    """A site of Amplify answers through CloudFront (Amplify Hosting user guide, 2026-11)."""
    carries = data_class_of(found, graph).map(lambda said: said in _PERSONAL)
    return WorldwideFront(resource=found, carries=(carries,))


@facts_of("aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration")
def accelerated_bucket(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Transfer acceleration takes objects in and out through the edge network, worldwide."""
    status = found.text("status")
    if status.value == "Suspended":
        return
    if isinstance(status.value, Unknown):
        yield WorldwideFront(resource=found, carries=(Seen(status.value, "status", found.urn),))
        return
    yield WorldwideFront(
        resource=found, carries=(_behind(found.get("bucket"), "bucket", found, graph),)
    )


@facts_of("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint")
def multi_region_access(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An access point that answers worldwide, in front of buckets."""
    path = "details.regions"
    items = found.items(path)
    if isinstance(items, Unknown):
        yield WorldwideFront(resource=found, carries=(Seen(items, path, found.urn),))
        return
    carries = tuple(
        _behind(dig(one, "bucket"), f"{path}[{index}].bucket", found, graph)
        for index, one in enumerate(items)
    )
    yield WorldwideFront(resource=found, carries=carries)
