"""`preview` and `up` with the real engine: the decision first, then pulumi, then its own answer."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.engine.harness import EngineRun, copy_project

SLUG, STACK = "ch-exemple", "ch-exemple-prod"


@pytest.fixture
def group(
    hdsstack: Run, engine: EngineRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A group's repository with one sound establishment, and an engine on PATH."""
    root = copy_project(tmp_path / "group")
    monkeypatch.chdir(root)
    for name, value in engine.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HDSSTACK_LANG", "en")
    made = hdsstack("new", SLUG, "--provider", "aws", "--yes")
    assert made.exit_code == 0, made.output
    return root


def test_a_sound_establishment_is_created_and_then_unchanged(
    hdsstack: Run, engine: EngineRun, group: Path
) -> None:
    absent = hdsstack("preview", SLUG)
    assert absent.exit_code == 2
    assert f"`pulumi stack init {STACK}`" in absent.stderr

    up = hdsstack("up", SLUG, "--init", "--", "--yes", "--skip-preview")
    assert up.exit_code == 0, up.output
    assert len(engine.registered(STACK, group)) > 100

    again = hdsstack("preview", SLUG, "--", "--expect-no-changes")
    assert again.exit_code == 0, again.output


def test_a_sabotaged_establishment_provisions_nothing(
    hdsstack: Run, engine: EngineRun, group: Path
) -> None:
    engine.stack_init(STACK, group)
    program = group / "stacks" / SLUG / "__main__.py"
    text = program.read_text(encoding="utf-8")
    assert 'second_region="eu-central-1"' in text
    program.write_text(text.replace("eu-central-1", "eu-west-2"), encoding="utf-8")
    done = hdsstack("up", SLUG, "--", "--yes")
    assert done.exit_code == 1
    assert "HDS-LOC-003 fails" in done.stderr
    assert engine.registered(STACK, group) == []


def test_a_locked_stack_says_whom_to_ask(hdsstack: Run, engine: EngineRun, group: Path) -> None:
    engine.stack_init(STACK, group)
    locks = engine.home / "backend" / ".pulumi" / "locks" / "organization" / "hdsstack" / STACK
    locks.mkdir(parents=True, exist_ok=True)
    held = {"pid": 1, "username": "other", "hostname": "elsewhere"}
    held |= {"timestamp": "2026-11-25T00:00:00Z"}
    (locks / "other.json").write_text(json.dumps(held), encoding="utf-8")
    done = hdsstack("up", SLUG, "--", "--yes", "--skip-preview")
    assert done.exit_code == 2
    assert f"stack {STACK} is locked" in done.stderr
    assert f"pulumi cancel -s {STACK}" in done.stderr
