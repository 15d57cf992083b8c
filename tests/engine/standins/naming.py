"""Names, identifiers and ARNs that the provider stand-in gives: formed like a cloud's, constant."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from tests.engine.standins.lookups import ACCOUNT, SUBSCRIPTION, partition_of
from tests.engine.standins.sdk import TypeShape

# Service names in ARNs that differ from the module of the type token.
ARN_SERVICES = {"cloudwatch": "logs", "lb": "elasticloadbalancing", "alb": "elasticloadbalancing"}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a resource is: its URN, type token and logical name."""

    urn: str
    token: str
    name: str

    @classmethod
    def of(cls, urn: str) -> "Identity":
        """Read the type and the logical name from a URN."""
        _, _, types, name = urn.split("::", 3)
        return cls(urn, types.rpartition("$")[2], name)

    @property
    def mark(self) -> str:
        """Eight hexadecimal digits of the URN's hash."""
        return hashlib.sha256(self.urn.encode()).hexdigest()[:8]

    @property
    def module(self) -> str:
        """The service part of the token: `s3` of `aws:s3/bucket:Bucket`."""
        return self.token.split(":")[1].partition("/")[0]


def physical_name(who: Identity, shape: TypeShape, inputs: Mapping[str, object]) -> str:
    """The name that the program gave, else the logical name with a mark."""
    candidates = ("bucket",) if is_bucket(who) else ("name", shape.own_name or "")
    given = (inputs[prop] for prop in candidates if isinstance(inputs.get(prop), str))
    return str(next(given, f"{who.name}-{who.mark}"))


def aws_id(who: Identity, shape: TypeShape, inputs: Mapping[str, object]) -> str:
    """The physical name where the type has one, else the kind of resource with a mark."""
    if "name" in shape.outputs or is_bucket(who):
        return physical_name(who, shape, inputs)
    return f"{shape.name.lower()}-{who.mark}"


def is_bucket(who: Identity) -> bool:
    """Whether this is an S3 bucket, whose identifier is its name."""
    return who.token in {"aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"}


def aws_arn(who: Identity, shape: TypeShape, physical_id: str, region: str) -> str:
    """An ARN; of a bucket without region and account, of IAM without region."""
    service = ARN_SERVICES.get(who.module, who.module)
    partition = partition_of(region)
    if is_bucket(who):
        return f"arn:{partition}:s3:::{physical_id}"
    place = "" if service == "iam" else region
    return f"arn:{partition}:{service}:{place}:{ACCOUNT}:{shape.name.lower()}/{physical_id}"


def azure_id(who: Identity, shape: TypeShape, inputs: Mapping[str, object]) -> str:
    """An ARM identifier; a child's holds its parents' names."""
    own = physical_name(who, shape, inputs)
    if shape.name == "ResourceGroup":
        return f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{own}"
    group = inputs.get("resourceGroupName")
    scope = f"/subscriptions/{SUBSCRIPTION}" + (f"/resourceGroups/{group}" if group else "")
    parents = [f"{prop.removesuffix('Name')}s/{inputs.get(prop)}" for prop in shape.parent_names]
    kind = f"{shape.name[:1].lower()}{shape.name[1:]}s"
    path = "/".join([f"Microsoft.{who.module}", *parents, kind, own])
    return f"{scope}/providers/{path}"
