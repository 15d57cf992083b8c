"""The `pulumi` command: missing, too old, killed, locked, interrupted; what is said and done."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from hdsstack.adapters import pulumi_cli
from hdsstack.cli import engines
from tests.cli.conftest import Run

LOCKED = "error: the stack is currently locked by 1 lock(s)"
ABSENT = "error: no stack named 'ch-exemple-prod' found"


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH but the shell's own; `command` writes a pulumi into it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def command(folder: Path, body: str, version: str = "v3.274.1") -> None:
    text = f'#!/bin/sh\n[ "$1" = version ] && {{ echo {version}; exit 0; }}\n{body}\n'
    (folder / "pulumi").write_text(text, encoding="utf-8")
    (folder / "pulumi").chmod(0o755)


@pytest.fixture
def establishment(hdsstack: Run, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scaffolded establishment that the controls are taken to accept."""
    hdsstack("new", "ch-exemple", "--yes")
    monkeypatch.setattr(engines, "_refused", lambda *_given: 0)
    return repository


def test_no_pulumi_is_told(hdsstack: Run, fake: Path) -> None:
    assert not (fake / "pulumi").exists()
    done = hdsstack("preview", "ch-exemple")
    assert done.exit_code == 2
    assert "no such command on PATH" in done.stderr
    assert "install the Pulumi CLI" in done.stderr


def test_an_old_pulumi_is_told(hdsstack: Run, fake: Path) -> None:
    command(fake, "exit 0", version="v3.100.0")
    done = hdsstack("up", "ch-exemple")
    assert done.exit_code == 2
    assert "3.100.0 is too old; wanted 3.249.0" in done.stderr


@pytest.mark.usefixtures("establishment")
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f'echo "{LOCKED}" >&2; exit 255', "pulumi cancel -s ch-exemple-prod"),
        (f'echo "{ABSENT}" >&2; exit 255', "pulumi stack init ch-exemple-prod"),
        ("kill -9 $$", "ended by SIGKILL"),
        ("exit 4", "exit code 4"),
    ],
)
def test_a_pulumi_that_fails_is_explained(hdsstack: Run, fake: Path, body: str, said: str) -> None:
    command(fake, body)
    done = hdsstack("up", "ch-exemple")
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_stack_and_extra_options_go_to_pulumi(
    hdsstack: Run, fake: Path, establishment: Path
) -> None:
    command(fake, f'echo "$PWD $@" >> {fake}/calls')
    done = hdsstack("up", "ch-exemple", "--init", "--", "--yes", "--parallel", "4")
    assert done.exit_code == 0, done.output
    assert (fake / "calls").read_text(encoding="utf-8").splitlines() == [
        f"{establishment} stack init ch-exemple-prod",
        f"{establishment} up --stack ch-exemple-prod --yes --parallel 4",
    ]


def test_init_keeps_the_secrets_provider_of_the_stack_file() -> None:
    arguments = pulumi_cli.init_arguments("s", "awskms://alias/x?region=eu-west-3")
    assert arguments[-2:] == ("--secrets-provider", "awskms://alias/x?region=eu-west-3")


def test_pulumi_does_not_run_where_a_control_refuses(
    hdsstack: Run, fake: Path, repository: Path
) -> None:
    command(fake, f"touch {fake}/ran")
    hdsstack("new", "ch-exemple", "--yes")
    program = repository / "stacks/ch-exemple/__main__.py"
    program.write_text(
        "import pulumi_aws as aws\naws.s3.Bucket('b', region='eu-west-2')\n", encoding="utf-8"
    )
    done = hdsstack("up", "ch-exemple")
    assert done.exit_code == 1
    assert "HDS-LOC-001 fails: b region (stacks/ch-exemple/__main__.py:2)" in done.stderr
    assert "nothing was changed" in done.stderr
    assert not (fake / "ran").exists()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_reaches_pulumi_once_and_is_waited_for(
    fake: Path, sent: signal.Signals
) -> None:
    slow = """
        trap 'echo interrupted >> {0}/log; sleep 0.3; echo saved >> {0}/log; exit 0' INT
        touch {0}/started
        while :; do sleep 0.05; done
    """
    command(fake, textwrap.dedent(slow).format(fake))
    program = (
        "from pathlib import Path; from hdsstack.adapters.pulumi_cli import find, run\n"
        "raise SystemExit(run(find(), ['up'], Path.cwd()).code)"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not (fake / "started").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, sent)
    assert process.wait(timeout=30) == 0
    assert (fake / "log").read_text(encoding="utf-8").split() == ["interrupted", "saved"]


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (pulumi_cli.Run(0, "", 1), None),
        (pulumi_cli.Run(1, "", 1), "interrupted: pulumi ended and saved what it had begun"),
        (pulumi_cli.Run(255, LOCKED, 1), "stack s is locked"),
        (pulumi_cli.Run(1, "", 2), "pulumi was ended by a second interrupt before it was done"),
        (pulumi_cli.Run(-9, "", 1), "pulumi was ended by SIGKILL before it was done"),
    ],
)
def test_how_an_interrupted_pulumi_ended_is_told(ended: pulumi_cli.Run, said: str | None) -> None:
    error = pulumi_cli.failure(ended, "s", ("stack", "init", "s"))
    assert (error is None) is (said is None)
    assert (said or "") in str(error or "")
