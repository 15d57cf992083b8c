"""A check that is interrupted or killed ends at once, and so does the program that it runs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reading.test_programs import project

PROGRAM = """\
import os, pathlib, subprocess, time
child = subprocess.Popen(["sleep", "120"])
pathlib.Path("started").write_text(f"{os.getpid()} {child.pid}")
time.sleep(120)
"""
SOON = 30  # seconds, on a machine that is busy


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has waited for yet does not."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


@pytest.fixture
def heeding() -> Iterator[None]:
    """Children heed an interrupt, also where the tests are a background job, which does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def eventually(done: bool, deadline: float) -> bool:
    time.sleep(0.05)
    return done or time.monotonic() > deadline


@pytest.mark.usefixtures("heeding")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads processes from /proc")
@pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_no_program_outlives_its_check(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    folder = project(tmp_path / "p", PROGRAM)
    command = [sys.executable, "-m", "hdsstack", "--lang", "en", "check", str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    started = folder / "started"
    deadline = time.monotonic() + SOON
    while not eventually(started.exists() and bool(started.read_text()), deadline):
        assert process.poll() is None
    ran = [int(pid) for pid in started.read_text(encoding="utf-8").split()]
    assert all(map(alive, ran))

    os.kill(process.pid, sent)
    _, said = process.communicate(timeout=SOON)
    assert process.returncode == code
    assert "Traceback" not in said
    deadline = time.monotonic() + SOON
    while not eventually(not any(map(alive, ran)), deadline):
        pass
    assert not any(map(alive, ran))
