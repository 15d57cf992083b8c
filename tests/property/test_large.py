"""Large states: linear in time, and no provider's SDK for reading one."""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hdsstack.audit import Question, decide
from hdsstack.engine.state import read_state
from tests.property.stacks import large, state

SMALL, LARGE = 500, 4_000
# Twice what linear growth would give: other processes share the machine.
SLACK = 2.0
SDKS = ("pulumi", "pulumi_aws", "pulumi_azure_native", "grpc", "jinja2")


@pytest.fixture(autouse=True)
def few_collections() -> Iterator[None]:
    """As the command does."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    yield
    gc.set_threshold(*before)


def seconds(count: int) -> float:
    """Processor time that it takes to read and decide a state of `count` resources."""
    text = json.dumps(state(large(count)))
    began = time.process_time()
    graph = read_state(text, "state.json")
    report = decide(Question(graph=graph, target="x", environment="prod", today=date(2026, 11, 25)))
    assert report.total > count / 2
    return time.process_time() - began


def test_a_large_state_takes_time_in_proportion() -> None:
    seconds(100)  # catalogues and readers are loaded
    small = min(seconds(SMALL) for _round in range(2))
    assert seconds(LARGE) < SLACK * small * LARGE / SMALL


def test_a_state_is_checked_without_any_sdk(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text(json.dumps(state(large(40))), encoding="utf-8")
    program = (
        "import sys\nfrom hdsstack.cli.app import main\n"
        f"try:\n    main(['check', '--state', {str(path)!r}])\n"
        "except SystemExit:\n    pass\n"
        f"print('LOADED', *[name for name in {SDKS!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "LOADED"
