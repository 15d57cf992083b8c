"""A team's virtual environment may be years behind: an old Python, old Pulumi, the older majors.

The environment is made once beside the project (`build/`), with the packages that the index has.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hdsstack.engine.program import record_apart
from hdsstack.engine.project import open_project
from hdsstack.model.values import Ref, Secret, Text
from tests.reading.test_programs import project

ROOT = Path(__file__).parents[2]
PACKAGES = ("pulumi==3.142.0", "pulumi-aws==6.60.0", "pulumi-azure-native==2.73.0")
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


@pytest.fixture(scope="module")
def interpreter() -> str:
    """The Python of an environment with SDKs of two years ago."""
    if "HDSSTACK_OLD_SDKS" not in os.environ:
        pytest.skip("installs old SDKs: HDSSTACK_OLD_SDKS=1, or the path of an old Python")
    uv = Path(sys.executable).parent / "uv"
    home = ROOT / "build" / "old-sdks"
    python = home / "bin" / "python"
    if not python.exists():
        chosen = os.environ["HDSSTACK_OLD_SDKS"]
        base = chosen if Path(chosen).exists() else sys.executable
        subprocess.run([uv, "venv", "-q", "--python", base, home], check=True)
        command: list[str | Path] = [uv, "pip", "install", "-q", "--python", python, *PACKAGES]
        if subprocess.run(command, check=False).returncode:
            shutil.rmtree(home)
            pytest.fail("the old SDKs cannot be installed")
    return str(python)


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
