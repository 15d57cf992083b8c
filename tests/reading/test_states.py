"""What a state or a preview of a real engine says beyond inputs: places, secrets, ids that stay."""

import json
from datetime import date
from typing import Any

import pytest

from hdsstack.audit import Question, decide
from hdsstack.engine.export import deployment_of
from hdsstack.engine.preview import read_preview
from hdsstack.engine.resources import SECRET, SIGNATURE
from hdsstack.engine.state import read_state
from hdsstack.model.graph import Resource, ResourceGraph, Source
from hdsstack.model.values import Ref, Secret, Text, Unknown, Value, encode

BUCKET = "aws:s3/bucket:Bucket"
URN = f"urn:pulumi:dev::team::{BUCKET}::records"
PROGRAM = "project:///stacks/ch/__main__.py#14,1"


def state(*resources: dict[str, Any]) -> ResourceGraph:
    held = {"version": 3, "deployment": {"resources": list(resources)}}
    return read_state(json.dumps(held), "state.json")


def bucket(**more: Any) -> dict[str, Any]:
    return {"urn": URN, "type": BUCKET, "custom": True, "inputs": {}, **more}


@pytest.mark.parametrize(
    ("position", "frames", "wanted"),
    [
        (PROGRAM, [], Source("stacks/ch/__main__.py", 14)),
        ("project:///hdsstack/components/aws/bucket.py#3", [PROGRAM], ("stacks/ch", 14)),
        ("project:///../elsewhere/hdsstack/x.py#3", [None, PROGRAM], ("stacks/ch", 14)),
        ("project:///.venv/lib/site-packages/team/x.py#3", [], None),
        ("project:///stacks/ch/__main__.py", [], None),
        (None, [], None),
    ],
)
def test_a_resource_stands_at_the_innermost_line_of_the_program(
    position: str | None, frames: list[str | None], wanted: tuple[str, int] | Source | None
) -> None:
    trace = [{"sourcePosition": frame} if frame else {} for frame in frames]
    source = state(bucket(sourcePosition=position, stackTrace=trace)).resources[0].source
    if wanted is None:
        assert source is None
    else:
        assert source == Source("stacks/ch/__main__.py", 14)


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ({"plaintext": '"records"'}, "records"),
        ({"ciphertext": "v1:abc"}, Unknown("a secret that the file does not show")),
        ({"plaintext": "not JSON"}, Unknown("a secret that the file does not show")),
    ],
)
def test_a_secret_is_read_where_the_state_shows_it_and_stays_one(
    shown: dict[str, str], value: object
) -> None:
    inputs = {"bucket": {SIGNATURE: SECRET, **shown}}
    found = state(bucket(inputs=inputs)).resources[0].raw("bucket")
    assert isinstance(found, Secret)
    assert found.value == value


@pytest.mark.parametrize(
    ("operation", "kept"), [("same", "records-1"), ("update", "records-1"), ("create", None)]
)
def test_a_resource_that_stays_keeps_the_id_by_which_others_name_it(
    operation: str, kept: str | None
) -> None:
    old = bucket(id="records-1", outputs={"arn": "arn:aws:s3:::records-1"})
    step = {"op": operation, "urn": URN, "oldState": old, "newState": bucket()}
    text = json.dumps({"config": {}, "steps": [step], "changeSummary": {operation: 1}})
    [resource] = read_preview(text, "preview.json").resources
    assert resource.id == kept
    assert ("arn" in resource.outputs) is (kept is not None)


def test_a_graph_comes_back_from_its_state_file() -> None:
    key = "urn:pulumi:dev::team::aws:kms/key:Key::records"
    inputs: dict[str, Value] = {
        "key": Ref(key, "arn"),
        "text": Text(("a/", Ref(key, "id"))),
        "late": Unknown("a look-up"),
        "rules": [{"days": 3, "on": True}],
        "password": Secret("Pa55word"),
    }
    resource = Resource(
        urn=URN, type=BUCKET, token=BUCKET, name="records", inputs=inputs, protect=True
    )
    graph = ResourceGraph(
        project="team",
        stack="dev",
        resources=(resource,),
        configuration={"aws:region": "eu-west-3", "team:size": 3},
    )
    written = json.dumps(deployment_of(graph))
    assert "Pa55word" not in written
    again = read_state(written, "state.json")
    found = again.by_urn[URN]
    assert {**found.inputs, "password": None} == {**inputs, "password": None}
    assert isinstance(found.inputs["password"], Secret)
    assert found.protect
    provider = again.provider_of(found)
    assert provider is not None
    assert provider.inputs == {"region": "eu-west-3"}
    assert encode(Ref(key, "arn")) in written


def test_what_a_cut_update_had_begun_is_read_and_told() -> None:
    """It may exist although the list does not hold it; nobody knows how it ended."""
    listed = {**bucket(), "urn": f"{URN}-old"}
    pending = [
        {"type": "creating", "resource": bucket(inputs={"bucket": "new"})},
        {"type": "deleting", "resource": listed},
        {"type": "creating"},
        "nonsense",
    ]
    held = {"version": 3, "deployment": {"resources": [listed], "pending_operations": pending}}
    graph = read_state(json.dumps(held), "state.json")
    assert [one.name for one in graph.resources] == ["records", "records-old"]
    told = [one.text for one in graph.notices]
    assert told == ["records (creating)", "records-old (deleting)", "? (creating)"]
    assert graph.incomplete


@pytest.mark.parametrize(
    ("kind", "outputs", "names_it"),
    [
        ("aws:lb/loadBalancer:LoadBalancer", {"dnsName": "a-1.eu-west-3.elb.amazonaws.com"}, True),
        ("aws:kms/key:Key", {"keyId": "7085f966-4bed-4480-a64b-bc3c91773751"}, True),
        ("aws:lambda/function:Function", {"invokeArn": "arn:aws:apigateway:x:lambda:p/f"}, True),
        ("aws:rds/instance:Instance", {"name": "", "address": "db.x.rds.amazonaws.com"}, True),
        (BUCKET, {"bucketRegionalDomainName": "b.s3.eu-west-3.amazonaws.com"}, True),
        ("aws:iam/instanceProfile:InstanceProfile", {"role": "other"}, False),
    ],
)
def test_an_address_that_a_cloud_gave_names_its_resource(
    kind: str, outputs: dict[str, str], names_it: bool
) -> None:
    one = {**bucket(outputs=outputs), "type": kind, "urn": f"urn:pulumi:dev::team::{kind}::one"}
    graph = state(one)
    [name] = [value for value in outputs.values() if value]
    assert (graph.named(name) is not None) is names_it
    assert graph.named("") is None


def test_an_endpoint_that_is_an_input_names_another_resource() -> None:
    queue = {**bucket(id="arn:aws:sqs:x:1:q"), "urn": "urn:pulumi:dev::t::aws:sqs/queue:Queue::q"}
    given = {"endpoint": "arn:aws:sqs:x:1:q"}
    told = bucket(inputs=given, outputs=given)
    found = state(queue, told).named("arn:aws:sqs:x:1:q")
    assert found is not None
    assert found.name == "q"


def test_a_front_stands_before_the_balancer_whose_address_it_has() -> None:
    tags = {"hds:data-class": "dscp"}
    address = "portal-123.eu-west-3.elb.amazonaws.com"
    balancer = {
        "urn": "urn:pulumi:dev::team::aws:lb/loadBalancer:LoadBalancer::portal",
        "type": "aws:lb/loadBalancer:LoadBalancer",
        "custom": True,
        "inputs": {"tags": tags},
        "outputs": {"dnsName": address},
    }
    front = {
        "urn": "urn:pulumi:dev::team::aws:cloudfront/distribution:Distribution::front",
        "type": "aws:cloudfront/distribution:Distribution",
        "custom": True,
        "inputs": {"origins": [{"domainName": address}], "tags": {"hds:data-class": "non-health"}},
    }
    question = Question(
        graph=state(balancer, front),
        target="team",
        environment="dev",
        today=date(2026, 11, 25),
        select=("HDS-LOC-004",),
    )
    [finding] = decide(question).findings
    assert (finding.outcome.value, finding.at) == ("fail", "origins[0].domainName")
    assert "portal" in str(finding.because)


def test_what_a_provider_has_filled_in_is_its_default_and_not_the_programs_word() -> None:
    inputs = {
        "__defaults": ["forceDestroy"],
        "forceDestroy": False,
        "objectLockEnabled": False,
        "rules": [{"__defaults": ["days"], "days": 3, "status": "on"}],
        "website": {"__defaults": "no list", "errorDocument": "e"},
    }
    [resource] = state(bucket(inputs=inputs)).resources
    assert resource.filled == {"forceDestroy", "rules[0].days"}
    filled, said = resource.flag("forceDestroy"), resource.flag("objectLockEnabled")
    assert (filled.value, filled.default) == (False, True)
    assert (said.value, said.default) == (False, False)
    assert resource.number("rules[0].days").default
    assert resource.get("rules[0]") == {"days": 3, "status": "on"}


@pytest.mark.parametrize(
    ("key", "verdict"), [("", "fail"), ("https://kv.vault.azure.net/keys/k/1", "pass")]
)
def test_a_key_that_an_import_left_empty_is_none(key: str, verdict: str) -> None:
    kind = "azure-native:sql:ManagedInstance"
    one = {
        "urn": f"urn:pulumi:dev::team::{kind}::records",
        "type": kind,
        "custom": True,
        "inputs": {"location": "francecentral", "keyId": key},
    }
    question = Question(
        graph=state(one),
        target="team",
        environment="dev",
        today=date(2026, 11, 25),
        select=("HDS-CRY-002",),
    )
    [finding] = decide(question).findings
    assert finding.outcome.value == verdict
