"""The demonstration shows what it says: sound, broken, found, repaired; and leaves its reports."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def outcome(report: Path) -> str:
    found: str = json.loads(report.read_text(encoding="utf-8"))["targets"][0]["outcome"]
    return found


def test_the_demonstration_breaks_and_repairs(hdsstack: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    done = hdsstack("demo", "--folder", folder)
    assert done.exit_code == 0, done.output
    assert "HDS-LOC-003" in done.stdout
    assert str(folder / "report") in done.stdout
    outcomes = {path.stem: outcome(path) for path in (folder / "report").glob("*.json")}
    assert outcomes == {"1-sound": "pass", "2-sabotaged": "fail", "3-repaired": "pass"}
    assert "London" in (folder / "report/2-sabotaged.txt").read_text(encoding="utf-8")


def test_a_folder_that_is_not_empty_is_left_alone(hdsstack: Run, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    done = hdsstack("demo", "--folder", tmp_path)
    assert done.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]
