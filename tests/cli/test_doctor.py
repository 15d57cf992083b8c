"""`hdsstack doctor`: the traps that it must see, and those that it must not invent."""

import json
from pathlib import Path

import pytest

from hdsstack.adapters import checkov_traps, pulumi_cli, workstation
from hdsstack.adapters.examination import Row
from hdsstack.cli import declared_state
from hdsstack.targets import Options
from tests.cli.conftest import Run
from tests.samples import TODAY

WORKFLOW = ".github/workflows/infra.yml"
SILENT = {
    "piped": (WORKFLOW, "- run: pulumi preview --json | checkov -f -\n"),
    "a file": (
        WORKFLOW,
        "- run: pulumi preview -s prod --json > preview.json\n- run: checkov -f preview.json\n",
    ),
    "continued": (
        ".gitlab-ci.yml",
        "script:\n  - pulumi preview \\\n      --json > plan.json\n  - checkov --file plan.json\n",
    ),
    "the action": (
        WORKFLOW,
        "- run: pulumi preview --json | tee o.json\n- uses: x/checkov-action@1\n  file: o.json\n",
    ),
}
HARMLESS = {
    "another reader": "- run: pulumi preview -j > p.json\n- run: hdsstack check --preview p.json\n",
    "checkov on images": "- run: pulumi preview --json > p.json\n- run: checkov -f Dockerfile\n",
    "no json": "- run: pulumi preview\n- run: checkov -d .\n",
}


def traps(root: Path) -> list[Row]:
    return [row for row in checkov_traps.examine(root) if row.standing == "problem"]


@pytest.mark.parametrize("name", SILENT)
def test_a_pipeline_whose_checkov_checks_nothing_is_found(tmp_path: Path, name: str) -> None:
    file, text = SILENT[name]
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    (row,) = traps(tmp_path)
    assert row.subject.startswith(f"{file}:")
    assert "exits 0" in row.seen


@pytest.mark.parametrize("name", HARMLESS)
def test_a_sound_pipeline_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / WORKFLOW).write_text(HARMLESS[name], encoding="utf-8")
    assert traps(tmp_path) == []


def test_one_requirement_file_for_both_is_found(tmp_path: Path) -> None:
    text = "checkov==3.3.30\npulumi>=3\n"
    (tmp_path / "requirements.txt").write_text(text, encoding="utf-8")
    (tmp_path / "requirements-scan.txt").write_text("checkov==3.3.30\n", encoding="utf-8")
    assert [row.subject for row in traps(tmp_path)] == ["requirements.txt"]


@pytest.mark.parametrize(
    ("backend", "standing", "said"),
    [
        ("s3://state?region=eu-west-3", "ok", "eu-west-3 (Paris)"),
        ("s3://state?region=us-east-1", "problem", "outside the EEA"),
        ("https://api.pulumi.com", "problem", "Pulumi's own service"),
        ("azblob://state?storage_account=x", "note", "not in its address"),
        ("file://~", "note", "on this machine"),
        (None, "note", "no backend declared"),
    ],
)
def test_the_backend_s_place_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    backend: str | None,
    standing: str,
    said: str,
) -> None:
    monkeypatch.delenv("PULUMI_BACKEND_URL", raising=False)
    text = "name: p\nruntime: python\n" + (f"backend: {{url: '{backend}'}}\n" if backend else "")
    (tmp_path / "Pulumi.yaml").write_text(text, encoding="utf-8")
    (row, *_others) = declared_state.examine(Options(root=tmp_path, today=TODAY))
    assert row.standing == standing
    assert said in row.seen


def test_an_environment_without_a_stack_file_is_found(hdsstack: Run, repository: Path) -> None:
    hdsstack("new", "ch-exemple", "--yes")
    (repository / "stacks/Pulumi.ch-exemple-prod.yaml").unlink()
    rows = json.loads(hdsstack("doctor", "--format", "json").stdout)
    (row,) = [one for one in rows if one["subject"] == "stacks/Pulumi.ch-exemple-prod.yaml"]
    assert row["standing"] == "problem"


def test_overriding_variables_are_named_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_BACKEND_URL", "postgres://user:hunter2@host/db")
    rows = list(workstation.examine())
    assert any(row.subject == "PULUMI_BACKEND_URL" for row in rows)
    assert "hunter2" not in repr(rows)


def test_a_missing_pulumi_is_a_problem_and_the_exit_code_says_so(
    hdsstack: Run, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(pulumi_cli.PulumiError):
        pulumi_cli.find()
    done = hdsstack("doctor")
    assert done.exit_code == 1
    assert "PROBLEM  command pulumi" in done.stdout
