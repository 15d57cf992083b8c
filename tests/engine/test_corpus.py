"""Every labelled program: recorded, previewed and exported by the real engine, decided alike."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.engine.agreement import of_preview, of_state, recorded
from tests.engine.differences import answers, faults, unknown_in_preview
from tests.engine.harness import REPOSITORY, EngineRun

CASES = REPOSITORY / "tests" / "corpus" / "cases"
PROGRAMS = sorted(path.parent.name for path in CASES.glob("*/case.yaml"))
STACK = "prod"
# What a preview may leave open: policies made of ARNs, and what hangs on them.
LARGEST_SHARE_UNKNOWN = 0.05


def prepared(name: str, engine: EngineRun, folder: Path) -> Path:
    """A copy of a program and its stack on the engine's backend, with secrets of its own.

    The salt and the `secure:` values of the labelled program are of a passphrase that nobody has.
    """
    program = Path(shutil.copytree(CASES / name, folder / name))
    file = program / f"Pulumi.{STACK}.yaml"
    held: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    held.pop("encryptionsalt", None)
    settings = held["config"]
    secret = [
        key for key, value in settings.items() if isinstance(value, dict) and "secure" in value
    ]
    held["config"] = {key: value for key, value in settings.items() if key not in secret}
    file.write_text(yaml.safe_dump(held), encoding="utf-8")
    engine.stack_init(STACK, program)
    for key in secret:
        engine.run("config", "set", "--stack", STACK, "--secret", key, f"of {key}", cwd=program)
    return program


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_decided_alike_however_it_is_read(
    engine: EngineRun, tmp_path: Path, name: str
) -> None:
    program = prepared(name, engine, tmp_path)
    by_program = recorded(str(program), tmp_path)
    assert by_program.error is None

    by_preview = of_preview(engine.preview(STACK, program, "--json").stdout, tmp_path)
    assert faults(by_program, by_preview) == []
    share = unknown_in_preview(by_program, by_preview) / len(answers(by_program))
    assert share <= LARGEST_SHARE_UNKNOWN

    engine.up(STACK, program, "--skip-preview")
    by_state = of_state(engine.export(STACK, program), tmp_path)
    assert faults(by_program, by_state) == []
    assert by_state.outcome == by_program.outcome
    assert by_state.total == by_program.total
