"""What is said of a program that did not come to its end names what to do about it."""

from pathlib import Path

import pytest

from hdsstack.engine.errors import TargetError
from hdsstack.engine.program import record_apart
from hdsstack.engine.project import open_project
from tests.reading.test_programs import failure, project


@pytest.mark.parametrize(
    ("program", "wanted"),
    [
        ("open('keys/id.pub')", "the program reads the file 'keys/id.pub', which is not there"),
        (
            "import pathlib; (pathlib.Path(__file__).parent / 'id.pub').read_text()",
            "the program reads the file 'id.pub', which is not there",
        ),
        (
            "import subprocess; subprocess.run(['no-such-command', 'x'])",
            "the program runs the command 'no-such-command', which is not there",
        ),
    ],
)
def test_what_is_not_there_is_named_with_what_to_do(
    tmp_path: Path, program: str, wanted: str
) -> None:
    said = failure(project(tmp_path / "p", program)).message
    assert f"{wanted}; next: " in said
    assert "--preview" in said


def test_an_option_that_a_package_does_not_have_blames_the_environment(tmp_path: Path) -> None:
    program = "import pulumi\npulumi.ResourceOptions(no_such_option=True)\n"
    assert "virtualenv" in failure(project(tmp_path / "p", program)).message


def test_a_call_that_nobody_answers_is_told_as_such(tmp_path: Path) -> None:
    program = "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')\n"
    error = failure(project(tmp_path / "p", program))
    assert "the program called over the network and had no answer (URLError: " in error.message
    assert "--preview" in error.message
    assert error.line == 2


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ("prog", "--entry prog names no callable; next: "),
        ("progs:stack", "--entry names the module progs, which is not there; next: "),
        ("prog:stak", "--entry names stak, which the module prog does not have; next: "),
    ],
)
def test_an_inline_program_that_is_not_there_is_named(
    tmp_path: Path, entry: str, wanted: str
) -> None:
    folder = project(tmp_path / "p", "")
    (folder / "prog.py").write_text("def stack() -> None: ...\n", encoding="utf-8")
    with pytest.raises(TargetError) as raised:
        record_apart(open_project(folder, None, {}), timeout=60, entry=entry)
    assert wanted in raised.value.message
