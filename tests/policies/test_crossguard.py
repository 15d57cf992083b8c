"""The pack's policies through the SDK's own analyzer, in this process."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pulumi
import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import EnforcementLevel
from pulumi_policy.policy import Policy, _PolicyAnalyzerServicer
from pulumi_policy.proxy import UnknownValueError, unknown_checking_proxy

from hdsstack.adapters import crossguard
from hdsstack.adapters.crossguard import LEFT_OUT, Pack
from hdsstack.adapters.gathered import InStack, custom, graph_resources, raw
from hdsstack.audit import Question
from hdsstack.controls import controls
from hdsstack.engine.resources import UNKNOWN, UNKNOWNS
from hdsstack.locale import Speaker
from hdsstack.model.report import TargetReport
from hdsstack.model.values import Unknown

FOLDER = Path(__file__).resolve().parents[2] / "policies" / "crossguard"
KEY = "aws:kms/key:Key"


def urn(token: str, name: str) -> str:
    return f"urn:pulumi:dev::team::{token}::{name}"


def struct(values: Mapping[str, Any]) -> struct_pb2.Struct:
    return json_format.ParseDict(values, struct_pb2.Struct())


class Analysis:
    """One process of the pack, as an engine talks to it."""

    def __init__(self, pack: Pack) -> None:
        level = EnforcementLevel.ADVISORY
        policies: list[Policy] = [*pack.policies()]
        self.servicer: Any = _PolicyAnalyzerServicer("hdsstack", "0.1.0", policies, level)

    def configure(self, **settings: bool | str) -> None:
        config = analyzer_pb2.PolicyConfig(properties=struct(settings))
        request = analyzer_pb2.ConfigureAnalyzerRequest(policyConfig={"hds-inputs": config})
        self.servicer.Configure(request, None)

    def run(self, unseen: tuple[str, ...] = (), **keys: Mapping[str, Any]) -> dict[str, list[str]]:
        """Policy -> second lines of its messages, for a stack of KMS keys with these inputs."""
        for name, inputs in keys.items():
            if name in unseen:
                continue
            request = analyzer_pb2.AnalyzeRequest(
                type=KEY, urn=urn(KEY, name), name=name, properties=struct(inputs)
            )
            assert list(self.servicer.Analyze(request, None).diagnostics) == []
        resources = [
            analyzer_pb2.AnalyzerResource(
                type=KEY, urn=urn(KEY, name), name=name, properties=struct(inputs)
            )
            for name, inputs in keys.items()
        ]
        stack = analyzer_pb2.AnalyzeStackRequest(resources=resources)
        found: dict[str, list[str]] = {}
        for one in self.servicer.AnalyzeStack(stack, None).diagnostics:
            found.setdefault(one.policyName, []).append(one.message.split("\n", 1)[1])
        return found


@pytest.fixture
def pack() -> Pack:
    return Pack(FOLDER, speak=Speaker("en"))


def test_an_unknown_blocks_once_nothing_waits_for_the_deployment(pack: Pack) -> None:
    found = Analysis(pack).run(records={"enableKeyRotation": "${?a look-up}"})
    assert [text[:9] for text in found["hds-cry-003"]] == ["unknown: "]


def test_an_unknown_that_the_deployment_will_tell_is_noted(pack: Pack) -> None:
    found = Analysis(pack).run(records={"enableKeyRotation": UNKNOWN})
    assert "hds-cry-003" not in found
    assert [text for text in found["hds-notes"] if "unknown: HDS-CRY-003: " in text]


def test_a_strict_pack_waits_for_no_deployment(pack: Pack) -> None:
    analysis = Analysis(pack)
    analysis.configure(strict=True)
    found = analysis.run(records={"enableKeyRotation": UNKNOWN})
    assert [text[:9] for text in found["hds-cry-003"]] == ["unknown: "]


def test_a_failure_blocks_whatever_else_waits(pack: Pack) -> None:
    found = Analysis(pack).run(records={"enableKeyRotation": UNKNOWN}, other={})
    assert ["unknown" in text for text in found["hds-cry-003"]] == [False]


def test_a_resource_left_out_of_an_update_is_noted(pack: Pack) -> None:
    found = Analysis(pack).run(records={"enableKeyRotation": True}, other={}, unseen=("other",))
    assert "hds-cry-003" not in found
    assert "unknown: left out of this update, so its inputs were not shown" in found["hds-notes"]


def test_the_update_after_a_preview_is_decided_anew(pack: Pack) -> None:
    analysis = Analysis(pack)
    assert "hds-cry-003" in analysis.run(records={"enableKeyRotation": False})
    assert "hds-cry-003" not in analysis.run(records={"enableKeyRotation": True})


def test_a_policy_that_raises_ends_the_analysis(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_question: Question) -> TargetReport:
        raise UnknownValueError(UNKNOWN, ["policy"])

    monkeypatch.setattr(crossguard, "decide", broken)
    with pytest.raises(RuntimeError, match="can't be known during preview"):
        Analysis(pack).run(records={})


def test_there_is_a_policy_for_every_control_that_a_pack_can_decide(pack: Pack) -> None:
    policies = {one.name: one for one in pack.policies()}
    wanted = {one.id.lower() for one in controls()} - {one.lower() for one in LEFT_OUT}
    assert set(policies) == wanted | {"hds-inputs", "hds-coverage", "hds-notes"}
    for control in controls():
        if control.id not in LEFT_OUT:
            level = policies[control.id.lower()].enforcement_level
            assert (level is EnforcementLevel.MANDATORY) is control.strength.blocks


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_title_holds_the_word_that_marks_an_unknown(language: str) -> None:
    for policy in Pack(FOLDER, speak=Speaker(language)).policies():
        assert not re.search("unknown", policy.description, re.IGNORECASE), policy.name


@pytest.mark.parametrize("mark", sorted(UNKNOWNS))
def test_every_mark_of_an_unknown_is_read_through_the_sdk_s_proxy(mark: str) -> None:
    inputs = raw(unknown_checking_proxy({"rules": [{"days": mark}], "name": "records"}))
    assert inputs == {"rules": [{"days": mark}], "name": "records"}
    record = {"urn": urn(KEY, "records"), "type": KEY, "inputs": inputs}
    [resource] = graph_resources({record["urn"]: record}, {})
    assert isinstance(resource.get("rules[0].days"), Unknown)
    assert resource.get("name") == "records"
    assert isinstance(resource.retain_on_delete, Unknown)


def test_files_are_read_as_a_state_tells_them() -> None:
    inputs = {
        "text": pulumi.StringAsset("echo"),
        "file": pulumi.FileAsset("a"),
        "code": pulumi.FileArchive("b"),
    }
    assert raw(inputs) == {"text": "echo", "file": "asset", "code": "archive"}


def test_an_id_is_inferred_from_the_properties_that_hold_it_alone() -> None:
    vpc, subnet = urn("aws:ec2/vpc:Vpc", "vpc"), urn("aws:ec2/subnet:Subnet", "subnet")
    wall = urn("aws:ec2/securityGroup:SecurityGroup", "wall")
    gathered: dict[str, dict[str, Any]] = {
        vpc: {"urn": vpc, "type": "aws:ec2/vpc:Vpc", "inputs": {}},
        subnet: {
            "urn": subnet,
            "type": "aws:ec2/subnet:Subnet",
            "inputs": {"vpcId": "vpc-1", "tags": {"of": "vpc-1 and a sentence"}},
        },
        wall: {
            "urn": wall,
            "type": "aws:ec2/securityGroup:SecurityGroup",
            "inputs": {"vpcId": "vpc-1", "description": "of vpc-1", "both": ["vpc-1", "sn-2"]},
        },
    }
    seen = {
        vpc: InStack(outputs={"arn": "arn:aws:ec2:eu-west-3:1:vpc/vpc-1"}),
        subnet: InStack(outputs={}, reach={"vpcId": [vpc], "tags": [vpc]}),
        wall: InStack(
            outputs={"id": "sg-1"},
            reach={"vpcId": [vpc], "description": [vpc], "both": [vpc, subnet]},
        ),
    }
    ids = {one.name: one.id for one in graph_resources(gathered, seen)}
    assert ids == {"vpc": "vpc-1", "subnet": None, "wall": None}


@pytest.mark.parametrize(
    ("token", "has_provider", "wanted"),
    [
        ("aws:s3/bucket:Bucket", False, True),
        ("azure-native:storage:StorageAccount", False, True),
        ("hdsstack:aws:Bucket", False, False),
        ("team:index:Platform", False, False),
        ("newcloud:store:Bucket", True, True),
    ],
)
def test_components_are_told_from_what_providers_make(
    token: str, has_provider: bool, wanted: bool
) -> None:
    assert custom(token, has_provider=has_provider) is wanted
