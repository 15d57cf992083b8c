"""Every reference stack on a real engine: previewed, created, unchanged, read back, decided alike.

The provider plugins are stand-ins: nothing here says that a cloud would accept a resource.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from hdsstack.engine.export import deployment_of
from hdsstack.targets import slugs
from tests.blueprints.negatives import Negative, materialise, negatives
from tests.blueprints.references import ROOT, graph_of, manifest_of
from tests.engine.agreement import (
    analyze,
    failed_in_pack,
    failing,
    of_preview,
    of_state,
    recorded,
    verdicts,
    violations,
    without_what_a_pack_cannot_see,
)
from tests.engine.harness import EngineRun, copy_project

STACKS = [(slug, one.name) for slug in slugs(ROOT) for one in manifest_of(slug).environments]
CASES = tuple(negatives())


def pack_configuration(slug: str, environment: str) -> dict[str, Any]:
    manifest = f"stacks/{slug}/establishment.yaml"
    return {"hds-inputs": {"establishment": manifest, "environment": environment}}


@pytest.mark.parametrize(("slug", "environment"), STACKS)
def test_a_reference_lives_on_a_real_engine(
    engine: EngineRun, tmp_path: Path, slug: str, environment: str
) -> None:
    stack = f"{slug}-{environment}"
    project = copy_project(tmp_path / "project")
    graph = graph_of(slug, environment)
    by_program = recorded(slug, project)
    engine.stack_init(stack, project)

    preview = engine.preview(stack, project, "--json").stdout
    assert engine.registered(stack, project) == []
    assert failing(of_preview(preview, project, slug)) == failing(by_program) == set()

    up = engine.up(stack, project, "--skip-preview").stdout
    assert "every blocking control holds" in up
    again = engine.preview_expect_no_changes(stack, project).stdout
    assert f"{len(graph.resources) + 1} unchanged" in again, "the stack itself is one more"

    state = engine.export(stack, project)
    created = {one["urn"] for one in state["deployment"]["resources"]}
    made_by_the_engine = {urn for urn in created if "::pulumi:pulumi:Stack::" in urn}
    assert created - made_by_the_engine == {one.urn for one in graph.resources}
    by_state = of_state(state, project, slug)
    assert verdicts(by_state) == verdicts(by_program)
    assert by_state.outcome == by_program.outcome == "pass"

    file = tmp_path / "state.json"
    file.write_text(json.dumps(state), encoding="utf-8")
    analyzed = analyze(engine, file, project, pack_configuration(slug, environment))
    assert violations(analyzed) == []
    assert analyzed.returncode == 0, analyzed.stderr


def test_a_plain_preview_and_up_show_the_decision(engine: EngineRun, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    stack = "petite-clinique-prod"
    engine.stack_init(stack, project)
    held = "petite-clinique prod: every blocking control holds"
    assert held in engine.preview(stack, project).stdout
    assert held in engine.up(stack, project).stdout
    assert len(engine.registered(stack, project)) > 50


@pytest.mark.parametrize("negative", CASES, ids=str)
def test_a_negative_case_is_refused_and_registers_nothing(
    engine: EngineRun, tmp_path: Path, negative: Negative
) -> None:
    root = materialise(negative, tmp_path / "project")
    stack = f"{negative.stack}-prod"
    engine.stack_init(stack, root)
    up = engine.up(stack, root, "--skip-preview", check=False)
    said = up.stdout + up.stderr
    assert up.returncode != 0
    assert "refused; blocking failures" in said
    assert all(control in said for control in negative.fails)
    assert "Traceback" not in said
    assert engine.registered(stack, root) == []


@pytest.mark.parametrize("negative", CASES, ids=str)
def test_the_pack_and_a_check_of_the_state_file_fail_alike(
    engine: EngineRun, tmp_path: Path, negative: Negative
) -> None:
    root = materialise(negative, tmp_path / "project")
    state = deployment_of(graph_of(negative.stack, root=root))
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state), encoding="utf-8")
    wanted = failing(of_state(state, root, negative.stack))
    assert {control for control, _urn in wanted} >= set(negative.fails)
    assert wanted == failing(recorded(negative.stack, root))

    analyzed = analyze(engine, file, root, pack_configuration(negative.stack, "prod"))
    assert analyzed.returncode != 0
    found = failed_in_pack(violations(analyzed))
    assert found == without_what_a_pack_cannot_see(wanted)
