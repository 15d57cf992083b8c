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

from pulumi import _types

from .shapes import NOTHING, fit

ACCOUNT = "123456789012"
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
_LOCK = threading.RLock()


def unknown(what):
    """The symbol of a text that nobody can know."""
    return "${?%s}" % what.replace("}", ")")


class Lookups:
    """Answers the look-ups of one program.

    `zones` maps a region to its number of zones; `region` is the configured default; `asked`
    collects the tokens answered by shape.
    """

    def __init__(self, region, zones):
        self.region, self.zones, self.asked = region, zones, []

    def answer(self, token, args):
        """The result of a look-up under its wire names."""
        name = token.rsplit(":", 1)[-1]
        pure = getattr(self, "_" + name, None)
        if pure is not None and token.split(":")[0] in ("aws", "azure-native"):
            return pure(args)
        self.asked.append(token)
        return shaped(token, args)

    def _getCallerIdentity(self, args):
        arn = "arn:aws:iam::%s:role/deployment" % ACCOUNT
        return {"accountId": ACCOUNT, "arn": arn, "id": ACCOUNT, "userId": "deployment"}

    def _getRegion(self, args):
        region = args.get("region") or args.get("name") or self.region or unknown("aws region")
        return {
            "id": region,
            "name": region,
            "region": region,
            "description": region,
            "endpoint": "ec2.%s.amazonaws.com" % region,
        }

    def _getPartition(self, args):
        region = self.region or ""
        partition = (
            "aws-cn"
            if region.startswith("cn-")
            else "aws-us-gov"
            if region.startswith("us-gov")
            else "aws-eusc"
            if region.startswith("eusc")
            else "aws"
        )
        suffix = {"aws-cn": "amazonaws.com.cn", "aws-eusc": "amazonaws.eu"}.get(
            partition, "amazonaws.com"
        )
        return {
            "id": partition,
            "partition": partition,
            "dnsSuffix": suffix,
            "reverseDnsPrefix": ".".join(reversed(suffix.split("."))),
        }

    def _getAvailabilityZones(self, args):
        region = args.get("region") or self.region or "region"
        letters = "abcdef"[: self.zones.get(region) or 3]
        names = [region + letter for letter in letters]
        return {
            "id": region,
            "names": names,
            "zoneIds": ["%s-az%d" % (region, i + 1) for i in range(len(names))],
            "groupNames": [region],
            "region": region,
        }

    def _getClientConfig(self, args):
        return {
            "clientId": unknown("client id"),
            "objectId": unknown("object id"),
            "subscriptionId": SUBSCRIPTION,
            "tenantId": unknown("tenant id"),
        }

    def _getPolicyDocument(self, args):
        text = json.dumps(policy_document(args))
        return dict(args, id="policy", json=text, minifiedJson=text)

    def _getAmi(self, args):
        return dict(
            shaped("aws:ec2/getAmi:getAmi", args),
            id=unknown("image id"),
            imageId=unknown("image id"),
            architecture="x86_64",
            rootDeviceName="/dev/xvda",
        )


def policy_document(args):
    """The IAM document of `aws.iam.getPolicyDocument` for its arguments."""
    statements = []
    for source in list(args.get("sourcePolicyDocuments") or []):
        statements += _statements(source)
    statements += [_statement(one) for one in args.get("statements") or []]
    for override in list(args.get("overridePolicyDocuments") or []):
        new = _statements(override)
        sids = set(one.get("Sid") for one in new if one.get("Sid"))
        statements = [one for one in statements if one.get("Sid") not in sids] + new
    return {"Version": args.get("version") or "2012-10-17", "Statement": statements}


def _statements(document):
    try:
        found = json.loads(document).get("Statement", [])
    except (TypeError, ValueError, AttributeError):
        return []
    return found if isinstance(found, list) else [found]


def _statement(one):
    made = {"Effect": one.get("effect") or "Allow"}
    if one.get("sid"):
        made["Sid"] = one["sid"]
    for key, name in (
        ("actions", "Action"),
        ("notActions", "NotAction"),
        ("resources", "Resource"),
        ("notResources", "NotResource"),
    ):
        if one.get(key):
            made[name] = one[key]
    for key, name in (("principals", "Principal"), ("notPrincipals", "NotPrincipal")):
        if one.get(key):
            made[name] = _principals(one[key])
    conditions = {}
    for condition in one.get("conditions") or []:
        held = conditions.setdefault(condition.get("test"), {})
        held.setdefault(condition.get("variable"), []).extend(condition.get("values") or [])
    if conditions:
        made["Condition"] = conditions
    return made


def _principals(found):
    if any(one.get("type") == "*" for one in found):
        return "*"
    made = {}
    for one in found:
        made.setdefault(one.get("type"), []).extend(one.get("identifiers") or [])
    return made


def shaped(token, args):
    """The shape of a look-up's result: arguments carried back, other texts unknown."""
    kind = result_class(token)
    if kind is None:
        return dict(args)
    name = token.rsplit(":", 1)[-1]
    with _LOCK:
        fields = _types.output_type_types(kind)
    made = {
        n: fit(k, args[n], name, n) if n in args else _value(k, "%s.%s" % (name, n), 0)
        for n, k in fields.items()
    }
    return {n: v for n, v in made.items() if v is not None and v is not NOTHING}


def _value(kind, path, depth):
    kind = _types.unwrap_type(kind)
    if kind is str:
        return unknown(path)
    if depth >= 3:
        return None
    if _types.is_output_type(kind):
        made = {
            n: _value(k, "%s.%s" % (path, n), depth + 1)
            for n, k in _types.output_type_types(kind).items()
        }
        return {n: v for n, v in made.items() if v is not None}
    if "Sequence" in str(kind) or typing.get_origin(kind) is list:
        inner = typing.get_args(kind)
        made = (
            [_value(inner[0], "%s[%d]" % (path, i), depth + 1) for i in range(2)] if inner else []
        )
        return [one for one in made if one is not None]
    return {} if "Mapping" in str(kind) or typing.get_origin(kind) is dict else None


def result_class(token):
    """The SDK's result class of a look-up, from its token; None where it cannot be found."""
    parts = token.split(":")
    if len(parts) != 3:
        return None
    package = "pulumi_" + parts[0].replace("-", "_")
    name = parts[2]
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
    home = parts[1].split("/")[0]
    with _LOCK:
        for module in (package if home == "index" else package + "." + home, package):
            try:
                found = importlib.import_module(module + "." + snake)
            except ImportError:
                continue
            return getattr(found, name[0].upper() + name[1:] + "Result", None)
    return None
