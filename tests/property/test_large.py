"""Large states: work in proportion to their size, and no provider's SDK for reading one."""

import json
import subprocess
import sys
from cProfile import Profile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hdsstack.audit import Question, decide
from hdsstack.engine.state import read_state
from tests.property.stacks import Resource, large, state

SMALL, LARGE = 2_000, 6_000  # one round of the cases and three
# A plan of backups by pattern is asked about every store: that part grows faster, and is small.
SLACK = 1.3
FEW, MANY = 200, 800
SDKS = ("pulumi", "pulumi_aws", "pulumi_azure_native", "grpc", "jinja2", "pydantic")


def one(kind: str, number: int, **inputs: Any) -> Resource:
    urn = f"urn:pulumi:prod::case::{kind}::r{number}"
    return {"urn": urn, "type": kind, "custom": True, "id": f"r-{number}", "inputs": inputs}


def group(number: int) -> Resource:
    """A security group that lets in a range as wide as a piece of the internet."""
    rule = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8"]}
    return one("aws:ec2/securityGroup:SecurityGroup", number, vpcId="vpc-1", ingress=[rule])


def rule(number: int) -> Resource:
    """A rule of the one group of all."""
    return one(
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        number,
        securityGroupId="sg-1",
        type="ingress",
        protocol="tcp",
        fromPort=1000 + number,
        toPort=1000 + number,
        cidrBlocks=["10.0.0.0/8"],
    )


ALIKE = {"groups with a wide range": group, "rules of one group": rule}


def calls(resources: list[Resource]) -> int:
    """Functions called to read and decide a state: the same on any machine."""
    text = json.dumps(state(resources))
    with Profile(builtins=False) as profile:
        graph = read_state(text, "state.json")
        question = Question(graph=graph, target="x", environment="prod", today=date(2026, 11, 25))
        report = decide(question)
    assert report.total > len(resources) / 2
    return sum(row.callcount for row in profile.getstats())


def test_a_large_state_takes_work_in_proportion() -> None:
    calls(large(100))  # catalogues and readers are loaded
    assert calls(large(LARGE)) < SLACK * calls(large(SMALL)) * LARGE / SMALL


@pytest.mark.parametrize("kind", ALIKE)
def test_many_of_one_kind_take_work_in_proportion(kind: str) -> None:
    small, more = ([ALIKE[kind](n) for n in range(count)] for count in (FEW, MANY))
    calls(small)
    assert calls(more) < SLACK * calls(small) * MANY / FEW


def test_a_state_is_checked_without_any_sdk(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text(json.dumps(state(large(40))), encoding="utf-8")
    program = (
        "import sys\nfrom hdsstack.cli.app import main\n"
        f"try:\n    main(['check', '--state', {str(path)!r}])\n"
        "except SystemExit:\n    pass\n"
        f"print('LOADED', *[name for name in {SDKS!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "LOADED"
