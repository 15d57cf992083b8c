"""What all tests share: the engine, and the number of tests left out for want of it."""

from pathlib import Path

import pytest

from tests.engine.harness import SKIPPED, EngineRun, start_engine


@pytest.fixture
def engine(tmp_path: Path) -> EngineRun:
    """A real engine with stand-in plugins and an empty backend."""
    return start_engine(tmp_path / "engine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever uses the engine, so that `-m "not engine"` leaves it out."""
    for item in items:
        if "engine" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.engine)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count the tests that no engine could run."""
    skipped = terminalreporter.getreports("skipped")
    count = sum(SKIPPED in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.write_line(f"{count} tests skipped: {SKIPPED}", yellow=True)
