"""States and previews of a real engine's form become the same graph."""

import json
from typing import Any

import pytest

from hdsstack.engine.errors import TargetError
from hdsstack.engine.preview import read_preview
from hdsstack.engine.resources import DEPTH, value_of
from hdsstack.engine.state import read_state
from hdsstack.engine.tokens import normal
from hdsstack.model.values import Secret, Unknown

URN = "urn:pulumi:prod::p::aws:s3/bucket:Bucket::b"
SIGNATURE = "4dabf18193072939515e22adb298388d"


def state(*resources: dict[str, Any], version: int = 3) -> str:
    return json.dumps(
        {"version": version, "deployment": {"manifest": {}, "resources": list(resources)}}
    )


def bucket(**rest: Any) -> dict[str, Any]:
    return {"urn": URN, "type": "aws:s3/bucket:Bucket", "custom": True, "inputs": {}, **rest}


@pytest.mark.parametrize("version", [3, 4])
def test_a_state_tells_project_stack_and_resources(version: int) -> None:
    """Both versions of an export are read."""
    graph = read_state(state(bucket(), version=version), "s.json")
    assert (graph.project, graph.stack, len(graph.resources)) == ("p", "prod", 1)


def test_a_checkpoint_of_a_backend_is_a_state() -> None:
    """The file that a backend keeps is read like an export."""
    text = json.dumps({"version": 3, "checkpoint": {"latest": {"resources": [bucket()]}}})
    assert read_state(text, "s.json").resources[0].name == "b"


def test_what_is_being_deleted_and_what_is_double_is_left_out() -> None:
    """A resource that goes away is no part of the stack."""
    graph = read_state(state(bucket(), bucket(delete=True), bucket(inputs={"x": 1})), "s.json")
    assert len(graph.resources) == 1


def test_an_encrypted_secret_is_a_secret_without_a_value() -> None:
    """Nothing of it can be said, and nothing of it is shown."""
    inputs = {"password": {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:x"}}
    found = read_state(state(bucket(inputs=inputs)), "s.json").resources[0].raw("password")
    assert isinstance(found, Secret)
    assert isinstance(found.value, Unknown)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        '{"a": 1}',
        '{"version": 3, "deployment": {"resources": 7}}',
        '{"version": 9, "deployment": {"resources": []}}',
        '{"version": 3, "deployment": {"resources": [7]}}',
        '{"version": 3, "deployment": {"resources": [{}]}}',
    ],
)
def test_a_file_of_another_tool_is_one_clear_error(text: str) -> None:
    """Not JSON, another tool's JSON, another version: each says what is wanted."""
    with pytest.raises(TargetError, match=r"s\.json"):
        read_state(text, "s.json")


def test_a_preview_shows_unknowns_and_their_dependencies() -> None:
    """The sentinel of a preview is an unknown that remembers where it may come from."""
    step = {
        "op": "create",
        "newState": {
            "urn": URN.replace("::b", "::v"),
            "type": "aws:s3/bucketVersioning:BucketVersioning",
            "custom": True,
            "inputs": {"bucket": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"},
            "propertyDependencies": {"bucket": [URN]},
        },
    }
    text = json.dumps(
        {
            "config": {"aws:region": "eu-west-3"},
            "steps": [{"op": "create", "newState": bucket()}, step],
        }
    )
    graph = read_preview(text, "p.json")
    assert graph.linked(graph.resources[1], "bucket") is graph.resources[0]
    assert graph.configuration["aws:region"] == "eu-west-3"


def test_a_preview_that_failed_is_not_decided() -> None:
    """It holds only a part of the stack."""
    text = json.dumps(
        {"steps": [], "config": {}, "diagnostics": [{"severity": "error", "message": "x"}]}
    )
    with pytest.raises(TargetError, match="failed"):
        read_preview(text, "p.json")


def test_a_preview_without_its_unchanged_steps_says_so() -> None:
    """What does not change is not shown without --show-sames, so the graph is a part."""
    text = json.dumps(
        {
            "steps": [{"op": "update", "newState": bucket()}],
            "config": {},
            "changeSummary": {"same": 4, "update": 1},
        }
    )
    assert [(n.kind, n.text) for n in read_preview(text, "p.json").notices] == [("part", "4")]


def test_deep_values_end_in_an_unknown() -> None:
    """A value nested without end cannot break the reader."""
    found: Any = "x"
    for _level in range(DEPTH * 3):
        found = [found]
    value = value_of(found)
    while isinstance(value, list):
        value = value[0]
    assert isinstance(value, Unknown)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("azure-native:storage/v20220901:StorageAccount", "azure-native:storage:StorageAccount"),
        (
            "azure-native:documentdb/v20230315preview:DatabaseAccount",
            "azure-native:cosmosdb:DatabaseAccount",
        ),
        ("azure-native:network:PrivateZone", "azure-native:privatedns:PrivateZone"),
        ("azure-native:cache/v20240301:Database", "azure-native:redisenterprise:Database"),
        (
            "azure-native:dbforpostgresql/v20221108:Cluster",
            "azure-native:dbforpostgresql:ServerGroupCluster",
        ),
        ("azure-native:netapp/v20220901:Volume", "azure-native:netapp:CapacityPoolVolume"),
        ("azure-native:devices:IotHubResource", "azure-native:iothub:IotHubResource"),
        ("azure-native:network:InboundEndpoint", "azure-native:dnsresolver:InboundEndpoint"),
        ("aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"),
        (
            "aws:s3/bucketVersioningV2:BucketVersioningV2",
            "aws:s3/bucketVersioning:BucketVersioning",
        ),
        ("aws:s3/bucket:Bucket", "aws:s3/bucket:Bucket"),
        ("not a token", "not a token"),
    ],
)
def test_tokens_have_one_spelling(written: str, wanted: str) -> None:
    """Versions, V2 names and moved modules are normalised."""
    assert normal(written) == wanted
