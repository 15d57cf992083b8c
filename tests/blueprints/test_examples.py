"""The answers files of the blueprint make stacks that pass, and its own document is true."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from hdsstack import scaffold
from hdsstack.components import aws, azure
from hdsstack.scaffold import ScaffoldError
from tests.blueprints.references import ROOT, decided, failing, graph_of, manifest_of

PUBLIC = ROOT / "blueprints" / "public"
EXAMPLES = {"small-clinic-aws": "aws", "hospital-azure": "azure"}
TODAY = dt.date(2026, 11, 25)


def answers_of(example: str) -> dict[str, object]:
    text = (PUBLIC / "examples" / f"{example}.yaml").read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    assert isinstance(found, dict)
    return found


def test_every_example_is_tried() -> None:
    assert {path.stem for path in (PUBLIC / "examples").iterdir()} == set(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_makes_a_stack_that_passes(example: str, tmp_path: Path) -> None:
    provider = EXAMPLES[example]
    scaffold.new(tmp_path, "ch-exemple", "public", provider, answers_of(example), today=TODAY)
    report = decided(graph_of("ch-exemple", root=tmp_path), manifest_of("ch-exemple", tmp_path))
    assert failing(report) == {}
    assert report.outcome == "pass"


def test_a_public_entrance_is_refused_with_its_flow(tmp_path: Path) -> None:
    answers = {
        "flows[5]": {
            "id": "patients",
            "from": "internet",
            "to": "front",
            "ports": ["443"],
            "direction": "inbound",
            "public": True,
            "purpose": "Patients open their record",
        }
    }
    with pytest.raises(ScaffoldError, match=r"flows\[patients\]: the blueprint builds no public"):
        scaffold.new(tmp_path, "ch-exemple", "public", "aws", answers, today=TODAY)
    assert list(tmp_path.iterdir()) == []


def test_the_blueprint_names_only_parts_that_both_clouds_have() -> None:
    template = (PUBLIC / "template" / "__main__.py.jinja").read_text(encoding="utf-8")
    for name in set(aws.__all__) - {"RestoreTest"}:
        assert f"{name}(" in template
        assert name in azure.__all__
