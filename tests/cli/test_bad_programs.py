"""A program that is wrong: exit code 2 or 3, a sentence that says what to do, no traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

BAD = {
    "raises": ('raise ValueError("boom")', "boom"),
    "exits": ("import sys; sys.exit(0)", "sys.exit(0)"),
    "leaves": ("import os; os._exit(0)", "ended by itself"),
    "killed": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
    "lacks": ("import not_a_package", "not_a_package"),
    "broken": ("def (", "invalid syntax"),
    "endless": ("def f(): f()\nf()", "calls itself without end"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_program_that_does_not_end_well_is_an_error(
    hdsstack: Run, program: Callable[[str, str], Path], name: str
) -> None:
    text, said = BAD[name]
    done = hdsstack("check", program(name, text))
    assert done.exit_code == 2
    assert said in done.output
    assert "no resource registered yet" in done.output
    assert "Traceback" not in done.output


FRENCH = {
    "exits": "le programme a appelé sys.exit(0)",
    "lacks": "a besoin du paquet 'not_a_package'",
    "broken": "il a tourné avec Python 3.",
    "endless": "s'appelle lui-même sans fin",
}


@pytest.mark.parametrize("name", FRENCH)
def test_the_end_of_a_program_is_told_in_french(
    hdsstack: Run, program: Callable[[str, str], Path], name: str
) -> None:
    done = hdsstack("--lang", "fr", "check", program(name, BAD[name][0]))
    assert FRENCH[name] in done.output
    assert "aucune ressource encore enregistrée" in done.output


def test_a_program_that_hangs_is_ended_and_told(
    hdsstack: Run, program: Callable[[str, str], Path]
) -> None:
    done = hdsstack("check", program("hangs", "import time; time.sleep(10**6)"), "--timeout", "0.5")
    assert done.exit_code == 2
    assert "still running after 0.5 s" in done.output
    assert "--timeout" in done.output


@pytest.mark.parametrize("text", ["", 'print("x" * 10**6)'])
def test_a_program_without_resources_is_never_green(
    hdsstack: Run, program: Callable[[str, str], Path], text: str
) -> None:
    done = hdsstack("check", program("empty", text))
    assert done.exit_code == 3
    assert "nothing was checked" in done.stderr
    assert "xxxx" not in done.output


def test_two_stack_files_ask_for_a_choice(hdsstack: Run, program: Callable[..., Path]) -> None:
    files = {"Pulumi.dev.yaml": "config: {}", "Pulumi.prod.yaml": "config: {}"}
    folder = program("two", "", files)
    done = hdsstack("check", folder)
    assert done.exit_code == 2
    assert "dev, prod" in done.output
    assert "--stack" in done.output
    assert hdsstack("check", folder, "--stack", "prod").exit_code == 3


def test_a_missing_stack_file_and_environment_are_told_on_stderr(
    hdsstack: Run, program: Callable[[str, str], Path]
) -> None:
    done = hdsstack("check", program("bare", ""), "--format", "json")
    assert "stack dev" in done.stderr
    assert "hdsstack's Python" in done.stderr
    assert done.stdout.startswith("{")


def test_one_bad_target_does_not_hide_the_others(
    hdsstack: Run, program: Callable[[str, str], Path]
) -> None:
    bad, empty = program("bad", "raise ValueError('boom')"), program("empty", "")
    done = hdsstack("check", bad, empty)
    assert done.exit_code == 2
    assert "boom" in done.output
    assert "empty dev: no resource was found" in done.stderr


def test_a_program_that_fails_is_told_with_the_stack_that_it_was_read_as(
    hdsstack: Run, program: Callable[[str, str], Path]
) -> None:
    folder = program("staged", "raise ValueError('boom')")
    (folder / "Pulumi.prod.yaml").write_text("config: {}\n", encoding="utf-8")
    assert "staged prod: could not be read" in hdsstack("check", folder).output
