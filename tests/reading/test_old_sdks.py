"""A team's virtual environment may be years behind: old Pulumi, the older majors of providers.

The environment is made once beside the project (`build/`), as requirements/old-sdks.txt pins it.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hdsstack.audit import Question, decide
from hdsstack.engine.errors import TargetError
from hdsstack.engine.program import record_apart
from hdsstack.engine.project import open_project
from hdsstack.model.values import Ref, Secret, Text
from tests.reading.test_programs import project

ROOT = Path(__file__).parents[2]
PINNED = ROOT / "requirements" / "old-sdks.txt"
CASES = ROOT / "tests" / "corpus" / "cases"
PROGRAM = """
import json, pulumi, pulumi_aws as aws, pulumi_azure_native as azure
found = aws.ec2.get_vpc_output(id="vpc-2")
bucket = aws.s3.BucketV2("bucket")
document = bucket.arn.apply(lambda arn: json.dumps({"Resource": arn + "/*"}))
aws.s3.BucketPolicy("policy", bucket=bucket.id, policy=document)
aws.ec2.Subnet("subnet", vpc_id=found.id)
group = azure.resources.ResourceGroup("group", location="francecentral")
azure.storage.StorageAccount(
    "account", resource_group_name=group.name, kind="StorageV2", sku={"name": "Standard_LRS"}
)
aws.rds.Instance("db", instance_class="x", password=pulumi.Config().require_secret("pw"))
def change(args):
    args.props["forceDestroy"] = True
    return pulumi.ResourceTransformResult(args.props, args.opts)
aws.s3.Bucket("changed", opts=pulumi.ResourceOptions(transforms=[change], protect=True))
"""
# Programs that the older majors cannot run, and the name that these lack.
NEWER = {
    "aws-data-events": "BucketVersioning",
    "aws-lifecycle-expiry": "BucketVersioning",
    "aws-oidc-trust": "thumbprint_lists",
    "aws-s3-replication-london": "region",
    "aws-sound-dpi": "BucketVersioning",
    "aws-worldwide-front": "BucketServerSideEncryptionConfiguration",
    "az-shared-keys": "cosmosdb",
    "az-sound-dpi": "DiagnosticSetting",
    "mixed-created-in-apply": "BucketVersioning",
    "mixed-data-sources": "BucketVersioning",
}
# A property that the older major does not have, so that its default answers instead.
OTHERWISE = {
    "az-environments": "network.publicNetworkAccess",
    "az-store-history": "network.publicNetworkAccess",
}
PROGRAMS = sorted(path.parent.name for path in CASES.glob("*/case.yaml"))


@pytest.fixture(scope="session")
def interpreter() -> str:
    """The Python of an environment with SDKs of two years ago."""
    base = os.environ.get("HDSSTACK_OLD_PYTHON", sys.executable)
    key = hashlib.sha256(PINNED.read_bytes() + base.encode()).hexdigest()[:12]
    home = ROOT / "build" / f"old-sdks-{key}"
    home.parent.mkdir(exist_ok=True)
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several processes of tests may want it at once
        if not (home / "installed").exists() and not _installed(base, home):
            shutil.rmtree(home, ignore_errors=True)
            pytest.skip("the SDKs of two years ago cannot be installed here")
    return str(home / "bin" / "python")


def _installed(base: str, home: Path) -> bool:
    uv = Path(sys.executable).parent / "uv"
    python = home / "bin" / "python"
    commands: list[list[str | Path]] = [
        [uv, "venv", "-q", "--clear", "--python", base, home],
        [uv, "pip", "sync", "-q", "--require-hashes", "--python", python, PINNED],
    ]
    if any(subprocess.run(one, check=False).returncode for one in commands):
        return False
    (home / "installed").touch()
    return True


@pytest.fixture(autouse=True)
def compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling an SDK anew for each program would take most of the time."""
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)


def verdicts(folder: Path, interpreter: str | None) -> set[tuple[str, str, str, str]]:
    """Control, resource, property and verdict of each finding."""
    opened = open_project(folder, None, {})
    if interpreter:
        opened = replace(opened, interpreter=interpreter)
    graph = record_apart(opened, timeout=120)
    report = decide(
        Question(
            graph=graph,
            target=folder.name,
            environment=opened.stack,
            today=date(2026, 1, 1),
            settings=opened.settings,
        )
    )
    return {
        (one.control.id, one.resource.name if one.resource else "", one.at, one.outcome.value)
        for one in report.findings
    }


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_decided_alike_by_both_majors(name: str, interpreter: str) -> None:
    """Where the older one can run it at all."""
    if name in NEWER:
        with pytest.raises(TargetError, match=NEWER[name]):
            verdicts(CASES / name, interpreter)
        return
    old, new = verdicts(CASES / name, interpreter), verdicts(CASES / name, None)
    assert len(new) > 10
    assert {one for one in old ^ new if one[2] != OTHERWISE.get(name)} == set()


def test_a_program_runs_with_sdks_of_two_years_ago(tmp_path: Path, interpreter: str) -> None:
    opened = open_project(project(tmp_path / "p", PROGRAM), None, {})
    graph = record_apart(replace(opened, interpreter=interpreter), timeout=120)
    found = {one.name: one for one in graph.resources}
    assert len(found) == 7
    assert found["bucket"].type == "aws:s3/bucket:Bucket"
    assert found["policy"].get("bucket") == Ref(found["bucket"].urn, "id")
    assert isinstance(found["policy"].get("policy"), Text)
    assert found["subnet"].get("vpcId") == "vpc-2"
    assert found["account"].get("resourceGroupName") == Ref(found["group"].urn, "name")
    assert isinstance(found["db"].raw("password"), Secret)
    assert found["changed"].get("forceDestroy") is True
    assert found["changed"].protect
    assert {one.source.file for one in found.values() if one.source} == {"__main__.py"}
    assert all(one.source for one in found.values())
