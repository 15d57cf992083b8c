"""The committed references: current, readable, and passing every blocking control."""

import ast
from pathlib import Path

import pytest

from tests.blueprints.references import (
    REFERENCES,
    REFRESH,
    ROOT,
    UPDATE,
    decided,
    failing,
    files_of,
    manifest_of,
    reference,
)

GOLDEN = Path(__file__).parent / "golden"

pytestmark = pytest.mark.parametrize("slug", REFERENCES)


def test_what_is_committed_is_what_the_blueprint_writes(slug: str) -> None:
    for path, text in files_of(slug).items():
        if UPDATE:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, encoding="utf-8")
        assert (ROOT / path).is_file(), f"{path} is missing; {REFRESH}"
        assert (ROOT / path).read_text(encoding="utf-8") == text, f"{path} is stale; {REFRESH}"


def test_no_resource_of_a_living_hospital_disappears(slug: str) -> None:
    """A URN that goes without an alias is a resource replaced, with the data in it."""
    tree = sorted(resource.urn.split("::", 2)[2] for resource in reference(slug).resources)
    golden = GOLDEN / f"{slug}.txt"
    if UPDATE:
        golden.write_text("\n".join(tree) + "\n", encoding="utf-8")
    before = golden.read_text(encoding="utf-8").splitlines()
    gone = sorted(set(before) - set(tree))
    assert not gone, f"these would be replaced: give the new ones an alias; {REFRESH}: {gone}"
    assert tree == before, f"new resources; {REFRESH}: {sorted(set(tree) - set(before))}"


def test_every_blocking_control_holds(slug: str) -> None:
    report = decided(reference(slug), manifest_of(slug))
    assert failing(report) == {}
    assert [row.type for row in report.not_understood] == []
    assert report.outcome == "pass"


def test_the_program_is_a_flat_list_of_statements(slug: str) -> None:
    """An auditor reads it aloud: no loop, no function, no condition."""
    text = (ROOT / "stacks" / slug / "__main__.py").read_text(encoding="utf-8")
    read_aloud = (ast.Import, ast.ImportFrom, ast.Assign, ast.Expr)
    assert [node for node in ast.parse(text).body if not isinstance(node, read_aloud)] == []
    assert max(map(len, text.splitlines())) <= 100


def test_stack_files_hold_no_secret(slug: str) -> None:
    for path in (ROOT / "stacks").glob(f"Pulumi.{slug}-*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert "secure:" not in text
        assert "encryptionsalt" not in text
