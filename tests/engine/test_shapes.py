"""What a real engine writes into states and previews, whatever their version and their options."""

import json
import shutil
from pathlib import Path
from typing import Any

from hdsstack.engine.preview import read_preview
from hdsstack.engine.state import read_state
from hdsstack.model.graph import Notice, ResourceGraph
from hdsstack.model.values import Secret
from tests.engine.agreement import of_preview, of_state, recorded, verdicts
from tests.engine.differences import faults
from tests.engine.harness import EngineRun
from tests.engine.standins.provider import KEPT

PROGRAM = Path(__file__).parent / "programs" / "shapes"
PASSWORD = "s3cret-of-the-database"
DATABASE = "urn:pulumi:dev::shapes::aws:rds/instance:Instance::dpi"


def team(engine: EngineRun, tmp_path: Path) -> Path:
    """The program and its stack `dev`."""
    folder = Path(shutil.copytree(PROGRAM, tmp_path / "shapes"))
    engine.stack_init("dev", folder)
    for words in (
        ("aws:region", "eu-west-3"),
        ("shapes:open", "false"),
        ("--secret", "password", PASSWORD),
    ):
        engine.run("config", "set", "--stack", "dev", *words, cwd=folder)
    return folder


def held(engine: EngineRun, folder: Path, *options: str) -> dict[str, Any]:
    done = engine.run("stack", "export", "--stack", "dev", *options, cwd=folder)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def graph(state: dict[str, Any]) -> ResourceGraph:
    return read_state(json.dumps(state), "state.json")


def test_every_form_of_a_state_is_read_alike(engine: EngineRun, tmp_path: Path) -> None:
    folder = team(engine, tmp_path)
    by_program = recorded(str(folder), tmp_path)
    engine.up("dev", folder, "--skip-preview")
    plain = held(engine, folder)
    assert plain["version"] == 3
    assert PASSWORD not in json.dumps(plain)
    by_state = of_state(plain, tmp_path)
    assert faults(by_program, by_state) == []

    found = graph(plain)
    shared = next(one for one in found.resources if one.external)
    assert shared.name == "shared"
    assert shared not in found.by_type.get(shared.type, ())
    [records] = list(found.of("aws:kms/key:Key"))
    assert records.protect
    archive = next(one for one in found.resources if one.name == "oncology-archive")
    assert getattr(found.provider_of(archive), "name", None) == "london"
    assert isinstance(found.by_urn[DATABASE].raw("password"), Secret)

    shown = held(engine, folder, "--show-secrets")
    assert PASSWORD in json.dumps(shown)
    assert verdicts(of_state(shown, tmp_path)) == verdicts(by_state)

    file = engine.home / "backend" / ".pulumi" / "stacks" / "shapes" / "dev.json"
    checkpoint = json.loads(file.read_text(encoding="utf-8"))
    assert "checkpoint" in checkpoint
    assert verdicts(of_state(checkpoint, tmp_path)) == verdicts(by_state)

    engine.run("state", "taint", "--yes", "--stack", "dev", DATABASE, cwd=folder)
    tainted = held(engine, folder)
    assert (tainted["version"], tainted["features"]) == (4, ["taint"])
    assert verdicts(of_state(tainted, tmp_path)) == verdicts(by_state)


def test_what_waits_for_its_deletion_is_not_decided(engine: EngineRun, tmp_path: Path) -> None:
    """A database is replaced, and the provider refuses to delete the old one."""
    folder = team(engine, tmp_path)
    engine.run("config", "set", "--stack", "dev", "shapes:open", "true", cwd=folder)
    engine.up("dev", folder, "--skip-preview")
    open_to_all = of_state(held(engine, folder), tmp_path)
    for words in (("shapes:open", "false"), ("shapes:engine", "17.2")):
        engine.run("config", "set", "--stack", "dev", *words, cwd=folder)
    arguments = ("up", "--yes", "--stack", "dev", "--skip-preview")
    failed = engine.run(*arguments, cwd=folder, check=False, env={KEPT: "dpi"})
    assert failed.returncode != 0

    state = held(engine, folder)
    copies = [one for one in state["deployment"]["resources"] if one["urn"] == DATABASE]
    assert sorted(one.get("delete", False) for one in copies) == [False, True]
    closed = of_state(state, tmp_path)
    assert ("HDS-NET-001", DATABASE, "fail") in verdicts(open_to_all)
    assert ("HDS-NET-001", DATABASE, "pass") in verdicts(closed)
    assert faults(recorded(str(folder), tmp_path), closed) == []


def test_a_preview_of_a_stack_that_exists_is_the_stack_as_it_will_be(
    engine: EngineRun, tmp_path: Path
) -> None:
    folder = team(engine, tmp_path)
    engine.up("dev", folder, "--skip-preview")
    for words in (("shapes:ward", "oncology"), ("shapes:engine", "17.2")):
        engine.run("config", "set", "--stack", "dev", *words, cwd=folder)
    whole = engine.preview("dev", folder, "--json", "--show-sames").stdout
    operations = {step["op"] for step in json.loads(whole)["steps"]}
    assert operations >= {"same", "update", "replace", "read"}
    assert PASSWORD not in whole
    assert faults(recorded(str(folder), tmp_path), of_preview(whole, tmp_path)) == []

    part = read_preview(engine.preview("dev", folder, "--json").stdout, "preview.json")
    assert [one.kind for one in part.notices] == ["part"]
    assert part.incomplete
    assert Notice("part", "0") not in part.notices
    assert of_preview(whole, tmp_path).outcome == "fail"
