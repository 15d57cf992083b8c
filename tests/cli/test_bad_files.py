"""A file that is wrong: exit code 2 or 3, a sentence that says what to do."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EMPTY_STATE = {"version": 3, "deployment": {"manifest": {}, "resources": []}}
BAD = {
    "truncated": (b"{", "not JSON"),
    "another tool's": (b'{"a": 1}', "not a state"),
    "a list": (b"[]", "not a state"),
    "another version": (b'{"version": 9, "deployment": {}}', "version is 9"),
    "UTF-16": (b"\xff\xfe{\x00", "not UTF-8"),
    "a number for resources": (b'{"version": 3, "deployment": {"resources": 1}}', "not a state"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_state_that_is_none_is_an_error(hdsstack: Run, tmp_path: Path, name: str) -> None:
    content, said = BAD[name]
    path = tmp_path / "state.json"
    path.write_bytes(content)
    done = hdsstack("check", "--state", path)
    assert done.exit_code == 2
    assert said in done.output
    assert "next:" in done.output


def test_a_state_that_is_not_there_is_an_error(hdsstack: Run, tmp_path: Path) -> None:
    done = hdsstack("check", "--state", tmp_path / "none.json")
    assert done.exit_code == 2
    assert "No such file" in done.output


def test_a_state_comes_on_stdin_and_an_empty_one_is_never_green(hdsstack: Run) -> None:
    done = hdsstack("check", "--state", "-", "--format", "json", text=json.dumps(EMPTY_STATE))
    assert done.exit_code == 3
    assert json.loads(done.stdout)["targets"][0]["outcome"] == "empty"


def test_a_failed_preview_is_no_stack(hdsstack: Run) -> None:
    failed = {
        "config": {},
        "steps": [],
        "diagnostics": [{"severity": "error", "message": "no credentials"}],
    }
    done = hdsstack("check", "--preview", "-", text=json.dumps(failed))
    assert done.exit_code == 2
    assert "only a part" in done.output


def test_the_error_is_in_the_json_report_too(hdsstack: Run, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_bytes(b"{")
    done = hdsstack("check", "--state", tmp_path / "state.json", "--format", "json")
    (target,) = json.loads(done.stdout)["targets"]
    assert target["outcome"] == "error"
    assert target["error"]["file"] == "state.json"
    assert target["error"]["line"] == 1


def test_a_report_that_cannot_be_written_leaves_nothing(hdsstack: Run, tmp_path: Path) -> None:
    report = tmp_path / "none" / "report.json"
    done = hdsstack(
        "check", "--state", "-", "--format", f"json={report}", text=json.dumps(EMPTY_STATE)
    )
    assert done.exit_code == 2
    assert "next: check the path" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("repository")
def test_a_mistake_of_a_manifest_is_told_with_its_place_once(
    hdsstack: Run, repository: Path
) -> None:
    assert hdsstack("new", "x-y", "--yes").exit_code == 0
    manifest = repository / "stacks" / "x-y" / "establishment.yaml"
    manifest.write_text("", encoding="utf-8")
    done = hdsstack("check", "x-y")
    assert done.exit_code == 2
    assert done.output.count("stacks/x-y/establishment.yaml:1: ") == 1
