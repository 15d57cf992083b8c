"""Where no engine is, its tests are skipped and counted; where one is required, they fail."""

from pathlib import Path

import pytest

from tests.engine import harness

pytest_plugins = ("pytester",)


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(harness, "find_engine", lambda: None)
    monkeypatch.delenv(harness.REQUIRED, raising=False)
    return monkeypatch


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_a_test_is_skipped_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(pytest.skip.Exception, match="run `make engine`"):
        harness.start_engine(tmp_path)


def test_a_required_engine_that_is_missing_is_a_failure(
    no_engine: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    no_engine.setenv(harness.REQUIRED, "1")
    with pytest.raises(pytest.fail.Exception, match="run `make engine`"):
        harness.start_engine(tmp_path)


def test_the_run_ends_with_the_number_of_tests_that_had_no_engine(
    pytester: pytest.Pytester,
) -> None:
    pytester.makeconftest("from tests.conftest import pytest_terminal_summary")
    pytester.makepyfile(
        """
        import pytest
        from tests.engine.harness import SKIPPED

        def test_one(): pytest.skip(SKIPPED)
        def test_two(): pytest.skip(SKIPPED)
        def test_three(): pytest.skip("something else")
        """
    )
    result = pytester.runpytest_inprocess()
    result.stdout.fnmatch_lines([f"2 tests skipped: {harness.SKIPPED}".replace("[", "[[]")])
