"""Recorded states with something wrong in them: no exception, no defect, no green unread."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hdsstack.audit import Question, decide
from hdsstack.engine.errors import TargetError
from hdsstack.engine.state import read_state
from hdsstack.model.message import Message
from hdsstack.model.report import Report, TargetReport
from hdsstack.report import json as as_json
from hdsstack.report.view import View
from tests.property.mutants import mutants

TODAY = date(2026, 11, 25)
# `HDSSTACK_MUTANTS=10000` for a long run; each group is one test, so that workers share them.
COUNT = int(os.environ.get("HDSSTACK_MUTANTS", "1000"))
GROUPS = 10
BY_COMMAND = 200


def decided(text: str) -> TargetReport | None:
    """The report of a state, None where its reader refuses it with a sentence."""
    try:
        graph = read_state(text, "state.json")
    except TargetError as error:
        assert "next:" in error.message  # noqa: PT017 - most mutants raise nothing
        return None
    return decide(Question(graph=graph, target="x", environment="prod", today=TODAY))


def defects(report: TargetReport) -> Iterator[str]:
    yield from (notice.text for notice in report.notices if notice.kind == "defect")
    for finding in report.findings:
        if isinstance(finding.because, Message) and "control itself failed" in finding.because.text:
            yield f"{finding.control.id}: {finding.because}"


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_mutant_breaks_a_reader_or_a_control(group: int) -> None:
    reports = [decided(text) for text in mutants(COUNT // GROUPS, seed=group)]
    read = [report for report in reports if report is not None]
    assert len(read) > len(reports) / 2, "most mutants are read"
    assert {defect for report in read for defect in defects(report)} == set()
    for report in read:
        assert report.outcome != "pass" or report.understood == report.total > 0
    assert json.loads(as_json.render(Report(targets=tuple(read)), View(language="en")))


@pytest.mark.skipif("HDSSTACK_MUTANTS" not in os.environ, reason="a long run: HDSSTACK_MUTANTS")
def test_no_mutant_breaks_the_command(tmp_path: Path) -> None:
    for number, text in enumerate(mutants(BY_COMMAND, seed=-1)):
        (tmp_path / "state.json").write_text(text, encoding="utf-8")
        done = by_command(tmp_path / "state.json")
        assert done.returncode in (0, 1, 2, 3), number
        assert "Traceback" not in done.stdout + done.stderr, number


@pytest.mark.parametrize("number", range(3))
def test_the_command_reads_some_mutants(tmp_path: Path, number: int) -> None:
    (text,) = mutants(1, seed=100 + number)
    (tmp_path / "state.json").write_text(text, encoding="utf-8")
    done = by_command(tmp_path / "state.json")
    assert done.returncode in (0, 1, 2, 3)
    assert "Traceback" not in done.stdout + done.stderr


def by_command(path: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "hdsstack", "check", "--state", str(path), "--format", "json"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
