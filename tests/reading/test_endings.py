"""What is said of a program that did not come to its end names what to do about it."""

from pathlib import Path

import pytest

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
