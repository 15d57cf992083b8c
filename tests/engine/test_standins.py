"""What the stand-ins promise to the tests that rely on them."""

import json
import re
import signal
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.runtime import rpc
from pulumi.runtime.proto import provider_pb2

from tests.engine.harness import PLUGINS, write_standins
from tests.engine.standins.provider import ProviderStandIn, difference, with_identity_map
from tests.engine.standins.sdk import shape_of

SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001"

STORAGE = "resourceGroups/rg-ch/providers/Microsoft.Storage/storageAccounts/stch"
CONTAINER = f"{STORAGE}/blobServices/default/containers/images"


def struct(values: Mapping[str, Any]) -> struct_pb2.Struct:
    result = struct_pb2.Struct()
    result.update(values)
    return result


def created(
    token: str, inputs: Mapping[str, Any], *, region: str = "eu-west-3"
) -> tuple[str, dict[str, Any]]:
    """The identifier and the outputs of a resource called `records`."""
    provider = ProviderStandIn(token.partition(":")[0])
    provider.region = region
    identifier, state = provider.state_of(f"urn:pulumi:dev::ch::{token}::records", struct(inputs))
    return identifier, json_format.MessageToDict(state)


@pytest.mark.parametrize(
    ("token", "own_name", "parents"),
    [
        ("aws:s3/bucket:Bucket", None, ()),
        ("azure-native:storage:StorageAccount", "accountName", ()),
        ("azure-native:storage:BlobContainer", "containerName", ("accountName",)),
        ("azure-native:network:Subnet", "subnetName", ("virtualNetworkName",)),
        ("azure-native:keyvault:Key", "keyName", ("vaultName",)),
        ("azure-native:sql:Database", "databaseName", ("serverName",)),
    ],
)
def test_names_in_a_path_are_told_from_the_sdk(
    token: str, own_name: str | None, parents: tuple[str, ...]
) -> None:
    shape = shape_of(token)
    assert (shape.own_name, shape.parent_names) == (own_name, parents)


def test_a_type_that_the_sdk_does_not_know_has_no_properties() -> None:
    shape = shape_of("aws:nothing/such:Such")
    assert (shape.inputs, shape.outputs) == (frozenset(), frozenset())


def test_types_may_be_looked_up_by_many_threads_at_once() -> None:
    tokens = ["aws:rds/instance:Instance", "aws:ec2/vpc:Vpc", "aws:backup/vault:Vault"] * 4
    with ThreadPoolExecutor(8) as pool:
        shapes = list(pool.map(shape_of, tokens))
    assert all("arn" in shape.computed_strings for shape in shapes)


@pytest.mark.parametrize(
    ("token", "inputs", "identifier"),
    [
        ("aws:s3/bucket:Bucket", {"bucket": "ch-records"}, "ch-records"),
        ("aws:iam/role:Role", {"name": "backup"}, "backup"),
        (
            "azure-native:resources:ResourceGroup",
            {"resourceGroupName": "rg-ch"},
            f"{SUBSCRIPTION}/resourceGroups/rg-ch",
        ),
        (
            "azure-native:storage:BlobContainer",
            {"resourceGroupName": "rg-ch", "accountName": "stch", "containerName": "images"},
            f"{SUBSCRIPTION}/{CONTAINER}",
        ),
    ],
)
def test_identifiers_hold_the_names_that_the_program_gave(
    token: str, inputs: Mapping[str, Any], identifier: str
) -> None:
    assert created(token, inputs)[0] == identifier


@pytest.mark.parametrize(
    ("token", "inputs", "identifier", "arn"),
    [
        (
            "aws:ec2/securityGroup:SecurityGroup",
            {},
            "^sg-[0-9a-f]{17}$",
            "ec2:.*:security-group/sg-",
        ),
        ("aws:kms/key:Key", {}, "^[0-9a-f-]{36}$", "kms:.*:key/[0-9a-f-]{36}$"),
        ("aws:rds/instance:Instance", {"identifier": "dpi"}, "^db-[0-9a-f]+$", "rds:.*:db:dpi$"),
        ("aws:sns/topic:Topic", {"name": "alarms"}, "^arn:aws:sns:", "sns:.*:alarms$"),
        ("aws:sqs/queue:Queue", {"name": "hl7"}, "^https://sqs.eu-west-3.*/hl7$", "sqs:.*:hl7$"),
        ("aws:cloudwatch/logGroup:LogGroup", {"name": "a"}, "^a$", "logs:.*:log-group:a$"),
        ("aws:backup/vault:Vault", {"name": "v"}, "^v$", "backup:.*:backup-vault:v$"),
        ("aws:iam/role:Role", {"name": "r"}, "^r$", "aws:iam::123456789012:role/r$"),
    ],
)
def test_a_resource_is_spoken_of_as_in_a_real_state(
    token: str, inputs: Mapping[str, Any], identifier: str, arn: str
) -> None:
    found, outputs = created(token, inputs)
    assert re.search(identifier, found)
    assert re.search(arn, outputs["arn"])


def checked(package: str, token: str, inputs: Mapping[str, Any], **provider: Any) -> dict[str, Any]:
    """What Check makes of a program's inputs."""
    standin = ProviderStandIn(package)
    standin.Configure(provider_pb2.ConfigureRequest(args=struct(provider)), None)
    standin.places["rg"] = "francecentral"
    request = provider_pb2.CheckRequest(
        urn=f"urn:pulumi:dev::ch::{token}::records", news=struct(inputs)
    )
    found: dict[str, Any] = json_format.MessageToDict(standin.Check(request, None).inputs)
    return found


def test_a_check_adds_a_name_the_defaults_and_all_tags() -> None:
    tags = {"tags": {"hds:owner": "it", "kept": "no"}}
    inputs = {"tags": {"kept": "yes"}, "rules": [{"days": 3}]}
    found = checked("aws", "aws:s3/bucket:Bucket", inputs, defaultTags=tags)
    assert re.fullmatch("records-[0-9a-f]{7}", found["bucket"])
    assert found["__defaults"] == ["bucket", "forceDestroy"]
    assert found["tags"] == {"kept": "yes"}
    assert found["tagsAll"] == {"hds:owner": "it", "kept": "yes"}
    assert found["rules"] == [{"__defaults": [], "days": 3}]
    _, state = created("aws:s3/bucket:Bucket", found)
    assert "__defaults" not in str(state)


def test_a_check_of_azure_adds_a_name_and_the_place_of_the_group() -> None:
    found = checked("azure-native", "azure-native:keyvault:Vault", {"resourceGroupName": "rg"})
    assert found["location"] == "francecentral"
    assert re.fullmatch("records[0-9a-f]{8}", found["vaultName"])


def test_a_policy_document_is_written_as_a_provider_writes_it() -> None:
    statement = {
        "actions": ["s3:*"],
        "resources": ["*"],
        "principals": [{"type": "AWS", "identifiers": ["a", "b"]}],
        "conditions": [{"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]}],
        "effect": "Deny",
    }
    token = "aws:iam/getPolicyDocument:getPolicyDocument"
    request = provider_pb2.InvokeRequest(tok=token, args=struct({"statements": [statement]}))
    answer = getattr(ProviderStandIn("aws").Invoke(request, None), "return")
    [made] = json.loads(answer["json"])["Statement"]
    assert made == {
        "Effect": "Deny",
        "Action": "s3:*",
        "Resource": "*",
        "Principal": {"AWS": ["b", "a"]},
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def test_only_what_no_program_sets_is_filled() -> None:
    identifier, key = created("aws:kms/key:Key", {"description": "records"}, region="eu-south-1")
    assert key["arn"] == f"arn:aws:kms:eu-south-1:123456789012:key/{identifier}"
    assert key["region"] == "eu-south-1"
    assert key["description"] == "records"
    assert "policy" not in key, "a string output that a program may set stays absent"


def test_a_provider_that_nothing_is_known_of_echoes() -> None:
    identifier, state = created("openstack:compute/instance:Instance", {"flavorName": "m1.large"})
    assert identifier.startswith("records-")
    assert state == {"flavorName": "m1.large"}


def test_a_sovereign_region_is_in_its_own_partition() -> None:
    _, bucket = created("aws:s3/bucket:Bucket", {"bucket": "ch"}, region="eusc-de-east-1")
    assert bucket["arn"] == "arn:aws-eusc:s3:::ch"


def test_a_preview_computes_nothing() -> None:
    request = provider_pb2.CreateRequest(
        urn="urn:pulumi:dev::ch::aws:kms/key:Key::records", preview=True, properties=struct({})
    )
    response = ProviderStandIn("aws").Create(request, None)
    assert response.id == ""
    assert dict(response.properties) == {}


def test_a_list_of_identities_becomes_a_map_and_stays_unknown_while_one_is() -> None:
    known = with_identity_map(struct({"identity": {"userAssignedIdentities": ["/id/a"]}}))
    assert list(json_format.MessageToDict(known)["identity"]["userAssignedIdentities"]) == ["/id/a"]
    unknown = struct({"kind": "x", "identity": {"userAssignedIdentities": [rpc.UNKNOWN]}})
    assert dict(with_identity_map(unknown)) == {"kind": "x"}
    assert dict(with_identity_map(struct({"kind": "x"}))) == {"kind": "x"}


def test_a_change_is_told_by_the_property_that_changed() -> None:
    same = difference(struct({"a": 1}), struct({"a": 1}))
    assert same.changes == provider_pb2.DiffResponse.DIFF_NONE
    changed = difference(struct({"a": 1, "b": 2}), struct({"a": 1, "b": 3, "c": 4}))
    assert list(changed.diffs) == ["b", "c"]


@pytest.mark.parametrize("name", sorted(PLUGINS))
def test_a_plugin_announces_its_port_and_exits_when_interrupted(name: str) -> None:
    plugin = write_standins() / name
    with subprocess.Popen(
        [plugin, "127.0.0.1:1"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        assert int(process.stdout.readline()) > 0
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=4) == 0, "the engine waits five seconds for a plugin"
