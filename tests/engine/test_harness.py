"""The engine with its stand-ins does what a Pulumi user expects."""

import json
import shutil
from pathlib import Path

import pytest

from tests.engine.harness import EngineRun

ENCRYPTION = (
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
)
PROGRAMS = Path(__file__).parent / "programs"


@pytest.fixture
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROGRAMS / request.param, tmp_path / request.param))


@pytest.mark.parametrize("program", ["mixed"], indirect=True)
def test_a_program_is_previewed_created_and_then_unchanged(
    engine: EngineRun, program: Path
) -> None:
    engine.stack_init("dev", program)
    assert "7 to create" in engine.preview("dev", program).stdout
    assert engine.registered("dev", program) == []

    up = engine.up("dev", program)
    assert "7 created" in up.stdout
    assert "7 unchanged" in engine.preview_expect_no_changes("dev", program).stdout

    resources = engine.export("dev", program)["deployment"]["resources"]
    by_type = {one["type"]: one for one in resources}
    bucket = by_type["aws:s3/bucket:Bucket"]
    encryption = by_type[ENCRYPTION]
    rule = encryption["inputs"]["rules"][0]["applyServerSideEncryptionByDefault"]
    assert len(engine.registered("dev", program)) == 6
    assert bucket["outputs"]["arn"] == f"arn:aws:s3:::{bucket['id']}"
    assert encryption["inputs"]["bucket"] == bucket["id"]
    assert rule["kmsMasterKeyId"] == by_type["aws:kms/key:Key"]["outputs"]["arn"]
    assert "acl" not in bucket["outputs"], "optional inputs stay absent"
    account = by_type["azure-native:storage:StorageAccount"]
    group = by_type["azure-native:resources:ResourceGroup"]
    assert account["outputs"]["name"] == "chbapaumerecords"
    assert account["inputs"]["resourceGroupName"] == group["outputs"]["name"]
    assert account["id"].startswith(group["id"] + "/providers/")
    identity = by_type["azure-native:managedidentity:UserAssignedIdentity"]
    assert account["inputs"]["identity"]["userAssignedIdentities"] == [identity["id"]]
    assert by_type["pulumi:pulumi:Stack"]["outputs"]["identities"] == [identity["id"]]


@pytest.mark.parametrize("program", ["raises"], indirect=True)
def test_a_program_that_raises_registers_nothing(engine: EngineRun, program: Path) -> None:
    engine.stack_init("dev", program)
    up = engine.up("dev", program, "--skip-preview", check=False)
    assert up.returncode != 0
    assert "two controls fail: nothing is provisioned" in up.stdout + up.stderr
    assert "Traceback" not in up.stdout + up.stderr
    assert engine.registered("dev", program) == []


@pytest.mark.parametrize("program", ["looks_up"], indirect=True)
def test_a_look_up_without_an_answer_fails_loudly(engine: EngineRun, program: Path) -> None:
    engine.stack_init("dev", program)
    preview = engine.preview("dev", program, check=False)
    assert preview.returncode != 0
    wanted = "the aws stand-in has no answer for the look-up aws:ec2/getAmi:getAmi"
    assert wanted in preview.stdout + preview.stderr


@pytest.mark.parametrize("program", ["mixed"], indirect=True)
def test_a_policy_pack_runs_in_a_preview_and_on_a_state_file(
    engine: EngineRun, program: Path
) -> None:
    pack = str(PROGRAMS / "pack")
    engine.stack_init("dev", program)
    refused = engine.up("dev", program, "--policy-pack", pack, check=False)
    assert refused.returncode != 0
    assert "the bucket has no owner" in refused.stdout + refused.stderr
    assert engine.registered("dev", program) == []

    engine.up("dev", program, "--skip-preview")
    state = program / "state.json"
    state.write_text(json.dumps(engine.export("dev", program)), encoding="utf-8")
    files = ("--file", str(state), "--policy-pack", pack)
    analyzed = engine.run("policy", "analyze", *files, cwd=program, check=False)
    assert analyzed.returncode != 0
    assert "the bucket has no owner" in analyzed.stdout + analyzed.stderr
