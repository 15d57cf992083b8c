"""The provider stand-in's answers to look-ups: constants of an account that does not exist."""

import json
from collections.abc import Callable, Mapping
from typing import Any

ACCOUNT = "123456789012"
SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
TENANT = "00000000-0000-0000-0000-000000000002"
CLIENT = "00000000-0000-0000-0000-000000000003"
PRINCIPAL = "00000000-0000-0000-0000-000000000004"
DEFAULT_REGION = "eu-west-3"

Answer = Mapping[str, object]
Lookup = Callable[[str, Answer], Answer]


def partition_of(region: str) -> str:
    """The AWS partition of a region's name."""
    prefixes = {"eusc-": "aws-eusc", "cn-": "aws-cn", "us-gov-": "aws-us-gov"}
    return next((part for prefix, part in prefixes.items() if region.startswith(prefix)), "aws")


def _caller(region: str, _given: Answer) -> Answer:
    arn = f"arn:{partition_of(region)}:iam::{ACCOUNT}:user/stand-in"
    return {"accountId": ACCOUNT, "id": ACCOUNT, "arn": arn, "userId": "STANDIN"}


def _region(region: str, _given: Answer) -> Answer:
    endpoint = f"ec2.{region}.amazonaws.com"
    return {"id": region, "name": region, "region": region, "description": "", "endpoint": endpoint}


def _partition(region: str, _given: Answer) -> Answer:
    part = partition_of(region)
    suffix = {"aws-eusc": "amazonaws.eu", "aws-cn": "amazonaws.com.cn"}.get(part, "amazonaws.com")
    reverse = ".".join(reversed(suffix.split(".")))
    return {"id": part, "partition": part, "dnsSuffix": suffix, "reverseDnsPrefix": reverse}


def _zones(region: str, _given: Answer) -> Answer:
    names = [f"{region}{letter}" for letter in "abc"]
    zone_ids = [f"{region}-az{number}" for number in (1, 2, 3)]
    return {"id": region, "names": names, "zoneIds": zone_ids, "groupNames": [region] * 3}


def _client_config(_region: str, _given: Answer) -> Answer:
    return {
        "clientId": CLIENT,
        "objectId": PRINCIPAL,
        "subscriptionId": SUBSCRIPTION,
        "tenantId": TENANT,
    }


_IN_DOCUMENT = (
    ("actions", "Action"),
    ("notActions", "NotAction"),
    ("resources", "Resource"),
    ("notResources", "NotResource"),
)


def _policy_document(_region: str, given: Answer) -> Answer:
    """The document as AWS's provider writes it: one value stands alone, several are a list."""
    given_statements = given.get("statements")
    held = given_statements if isinstance(given_statements, list) else []
    document = {"Version": "2012-10-17", "Statement": [_statement(one) for one in held]}
    return {"id": "3210293847", "json": json.dumps(document, indent=2)}


def _statement(given: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"Effect": given.get("effect", "Allow")}
    if "sid" in given:
        made["Sid"] = given["sid"]
    made |= {name: _alone(given[key]) for key, name in _IN_DOCUMENT if given.get(key)}
    for key, name in (("principals", "Principal"), ("notPrincipals", "NotPrincipal")):
        if who := given.get(key):
            everyone = any(one["type"] == "*" for one in who)
            by_type = {one["type"]: _alone(one["identifiers"]) for one in who}
            made[name] = "*" if everyone else by_type
    tests: dict[str, dict[str, Any]] = {}
    for one in given.get("conditions", ()):
        tests.setdefault(one["test"], {})[one["variable"]] = _alone(one["values"])
    return made | ({"Condition": tests} if tests else {})


def _alone(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else sorted(values, reverse=True)


LOOKUPS: Mapping[str, Lookup] = {
    "aws:index/getCallerIdentity:getCallerIdentity": _caller,
    "aws:index/getRegion:getRegion": _region,
    "aws:index/getPartition:getPartition": _partition,
    "aws:iam/getPolicyDocument:getPolicyDocument": _policy_document,
    "aws:index/getAvailabilityZones:getAvailabilityZones": _zones,
    "azure-native:authorization:getClientConfig": _client_config,
}
