"""`hdsstack init`: a repository in which `new` works, and nothing written over."""

import os
from pathlib import Path

import pytest

from hdsstack.scaffold.repository import repository_files
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
FILES = {
    ".gitignore",
    "Pulumi.yaml",
    "policies/crossguard/PulumiPolicy.yaml",
    "policies/crossguard/__main__.py",
    "requirements.txt",
    "stacks/__main__.py",
    "stacks/establishment.schema.json",
}


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_init_writes_a_repository_in_which_new_works(
    hdsstack: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = hdsstack("init", "group")
    assert done.exit_code == 0, done.output
    assert files(tmp_path / "group") == FILES
    assert set(done.stdout.split()) == {f"group/{path}" for path in FILES}
    assert "cd group, `hdsstack new SLUG`" in done.stderr
    os.chdir(tmp_path / "group")
    done = hdsstack("new", "ch-exemple", "--provider", "aws", "--yes")
    assert done.exit_code == 0, done.output
    assert not set(done.stdout.split()) & FILES, "one way: what init wrote is not written again"
    assert repository_files(tmp_path / "group") == {}
    assert hdsstack("check", "ch-exemple").exit_code == 0


def test_what_a_group_gets_is_what_this_repository_has(hdsstack: Run, tmp_path: Path) -> None:
    """One shape: Pulumi's project, its entry and the policy pack are the same, word for word."""
    hdsstack("init", tmp_path)
    same = FILES - {".gitignore", "requirements.txt", "stacks/establishment.schema.json"}
    for path in sorted(same):
        assert (tmp_path / path).read_text("utf-8") == (ROOT / path).read_text("utf-8"), path


def test_nothing_that_exists_is_written_over(hdsstack: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    assert hdsstack("init", tmp_path).exit_code == 0
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine\n"
    before = {path: (tmp_path / path).read_bytes() for path in FILES}
    done = hdsstack("init", tmp_path)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "nothing was written" in done.stderr
    assert {path: (tmp_path / path).read_bytes() for path in FILES} == before


def test_another_project_s_folder_is_left_alone(hdsstack: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: p\nruntime: python\n", encoding="utf-8")
    done = hdsstack("init", tmp_path)
    assert done.exit_code == 2
    assert "Pulumi.yaml" in done.output
    assert "empty folder" in done.output
    assert files(tmp_path) == {"Pulumi.yaml"}
