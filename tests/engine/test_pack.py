"""The policy pack on a real engine: the same decision as a check, loud where it cannot decide."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from hdsstack.engine.export import deployment_of
from hdsstack.engine.state import read_state
from hdsstack.model.verdict import Outcome
from tests.blueprints.references import reference
from tests.engine.agreement import (
    PACK,
    analyze,
    failed_in_pack,
    failing,
    of_preview,
    of_state,
    recorded,
    unknown_in_pack,
    violations,
    without_what_a_pack_cannot_see,
)
from tests.engine.harness import EngineRun, copy_project

FAULTY = Path(__file__).parent / "programs" / "faulty"
SLUG = "petite-clinique"
MANIFEST = f"stacks/{SLUG}/establishment.yaml"


def test_a_faulty_program_fails_alike_however_it_is_read(engine: EngineRun, tmp_path: Path) -> None:
    """Recorded, as a preview, as a state, and in the pack; it uses default providers."""
    program = Path(shutil.copytree(FAULTY, tmp_path / "faulty"))
    wanted = failing(recorded(str(program), tmp_path))
    controls = {control for control, _urn in wanted}
    assert {"HDS-LOC-001", "HDS-CRY-001", "HDS-CRY-003", "HDS-NET-001", "HDS-NET-002"} <= controls

    engine.stack_init("dev", program)
    preview = engine.preview("dev", program, "--json").stdout
    engine.up("dev", program, "--skip-preview")
    state = engine.export("dev", program)
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state), encoding="utf-8")

    in_preview = of_preview(preview, tmp_path)
    undecided = {one.control.id for one in in_preview.findings if one.outcome is Outcome.UNKNOWN}
    assert failing(in_preview) < wanted, "a policy made of outputs is not known yet"
    assert {control for control, _urn in wanted - failing(in_preview)} <= undecided
    by_state = failing(of_state(state, tmp_path))
    assert without_what_a_pack_cannot_see(by_state) == without_what_a_pack_cannot_see(wanted)
    analyzed = analyze(engine, file, program)
    found = violations(analyzed)
    missing = without_what_a_pack_cannot_see(wanted) - failed_in_pack(found)
    assert failed_in_pack(found) <= wanted
    assert {control for control, _urn in missing} == {"HDS-RET-002"}, "retainOnDelete decides it"
    assert missing <= unknown_in_pack(found)
    assert analyzed.returncode != 0


def test_a_preview_of_a_faulty_program_is_refused(engine: EngineRun, tmp_path: Path) -> None:
    program = Path(shutil.copytree(FAULTY, tmp_path / "faulty"))
    engine.stack_init("dev", program)
    with_pack = ("--policy-pack", str(PACK))
    preview = engine.preview("dev", program, *with_pack, check=False)
    assert preview.returncode != 0
    assert "hds-net-001" in preview.stdout
    up = engine.up("dev", program, *with_pack, check=False)
    assert up.returncode != 0
    assert engine.registered("dev", program) == []


def test_a_sound_establishment_passes_the_pack_in_its_first_preview(
    engine: EngineRun, tmp_path: Path
) -> None:
    """The stack is named for its manifest; what the deployment will tell does not block yet."""
    project = copy_project(tmp_path / "project")
    stack = f"{SLUG}-prod"
    engine.stack_init(stack, project)
    preview = engine.preview(stack, project, "--policy-pack", str(PACK))
    assert "[mandatory]" not in preview.stdout
    told = preview.stdout.split("Policies:")[1]
    assert "unknown: HDS-NET-001: policy: " in told, "a document made of outputs"
    assert "HDS-CHN-001" not in told, "the manifest is read"


def state_file(tmp_path: Path, *resources: dict[str, Any]) -> Path:
    """A sound establishment's state file, with more resources in it."""
    state = deployment_of(reference(SLUG))
    state["deployment"]["resources"] += resources
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state), encoding="utf-8")
    return file


def configured(establishment: str = MANIFEST, environment: str = "prod") -> dict[str, Any]:
    return {"hds-inputs": {"establishment": establishment, "environment": environment}}


def test_a_type_that_is_not_understood_is_an_unknown_that_blocks(
    engine: EngineRun, tmp_path: Path
) -> None:
    urn = f"urn:pulumi:{SLUG}-prod::hdsstack::aws:gamelift/script:Script::strange"
    strange = {"urn": urn, "custom": True, "type": "aws:gamelift/script:Script", "id": "strange"}
    project = copy_project(tmp_path / "project")
    analyzed = analyze(engine, state_file(tmp_path, strange), project, configured())
    found = {one["policyName"]: one for one in violations(analyzed) if one["resourceUrn"] == urn}
    assert "\nunknown: the type aws:gamelift/script" in found["hds-coverage"]["message"]
    assert found["hds-coverage"]["enforcementLevel"] == "mandatory"
    assert analyzed.returncode != 0


def test_without_a_manifest_what_it_would_settle_is_told_as_unknown(
    engine: EngineRun, tmp_path: Path
) -> None:
    text = state_file(tmp_path).read_text(encoding="utf-8").replace(f"{SLUG}-prod", "dev")
    file = tmp_path / "dev.json"
    file.write_text(text, encoding="utf-8")
    analyzed = analyze(engine, file, copy_project(tmp_path / "project"))
    found = violations(analyzed)
    assert {(one["policyName"], one["enforcementLevel"]) for one in found} == {
        ("hds-notes", "advisory")
    }
    assert all("\nunknown: HDS-" in one["message"] for one in found)
    assert any("HDS-CHN-001" in one["message"] for one in found)


@pytest.mark.parametrize(
    ("configuration", "wanted"),
    [
        (configured("stacks/ch-nowhere/establishment.yaml"), "no such manifest"),
        (configured(environment="staging"), "no environment staging in the manifest; seen: prod"),
        ({"hds-inputs": "disabled"}, "no inputs were gathered"),
    ],
)
def test_what_keeps_the_pack_from_deciding_is_a_failure(
    engine: EngineRun, tmp_path: Path, configuration: dict[str, Any], wanted: str
) -> None:
    project = copy_project(tmp_path / "project")
    analyzed = analyze(engine, state_file(tmp_path), project, configuration)
    assert analyzed.returncode != 0
    assert wanted in analyzed.stdout + analyzed.stderr


def test_a_waiver_of_the_manifest_is_shown_and_does_not_block(
    engine: EngineRun, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project")
    manifest = project / MANIFEST
    text = manifest.read_text(encoding="utf-8").replace(
        "waivers: []",
        "waivers:\n  - control: HDS-OPS-003\n    owner: RSSI\n"
        "    reason: renegotiation under way\n    until: 2199-01-01",
    )
    text = text.replace("    period: month\n", "")
    manifest.write_text(text, encoding="utf-8")
    analyzed = analyze(engine, state_file(tmp_path), project, configured())
    found = violations(analyzed)
    assert [one["policyName"] for one in found] == ["hds-notes"]
    assert "HDS-OPS-003: waived by RSSI until 2199-01-01: renegotiation" in found[0]["message"]
    assert analyzed.returncode == 0


def test_the_readme_shows_how_a_manifest_is_configured() -> None:
    text = (PACK / "README.md").read_text(encoding="utf-8")
    example = json.loads(text.split("```json\n")[1].split("```")[0])
    assert example == configured("stacks/ch-bapaume/establishment.yaml")


def test_a_state_file_of_a_recording_holds_no_secret(tmp_path: Path) -> None:
    program = Path(shutil.copytree(FAULTY, tmp_path / "faulty"))
    (program / "Pulumi.dev.yaml").write_text("config: {faulty:password: Pa55word}\n", "utf-8")
    from hdsstack.engine.program import record_here
    from hdsstack.engine.project import open_project

    opened = open_project(program, None, {})
    graph = record_here(
        opened.entry,
        root=program,
        project="faulty",
        stack="dev",
        configuration=opened.configuration,
    )
    text = json.dumps(deployment_of(graph))
    assert "Pa55word" not in text
    again = read_state(text, "state.json")
    providers = {one.type for one in again.resources if one.type.startswith("pulumi:providers:")}
    assert providers == {"pulumi:providers:aws", "pulumi:providers:azure-native"}
    assert set(graph.by_urn) <= set(again.by_urn)
