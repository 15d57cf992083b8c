"""A source that holds a part of a stack: never green, and what it lacks is unknown."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hdsstack.audit import Question, decide
from hdsstack.engine.preview import read_preview
from hdsstack.engine.program import record_apart
from hdsstack.engine.project import open_project
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.report import TargetReport
from tests.reading.test_programs import project

BUCKET = "urn:pulumi:prod::p::aws:s3/bucket:Bucket::b"
HEAD = "import pulumi, pulumi_aws as aws\ndb = aws.rds.Instance('db', instance_class='x')\n"


def preview(same: int) -> ResourceGraph:
    new = {"urn": BUCKET, "type": "aws:s3/bucket:Bucket", "custom": True, "inputs": {}}
    found: dict[str, Any] = {
        "config": {"aws:region": "eu-west-3"},
        "steps": [{"op": "update", "newState": new}],
        "changeSummary": {"update": 1, "same": same},
    }
    return read_preview(json.dumps(found), "p.json")


def report(graph: ResourceGraph, *select: str) -> TargetReport:
    today = date(2026, 11, 25)
    return decide(Question(graph=graph, target="p", environment="prod", today=today, select=select))


def test_what_a_part_lacks_is_unknown_and_what_it_shows_fails() -> None:
    """Its key, policy and trail may be among what does not change; its tags are its own."""
    whole, part = report(preview(0)), report(preview(3))
    failing = {one.control.id for one in whole.findings if one.outcome.value == "fail"}
    assert {"HDS-CRY-002", "HDS-CRY-006", "HDS-LOG-002", "HDS-OPS-001"} <= failing
    said = {one.control.id: one.outcome.value for one in part.findings}
    lacking = {"HDS-CRY-002", "HDS-CRY-006", "HDS-LOG-002", "HDS-BCK-001"}
    assert {said[control] for control in lacking} == {"unknown"}
    assert said["HDS-OPS-001"] == "fail"


def test_what_nothing_asked_about_is_never_green() -> None:
    """No control held, so nothing was verified."""
    assert report(preview(0), "HDS-IAM-001").outcome == "undecided"


@pytest.mark.parametrize("select", ["HDS-LOC-001", "HDS-CRY-001"])
def test_a_part_is_never_green(select: str) -> None:
    assert report(preview(0), select).outcome == "pass"
    assert report(preview(3), select).outcome == "undecided"


def branches(folder: Path, text: str) -> list[str]:
    opened = open_project(project(folder, HEAD + text), None, {})
    graph = record_apart(opened, timeout=60)
    return [one.text for one in graph.notices if one.kind == "branch"]


def test_a_callback_on_an_unknown_value_that_would_create_is_told(tmp_path: Path) -> None:
    """A port is a number that nobody knows yet; also through a function and a closure."""
    text = (
        "def make(n):\n    return [aws.s3.Bucket(f'n{i}') for i in range(n)]\n"
        "db.port.apply(lambda port: make(port))\n"
        "db.port.apply(print)\n"
        "db.port.apply(lambda port: str(port) + aws.get_region().name)\n"
    )
    assert branches(tmp_path / "p", text) == ["__main__.py:5"]


def test_a_callback_that_only_names_classes_is_not_told(tmp_path: Path) -> None:
    """Results of look-ups, arguments, the program's own errors: none of them is a resource."""
    text = (
        "class Wrong(Exception):\n    pass\n\n"
        "def taken(n):\n"
        "    if isinstance(n, aws.ec2.GetSubnetResult):\n        raise Wrong(n)\n"
        "    return aws.ec2.InstanceRootBlockDeviceArgs(volume_size=n)\n"
        "db.port.apply(taken)\n"
    )
    assert branches(tmp_path / "p", text) == []


def test_a_callback_that_fails_on_a_symbol_is_unknown_and_no_error(tmp_path: Path) -> None:
    """Nobody knows the parts of an endpoint; what it would have created is told."""
    text = (
        "port = db.endpoint.apply(lambda text: text.split(':')[7])\n"
        "db.address.apply(lambda text: aws.sns.Topic('t', name=text.split('-')[30]))\n"
        "aws.ssm.Parameter('kept', type='String', value=port)\n"
    )
    assert branches(tmp_path / "p", text) == ["__main__.py:4"]


def test_a_callback_that_is_wrong_in_itself_is_an_error(tmp_path: Path) -> None:
    from hdsstack.engine.errors import TargetError

    text = "b = aws.s3.Bucket('b', bucket='known')\nb.bucket.apply(lambda text: text.missing)\n"
    with pytest.raises(TargetError, match="missing"):
        branches(tmp_path / "p", text)
