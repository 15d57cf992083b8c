"""The provider stand-in's answers to look-ups: constants of an account that does not exist."""

from collections.abc import Callable, Mapping

ACCOUNT = "123456789012"
SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
TENANT = "00000000-0000-0000-0000-000000000002"
CLIENT = "00000000-0000-0000-0000-000000000003"
PRINCIPAL = "00000000-0000-0000-0000-000000000004"
DEFAULT_REGION = "eu-west-3"

Answer = Mapping[str, object]
Lookup = Callable[[str], Answer]


def partition_of(region: str) -> str:
    """The AWS partition of a region's name."""
    prefixes = {"eusc-": "aws-eusc", "cn-": "aws-cn", "us-gov-": "aws-us-gov"}
    return next((part for prefix, part in prefixes.items() if region.startswith(prefix)), "aws")


def _caller(region: str) -> Answer:
    arn = f"arn:{partition_of(region)}:iam::{ACCOUNT}:user/stand-in"
    return {"accountId": ACCOUNT, "id": ACCOUNT, "arn": arn, "userId": "STANDIN"}


def _region(region: str) -> Answer:
    endpoint = f"ec2.{region}.amazonaws.com"
    return {"id": region, "name": region, "region": region, "description": "", "endpoint": endpoint}


def _partition(region: str) -> Answer:
    part = partition_of(region)
    suffix = {"aws-eusc": "amazonaws.eu", "aws-cn": "amazonaws.com.cn"}.get(part, "amazonaws.com")
    reverse = ".".join(reversed(suffix.split(".")))
    return {"id": part, "partition": part, "dnsSuffix": suffix, "reverseDnsPrefix": reverse}


def _zones(region: str) -> Answer:
    names = [f"{region}{letter}" for letter in "abc"]
    zone_ids = [f"{region}-az{number}" for number in (1, 2, 3)]
    return {"id": region, "names": names, "zoneIds": zone_ids, "groupNames": [region] * 3}


def _client_config(_region: str) -> Answer:
    return {
        "clientId": CLIENT,
        "objectId": PRINCIPAL,
        "subscriptionId": SUBSCRIPTION,
        "tenantId": TENANT,
    }


LOOKUPS: Mapping[str, Lookup] = {
    "aws:index/getCallerIdentity:getCallerIdentity": _caller,
    "aws:index/getRegion:getRegion": _region,
    "aws:index/getPartition:getPartition": _partition,
    "aws:index/getAvailabilityZones:getAvailabilityZones": _zones,
    "azure-native:authorization:getClientConfig": _client_config,
}
