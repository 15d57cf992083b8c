"""A real update that is cut: by Ctrl-C, by a supervisor, by the death of the engine.

What is being created when it happens is held up by the provider stand-in until it is told to stop.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.engine.agreement import of_state
from tests.engine.harness import REPOSITORY, EngineRun, copy_project
from tests.engine.standins.provider import SLOW

SLUG, STACK = "petite-clinique", "petite-clinique-prod"
HELD_UP = "network-vpc"
LONGEST, REST = 240, 2  # seconds


@contextmanager
def updating(engine: EngineRun, project: Path, told: Path) -> Iterator["subprocess.Popen[str]"]:
    """`hdsstack up` at the moment when a network is being created."""
    environment = engine.environment() | {
        SLOW: f"{HELD_UP}={told}",
        "HDSSTACK_LANG": "en",
        "PYTHONPATH": str(REPOSITORY),
    }
    command = [sys.executable, "-m", "hdsstack", "up", SLUG, "--", "--yes", "--skip-preview"]
    with subprocess.Popen(
        command,
        cwd=project,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        deadline = time.monotonic() + LONGEST
        while not told.exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert told.exists(), process.communicate()
        yield process


def engine_of(process: "subprocess.Popen[str]") -> int:
    """The process id of the `pulumi` that hdsstack started."""
    for listed in Path("/proc").glob("[0-9]*/stat"):
        try:
            named, _, rest = listed.read_text(encoding="utf-8").rpartition(")")
        except OSError:  # it has ended meanwhile
            continue
        if int(rest.split()[1]) == process.pid and "(pulumi" in named:
            return int(listed.parent.name)
    raise AssertionError("no pulumi runs")


def at_rest(engine: EngineRun) -> None:
    """Wait until the engine writes no more: killed while it does, it leaves half a checkpoint."""
    seen, since = written(engine), time.monotonic()
    deadline = since + LONGEST
    while time.monotonic() - since < REST and time.monotonic() < deadline:
        time.sleep(0.1)
        now = written(engine)
        if now != seen:
            seen, since = now, time.monotonic()


def written(engine: EngineRun) -> dict[str, int]:
    """When each file of the states was last written."""
    with os.scandir(engine.home / "backend" / ".pulumi" / "stacks" / "hdsstack") as found:
        return {one.path: one.stat().st_mtime_ns for one in found}


def locks(engine: EngineRun) -> list[Path]:
    return list((engine.home / "backend" / ".pulumi" / "locks").rglob("*.json"))


def deployment(engine: EngineRun, project: Path) -> dict[str, Any]:
    found: dict[str, Any] = engine.export(STACK, project)["deployment"]
    return found


def created(state: dict[str, Any]) -> set[str]:
    return {one["urn"].rsplit("::", 1)[-1] for one in state.get("resources", [])}


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_what_was_begun_and_the_rest_follows_later(
    engine: EngineRun, tmp_path: Path, sent: signal.Signals
) -> None:
    project = copy_project(tmp_path / "project")
    engine.stack_init(STACK, project)
    with updating(engine, project, tmp_path / "creating") as process:
        process.send_signal(sent)
        _, said = process.communicate(timeout=LONGEST)
    assert process.returncode == 2
    assert f"interrupted: pulumi ended and saved what it had begun on stack {STACK}" in said
    assert "Traceback" not in said
    assert locks(engine) == []
    state = deployment(engine, project)
    assert not state.get("pending_operations")
    assert HELD_UP in created(state)

    if sent is signal.SIGINT:
        engine.up(STACK, project, "--skip-preview")
        assert created(deployment(engine, project)) > created(state)


def test_the_death_of_the_engine_leaves_a_lock_and_says_how_to_go_on(
    engine: EngineRun, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project")
    engine.stack_init(STACK, project)
    with updating(engine, project, tmp_path / "creating") as process:
        at_rest(engine)
        os.kill(engine_of(process), signal.SIGKILL)
        _, said = process.communicate(timeout=LONGEST)
    assert process.returncode == 2
    assert "pulumi was ended by SIGKILL before it was done" in said
    assert f"`pulumi cancel -s {STACK}`" in said
    assert "Traceback" not in said
    assert len(locks(engine)) == 1

    engine.run("cancel", "--yes", "--stack", STACK, cwd=project)
    assert locks(engine) == []
    state = engine.export(STACK, project)
    # What else had begun at that moment depends on the machine.
    pending = state["deployment"]["pending_operations"]
    begun = {one["resource"]["urn"].rsplit("::", 1)[-1] for one in pending}
    assert HELD_UP in begun
    report = of_state(state, project, SLUG)
    assert report.outcome not in ("pass", "empty")
    told = {one.text for one in report.notices if one.kind == "pending"}
    assert told == {f"{name} (creating)" for name in begun}
