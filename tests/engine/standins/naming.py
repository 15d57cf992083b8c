"""Names, identifiers and ARNs that the provider stand-ins give: formed as a cloud's, constant."""

import hashlib
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from tests.engine.standins.aws_forms import FORMS, GLOBAL, SERVICES, Form
from tests.engine.standins.lookups import ACCOUNT, partition_of
from tests.engine.standins.sdk import TypeShape

# Inputs that pulumi-aws fills with a name of its own where a program gives none.
NAMES = ("bucket", "identifier", "clusterIdentifier", "clusterId", "replicationGroupId", "name")


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
        return self.digits(8)

    def digits(self, count: int) -> str:
        """So many hexadecimal digits of the URN's hash."""
        return hashlib.sha256(self.urn.encode()).hexdigest()[:count]

    @property
    def module(self) -> str:
        """The service part of the token: `s3` of `aws:s3/bucket:Bucket`."""
        return self.token.split(":")[1].partition("/")[0]

    @property
    def kind(self) -> str:
        """The token without its package and its module's file: `s3:Bucket`."""
        return f"{self.module}:{self.token.rpartition(':')[2]}"


def name_input(who: Identity, shape: TypeShape) -> str | None:
    """The input that pulumi-aws names a resource by, where it makes up a name if there is none."""
    is_child = who.module == "s3" and not is_bucket(who)
    known = () if is_child else NAMES
    return next((one for one in known if one in shape.inputs & shape.string_outputs), None)


def physical_name(who: Identity, shape: TypeShape, inputs: Mapping[str, object]) -> str:
    """The name that the program gave, else the logical name with a mark."""
    candidates = (name_input(who, shape) or "name", "bucket", "name", shape.own_name or "")
    given = (inputs[prop] for prop in candidates if isinstance(inputs.get(prop), str))
    return str(next(given, f"{who.name}-{who.digits(7)}"))


def aws_identity(
    who: Identity, shape: TypeShape, inputs: Mapping[str, object], region: str
) -> tuple[str, str, dict[str, object]]:
    """The identifier, the ARN and the other outputs that tell who a resource is."""
    form = FORMS.get(who.kind, Form())
    parts = _parts(who, shape, inputs, region)
    parts["id"] = form.id.format_map(parts) if "{arn}" not in form.id else ""
    arn = _arn(who, form, parts, region)
    parts["id"] = parts["id"] or form.id.format_map({**parts, "arn": arn})
    return parts["id"], arn, {key: text.format_map(parts) for key, text in form.outputs}


def _parts(
    who: Identity, shape: TypeShape, inputs: Mapping[str, object], region: str
) -> dict[str, str]:
    return {
        "name": physical_name(who, shape, inputs),
        "role": str(inputs.get("role", "")),
        "vault": str(inputs.get("backupVaultName", "")),
        "host": re.sub("^https?://", "", str(inputs.get("url", ""))),
        "kind": re.sub("(?<!^)([A-Z])", r"-\1", shape.name).lower(),
        "x": who.digits(17),
        "mark": who.mark,
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, who.urn)),
        "region": region,
        "account": ACCOUNT,
    }


def _arn(who: Identity, form: Form, parts: Mapping[str, str], region: str) -> str:
    """An ARN; of a bucket without region and account, of a worldwide service without region."""
    service = form.service or SERVICES.get(who.module, who.module)
    partition = partition_of(region)
    if is_bucket(who):
        return f"arn:{partition}:s3:::{parts['name']}"
    place = "" if service in GLOBAL else region
    return f"arn:{partition}:{service}:{place}:{ACCOUNT}:{form.arn.format_map(parts)}"


def is_bucket(who: Identity) -> bool:
    """Whether this is an S3 bucket, whose identifier is its name."""
    return who.token in {"aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"}
