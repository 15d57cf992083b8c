"""`hdsstack plan`: the tree of a program's resources, without an engine."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

PROGRAM = """\
import pulumi
import pulumi_aws as aws
part = pulumi.ComponentResource("group:of:Keys", "keys")
paris = aws.Provider("paris", region="eu-west-3")
opts = pulumi.ResourceOptions(parent=part, protect=True, provider=paris)
aws.kms.Key("records", opts=opts)
aws.kms.Key("elsewhere", region="eu-central-1")
"""


def test_the_tree_shows_parent_place_and_protection(
    hdsstack: Run, program: Callable[[str, str], Path]
) -> None:
    done = hdsstack("plan", program("group", PROGRAM))
    assert done.exit_code == 0, done.output
    rows = done.stdout.splitlines()
    assert rows[0] == "dev: 3 resources"
    assert rows[1] == "├── keys  group:of:Keys"
    assert rows[2] == "│   └── records  aws:kms/key:Key  eu-west-3  protected"
    assert rows[3] == "└── elsewhere  aws:kms/key:Key  eu-central-1"


def test_the_json_has_source_lines(hdsstack: Run, program: Callable[[str, str], Path]) -> None:
    done = hdsstack("plan", program("group", PROGRAM), "--format", "json")
    ((stack),) = json.loads(done.stdout)
    by_name = {row["name"]: row for row in stack["resources"]}
    assert by_name["records"]["line"] == 6
    assert by_name["records"]["protect"] is True
    assert by_name["records"]["parent"] == by_name["keys"]["urn"]
    assert by_name["elsewhere"]["place"] == "eu-central-1"


def test_a_program_that_fails_has_no_plan(
    hdsstack: Run, program: Callable[[str, str], Path]
) -> None:
    done = hdsstack("plan", program("bad", "raise ValueError('boom')"))
    assert done.exit_code == 2
    assert "__main__.py:1: the program stopped" in done.stderr
    assert done.stdout == ""
