"""What the stand-ins' Check adds to a program's inputs, as the real providers' does.

Engines write checked inputs into previews and states, so a reader meets these and not only what the
program said. pulumi-aws: names made up from the logical name, the defaults of its schema with the
list `__defaults`, and `tagsAll`. azure-native: names, and the location of the resource group.
Source: recorded states of pulumi-aws's upgrade tests (provider/testdata/recorded) and its tags.go,
read on 2026-11-25.
"""

from collections.abc import Mapping

from pulumi.runtime import rpc

from tests.engine.standins import naming
from tests.engine.standins.arm import is_nested
from tests.engine.standins.naming import Identity
from tests.engine.standins.sdk import TypeShape

Values = dict[str, object]
DEFAULTED = "__defaults"
DEFAULTS: Mapping[str, Mapping[str, object]] = {
    "cloudfront:Distribution": {
        "httpVersion": "http2",
        "isIpv6Enabled": False,
        "priceClass": "PriceClass_All",
        "retainOnDelete": False,
        "waitForDeployment": True,
    },
    "cloudwatch:LogGroup": {"retentionInDays": 0, "skipDestroy": False},
    "dynamodb:Table": {"tableClass": "STANDARD"},
    "ec2:Instance": {
        "getPasswordData": False,
        "sourceDestCheck": True,
        "userDataReplaceOnChange": False,
    },
    "ec2:SecurityGroup": {"description": "Managed by Pulumi", "revokeRulesOnDelete": False},
    "ec2:Subnet": {
        "assignIpv6AddressOnCreation": False,
        "enableDns64": False,
        "enableResourceNameDnsARecordOnLaunch": False,
        "enableResourceNameDnsAaaaRecordOnLaunch": False,
        "ipv6Native": False,
        "mapPublicIpOnLaunch": False,
    },
    "ec2:Vpc": {"enableDnsSupport": True, "instanceTenancy": "default"},
    "iam:Role": {"forceDetachPolicies": False, "maxSessionDuration": 3600, "path": "/"},
    "kms:Key": {
        "bypassPolicyLockoutSafetyCheck": False,
        "customerMasterKeySpec": "SYMMETRIC_DEFAULT",
        "enableKeyRotation": False,
        "isEnabled": True,
        "keyUsage": "ENCRYPT_DECRYPT",
    },
    "lb:LoadBalancer": {
        "desyncMitigationMode": "defensive",
        "dropInvalidHeaderFields": False,
        "enableCrossZoneLoadBalancing": False,
        "enableDeletionProtection": False,
        "enableHttp2": True,
        "idleTimeout": 60,
        "preserveHostHeader": False,
    },
    "lb:TargetGroup": {"connectionTermination": False, "proxyProtocolV2": False, "slowStart": 0},
    "rds:Instance": {
        "applyImmediately": False,
        "autoMinorVersionUpgrade": True,
        "copyTagsToSnapshot": False,
        "deleteAutomatedBackups": True,
        "monitoringInterval": 0,
        "performanceInsightsEnabled": False,
        "publiclyAccessible": False,
    },
    "s3:Bucket": {"forceDestroy": False},
    "s3:BucketPublicAccessBlock": {
        "blockPublicAcls": False,
        "blockPublicPolicy": False,
        "ignorePublicAcls": False,
        "restrictPublicBuckets": False,
    },
    "secretsmanager:Secret": {"forceOverwriteReplicaSecret": False, "recoveryWindowInDays": 30},
    "sqs:Queue": {
        "contentBasedDeduplication": False,
        "delaySeconds": 0,
        "fifoQueue": False,
        "maxMessageSize": 262144,
        "messageRetentionSeconds": 345600,
        "receiveWaitTimeSeconds": 0,
    },
}


def aws_checked(
    who: Identity, shape: TypeShape, inputs: Values, default_tags: Mapping[str, object]
) -> Values:
    """The inputs with a name, the schema's defaults and all tags."""
    added = {
        key: value
        for key, value in DEFAULTS.get(who.kind, {}).items()
        if key not in inputs and key in shape.inputs
    }
    name = naming.name_input(who, shape)
    if name and name not in inputs and f"{name}Prefix" not in inputs:
        added[name] = naming.physical_name(who, shape, inputs)
    checked = {**_marked(inputs), **added, DEFAULTED: sorted(added)}
    if "tags" in shape.inputs:
        own = inputs.get("tags", {})
        checked["tagsAll"] = {**default_tags, **own} if isinstance(own, dict) else own
    return checked


def _marked(inputs: Values) -> Values:
    """Every object below the top has its own list of defaults, even where it is empty."""
    return {
        key: value if key in ("tags", "variables") else _nested(value)
        for key, value in inputs.items()
    }


def _nested(value: object) -> object:
    if isinstance(value, list):
        return [_nested(item) for item in value]
    if isinstance(value, dict) and rpc._special_sig_key not in value:
        return {DEFAULTED: [], **{key: _nested(item) for key, item in value.items()}}
    return value


def without_marks(value: object) -> object:
    """As outputs have it: no list of defaults at any depth."""
    if isinstance(value, list):
        return [without_marks(item) for item in value]
    if isinstance(value, dict):
        return {key: without_marks(item) for key, item in value.items() if key != DEFAULTED}
    return value


def azure_checked(
    who: Identity, shape: TypeShape, inputs: Values, given: str, places: Mapping[str, str]
) -> Values:
    """The inputs with a name and a location: `given`, else that of its group if known."""
    added: Values = {}
    if shape.own_name and shape.own_name not in inputs:
        added[shape.own_name] = who.name if is_nested(shape) else f"{who.name}{who.mark}"
    place = given or places.get(str(inputs.get("resourceGroupName")))
    if place and "location" in shape.inputs and "location" not in inputs:
        added["location"] = place
    return {**inputs, **added}
