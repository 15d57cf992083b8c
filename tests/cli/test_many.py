"""Many establishments: the same reports, whichever process made them."""

import json
import pickle
import shutil
from datetime import date
from pathlib import Path

import pytest

from hdsstack import checking, spreading
from hdsstack.checking import check, check_name
from hdsstack.report import json as as_json
from hdsstack.report.view import View
from hdsstack.targets import Options

ROOT = Path(__file__).parents[2]
SLUGS = [f"copy-{number}" for number in range(checking.ENOUGH)]


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with copies of a small clinic; one of them is broken."""
    root = tmp_path_factory.mktemp("group")
    shutil.copy(ROOT / "Pulumi.yaml", root)
    reference = "petite-clinique"
    for slug in SLUGS:
        shutil.copytree(ROOT / "stacks" / reference, root / "stacks" / slug)
        for path in (root / "stacks" / slug).rglob("*.*"):
            if path.suffix in {".py", ".yaml"}:
                text = path.read_text(encoding="utf-8").replace(reference, slug)
                path.write_text(text, encoding="utf-8")
        stack = ROOT / "stacks" / f"Pulumi.{reference}-prod.yaml"
        text = stack.read_text(encoding="utf-8").replace(reference, slug)
        (root / "stacks" / f"Pulumi.{slug}-prod.yaml").write_text(text, encoding="utf-8")
    (root / "stacks" / SLUGS[1] / "__main__.py").write_text("print('x')\n1 / 0\n", encoding="utf-8")
    return root


def test_a_share_s_reports_are_those_of_one_process(
    group: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = Options(root=group, today=date(2026, 1, 1))
    _processors(monkeypatch, 2)
    spread = check(SLUGS, options)
    _processors(monkeypatch, 1)
    alone = check(SLUGS, options)
    assert [one.target for one in spread.targets] == SLUGS
    assert [one.outcome for one in spread.targets].count("error") == 1
    assert as_json.render(spread, View()) == as_json.render(alone, View())
    assert len(json.loads(as_json.render(spread, View()))["targets"][0]["findings"]) > 100


def test_folders_are_spread_like_names(group: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs of establishments never run beside each other in one process."""
    monkeypatch.chdir(group)
    _processors(monkeypatch, 2)
    options = Options(root=group, today=date(2026, 1, 1))
    found = check([f"stacks/{slug}" for slug in SLUGS], options)
    assert [one.target for one in found.targets] == SLUGS
    assert as_json.render(found, View()) == as_json.render(check(SLUGS, options), View())


def test_a_share_whose_process_dies_is_told(group: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of its establishments is an error."""
    options = Options(root=group, today=date(2026, 1, 1))
    _processors(monkeypatch, 2)
    monkeypatch.setattr(spreading, "_COMMAND", "import os; os._exit(7)")
    found = check(SLUGS, options).targets
    assert {one.outcome for one in found} == {"error"}
    assert [one.target for one in found] == SLUGS
    assert all("status 7" in one.error.message for one in found if one.error)


def test_a_control_comes_back_as_itself(group: Path) -> None:
    (report,) = check_name(Options(root=group, today=date(2026, 1, 1)), SLUGS[0])
    back = pickle.loads(pickle.dumps(report))  # noqa: S301 - our own
    assert back.requirements == report.requirements
    assert back.findings[0].control is report.findings[0].control


def _processors(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Both the choice to spread and the spreading itself see so many."""
    for module in (checking, spreading):
        monkeypatch.setattr(module, "processors", lambda: count)
