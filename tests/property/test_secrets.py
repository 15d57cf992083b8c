"""A planted secret appears in no report, no message and no error, wherever it stands."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hdsstack.audit import Question, decide
from hdsstack.engine.resources import resources_of
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.report import Report, TargetReport
from hdsstack.report import json as as_json
from hdsstack.report import terminal, text
from hdsstack.report.view import View
from tests.property.mutants import SECRET, SIGNATURE
from tests.property.stacks import Resource, cases

PLANTED = "Pl4nted-9f3e"
MARKED = {SIGNATURE: SECRET, "value": PLANTED}
PLACES = 400
PROGRAM = f"""
import json, os, pulumi, pulumi_aws as aws
config = pulumi.Config()
aws.Provider("p", region="eu-west-3", secret_key="{PLANTED}")
aws.rds.Instance("db", instance_class="x", password=config.require_secret("given"))
aws.ec2.Instance("m", ami="a", instance_type="t3.micro", user_data="export PASSWORD={PLANTED}")
variables = {{"variables": {{"PASSWORD": "{PLANTED}"}}}}
aws.lambda_.Function("f", role="r", runtime="python3.12", environment=variables)
statement = {{"Sid": "{PLANTED}", "Effect": "Allow", "Action": "*", "Principal": "*"}}
aws.sqs.Queue("q", policy=json.dumps({{"Statement": [statement]}}))
aws.s3.Bucket("b", tags={{"note": os.environ["MY_TOKEN"]}})
print("{PLANTED}")
pulumi.log.warn("{PLANTED}")
pulumi.export("shown", pulumi.Output.secret("{PLANTED}"))
"""


def leaves(held: Any) -> Iterator[tuple[Any, Any]]:
    """Each place below a value where a text stands."""
    for key in list(held) if isinstance(held, dict) else range(len(held)):
        if key in {SIGNATURE, "origin"}:
            continue
        if isinstance(held[key], str):
            yield held, key
        elif isinstance(held[key], dict | list):
            yield from leaves(held[key])


def rendered(report: TargetReport, *, at_length: bool = False) -> str:
    """As JSON and as plain lines; at length also for a terminal, which takes far longer."""
    view = View(language="en", verbose=True)
    whole = Report(targets=(report,))
    shown = [as_json.render(whole, view), *text.lines(report, view.translate)]
    return "\n".join([*shown, terminal.render(whole, view)] if at_length else shown)


def planted() -> Iterator[list[Resource]]:
    """Cases with one text replaced by the secret."""
    chance = random.Random(7)  # noqa: S311 - a choice of examples
    for _place in range(PLACES):
        resources = list(deepcopy(chance.choice(cases())))
        found = [place for one in resources for place in leaves(one["inputs"])]
        if found:
            held, key = chance.choice(found)
            held[key] = deepcopy(MARKED)
            yield resources


def test_a_value_that_is_marked_secret_is_shown_nowhere() -> None:
    leaked = []
    for number, resources in enumerate(planted()):
        graph = ResourceGraph(project="c", stack="prod", resources=resources_of(resources))
        report = decide(
            Question(graph=graph, target="c", environment="prod", today=date(2026, 11, 25))
        )
        if PLANTED in rendered(report, at_length=number % 20 == 0):
            leaked.append(json.dumps(resources)[:400])
    assert leaked == []


@pytest.mark.parametrize("ending", ["", "raise ValueError(config.require('given'))\n"])
def test_a_secret_of_a_program_is_shown_nowhere(tmp_path: Path, ending: str) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: p\nruntime: python\n", encoding="utf-8")
    (tmp_path / "__main__.py").write_text(PROGRAM + ending, encoding="utf-8")
    command = [sys.executable, "-m", "hdsstack", "check", str(tmp_path), "--verbose"]
    command += ["--config", f"given={PLANTED}", "--format", "terminal", "--format"]
    command += [f"json={tmp_path / 'report.json'}"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={"MY_TOKEN": PLANTED, "PATH": "", "HDSSTACK_LANG": "en"},
    )
    assert done.returncode == (2 if ending else 1), done.stderr
    written = (tmp_path / "report.json").read_text(encoding="utf-8")
    assert PLANTED not in done.stdout + done.stderr + written
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".py"]
    assert all(PLANTED.encode() not in path.read_bytes() for path in kept)
