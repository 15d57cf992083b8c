"""Answers to look-ups (invokes) without asking anybody.

A few are pure; any other is answered in the shape of the SDK's own result class, its arguments
carried back and every other text an unknown symbol.
"""

from __future__ import annotations

import importlib
import json
import re
import threading
import typing
from typing import Any, Dict, List, Mapping, Optional

from pulumi import _types
from pulumi.runtime import rpc

from .learned import Learned
from .policy_documents import policy_document
from .shapes import DEPTH, NOTHING, fit

# Nobody's, and not one that examples are written with: whoever names it means the stack's own.
ACCOUNT = "200000000002"
_PARAMETER = "aws:ssm/getParameter:getParameter"
_IMAGES = "/aws/service/"  # public parameters, which publishers keep
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
_ARNS = ("aws:index/getArn:getArn", "aws:index/arnParse:arnParse")
_ARN_PARTS = 6
_POLICY = "aws:iam/getPolicy:getPolicy"
_KEY_NAME = re.compile(r"(arn:aws[\w-]*:kms:|alias/|mrk-|[0-9a-f]{8}-)[\w:/-]*$")
_LOCK = threading.RLock()
_PARTITIONS = {"cn-": "aws-cn", "us-gov": "aws-us-gov", "eusc": "aws-eusc"}
_SUFFIXES = {"aws-cn": "amazonaws.com.cn", "aws-eusc": "amazonaws.eu"}

Answer = Dict[str, Any]


def unknown(what: str) -> str:
    """The symbol of a text that nobody can know."""
    inner = what.replace("}", ")")
    return f"${{?{inner}}}"


class Lookups:
    """Answers the look-ups of one program.

    `zones` maps a region to its number of zones; `region` is the configured default; `learned` is
    what earlier runs taught; `asked` collects the tokens answered by shape.
    """

    def __init__(
        self, region: Optional[str], zones: Mapping[str, int], learned: Optional[Learned] = None
    ) -> None:
        self.region, self.zones, self.learned = region, zones, learned or Learned()
        self.asked: List[str] = []
        self._pure = {
            "getCallerIdentity": self._caller_identity,
            "getRegion": self._region,
            "getPartition": self._partition,
            "getAvailabilityZones": self._availability_zones,
            "getClientConfig": self._client_config,
            "getPolicyDocument": self._policy_document,
            "getAmi": self._ami,
        }

    def answer(self, token: str, args: Answer) -> Answer:
        """The result of a look-up under its wire names."""
        pure = self._pure.get(token.rsplit(":", 1)[-1])
        if pure is not None and token.startswith(("aws:", "azure-native:")):
            return pure(args)
        if token.startswith("aws:kms/") and (named := self._key_named(args)):
            return dict(shaped(token, args, self.learned), arn=named, targetKeyArn=named)
        if token in _ARNS and (parts := _arn_parts(args.get("arn"))):
            return parts
        self.asked.append(token)
        found = shaped(token, args, self.learned)
        if token == _PARAMETER and str(args.get("name")).startswith(_IMAGES):
            image = unknown(f"id of the image {args['name']}")
            return dict(found, value=image, insecureValue=image)
        if token == _POLICY and "arn" not in args and isinstance(args.get("name"), str):
            account = unknown("whose policy it is, of those with that name")
            found["arn"] = found["id"] = f"arn:aws:iam::{account}:policy/{args['name']}"
        return found

    def _caller_identity(self, _args: Answer) -> Answer:
        arn = f"arn:aws:iam::{ACCOUNT}:role/deployment"
        return {"accountId": ACCOUNT, "arn": arn, "id": ACCOUNT, "userId": "deployment"}

    def _key_named(self, args: Answer) -> Optional[str]:
        """An ARN that says by which alias or id a key was looked up: whose it is shows there."""
        name = args.get("name") or args.get("keyId")
        if not isinstance(name, str) or not _KEY_NAME.match(name):
            return None
        if name.startswith("arn:"):
            return name
        kind = "" if name.startswith("alias/") else "key/"
        return f"arn:aws:kms:{args.get('region') or self.region or ''}:{ACCOUNT}:{kind}{name}"

    def _region(self, args: Answer) -> Answer:
        found = args.get("region") or args.get("name") or self.region
        self.learned.no_region |= found is None
        region = found or unknown("aws region")
        return {
            "id": region,
            "name": region,
            "region": region,
            "description": region,
            "endpoint": f"ec2.{region}.amazonaws.com",
        }

    def _partition(self, _args: Answer) -> Answer:
        region = self.region or ""
        found = [name for start, name in _PARTITIONS.items() if region.startswith(start)]
        partition = found[0] if found else "aws"
        suffix = _SUFFIXES.get(partition, "amazonaws.com")
        return {
            "id": partition,
            "partition": partition,
            "dnsSuffix": suffix,
            "reverseDnsPrefix": ".".join(reversed(suffix.split("."))),
        }

    def _availability_zones(self, args: Answer) -> Answer:
        region = args.get("region") or self.region or "region"
        letters = "abcdef"[: self.zones.get(region) or 3]
        names = [region + letter for letter in letters]
        return {
            "id": region,
            "names": names,
            "zoneIds": [f"{region}-az{i + 1}" for i in range(len(names))],
            "groupNames": [region],
            "region": region,
        }

    def _client_config(self, _args: Answer) -> Answer:
        return {
            "clientId": unknown("client id"),
            "objectId": unknown("object id"),
            "subscriptionId": SUBSCRIPTION,
            "tenantId": unknown("tenant id"),
        }

    def _policy_document(self, args: Answer) -> Answer:
        text = json.dumps(policy_document(args))
        return dict(args, id="policy", json=text, minifiedJson=text)

    def _ami(self, args: Answer) -> Answer:
        image = unknown(_image(args))
        return dict(
            shaped("aws:ec2/getAmi:getAmi", args, self.learned),
            id=image,
            imageId=image,
            architecture="x86_64",
            rootDeviceName="/dev/xvda",
        )


def _image(args: Answer) -> str:
    """What is not known of an image, with the name by which it is looked up."""
    named = [one for one in args.get("filters") or () if one.get("name") == "name"]
    names = [name for one in named for name in one.get("values") or () if isinstance(name, str)]
    return f"id of the image {names[0]}" if names and "${" not in names[0] else "image id"


def _arn_parts(arn: Any) -> Optional[Answer]:
    """What an ARN says, where nothing in it is an output."""
    parts = arn.split(":", _ARN_PARTS - 1) if isinstance(arn, str) and "${" not in arn else []
    if len(parts) != _ARN_PARTS:
        return None
    _, partition, service, region, account, resource = parts
    named = {"partition": partition, "service": service, "region": region, "resource": resource}
    return dict(named, arn=arn, id=arn, account=account, accountId=account)


def forget_unknown_arguments() -> None:
    """Answer a look-up by shape also where the program does not know all of its arguments.

    An SDK would give it None, which is of no shape at all; where the engine runs, most are known.
    """

    def without(props_struct: Any) -> bool:
        for name in [n for n, value in props_struct.items() if value == rpc.UNKNOWN]:
            del props_struct[name]
        return False

    rpc.struct_contains_unknowns = without


def shaped(token: str, args: Answer, learned: Learned) -> Answer:
    """The shape of a look-up's result: arguments carried back, other texts unknown."""
    kind = result_class(token)
    if kind is None:
        return dict(args)
    name = token.rsplit(":", 1)[-1]
    with _LOCK:
        fields = _types.output_type_types(kind)
    made = {
        n: fit(k, args[n], name, n) if n in args else _value(k, f"{name}.{n}", learned)
        for n, k in fields.items()
    }
    return {n: v for n, v in made.items() if v is not None and v is not NOTHING}


def _value(kind: Any, path: str, learned: Learned, depth: int = 0) -> Any:
    kind = _types.unwrap_type(kind)
    if kind is str:
        return learned.given.get(path) or unknown(path)
    if depth >= DEPTH:
        return None
    if _types.is_output_type(kind):
        made = {
            n: _value(k, f"{path}.{n}", learned, depth + 1)
            for n, k in _types.output_type_types(kind).items()
        }
        return {n: v for n, v in made.items() if v is not None}
    inner = typing.get_args(kind)
    if "Sequence" in str(kind) or typing.get_origin(kind) is list:
        count = learned.length if inner else 0
        items = [_value(inner[0], f"{path}[{i}]", learned, depth + 1) for i in range(count)]
        return [one for one in items if one is not None]
    if "Mapping" in str(kind) or typing.get_origin(kind) is dict:
        named = {key: f"{path}.{key}" for key in learned.keys if inner and inner[1] is str}
        return {key: learned.given.get(name) or unknown(name) for key, name in named.items()}
    return None


def result_class(token: str) -> Optional[type]:
    """The SDK's result class of a look-up, from its token; None where it cannot be found."""
    provider, _, rest = token.partition(":")
    module_name, _, name = rest.partition(":")
    if not name:
        return None
    package = "pulumi_" + provider.replace("-", "_")
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
    home = module_name.split("/")[0]
    with _LOCK:
        for module in (package if home == "index" else package + "." + home, package):
            try:
                found = importlib.import_module(module + "." + snake)
            except ImportError:
                continue
            kind: Optional[type] = getattr(found, f"{name[0].upper()}{name[1:]}Result", None)
            return kind
    return None
