"""A command that is wrong: exit code 2, the mistake named, no traceback."""

import pytest

from tests.cli.conftest import Run

BAD = [
    (("check", "no-such-hospital"), "no establishment and no folder"),
    (("check", "--format", "pdf"), "wanted one of json, terminal"),
    (("check", "--format", "json", "--format", "terminal"), "two formats for stdout"),
    (("check", "--state", "a", "--preview", "b"), "one of them at a time"),
    (("check", "--config", "noequals"), "KEY=VALUE"),
    (("check", "--all"), "no establishment under stacks/"),
    (("check", "--all", "x"), "one or the other"),
    (("check", "--timeout", "0"), "--timeout"),
    (("chekc",), "chekc"),
    (("controls", "show", "HDS-XXX-999"), "no such control"),
    (("controls", "--select", "HDS-XXX"), "no control starts with"),
    (("catalog", "hospitals"), "known: activities"),
    (("catalog", "regions", "--where", "colour=red"), "no such field"),
    (("catalog", "--provider", "aws"), "a filter needs a KIND"),
    (("new",), "SLUG"),
    (("new", "x-y", "--blueprint", "nope", "--yes"), "no such blueprint"),
    (("new", "x-y", "--provider", "nope", "--yes"), "--provider"),
    (("new", "X_Y", "--yes"), "not a usable name"),
    (("new", "x-y", "--from", "z", "--yes"), "no establishment to copy"),
    (("new", "x-y", "--from", "z", "--provider", "aws"), "--from"),
    (("plan", "no-such-hospital"), "no establishment and no folder"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD, ids=lambda one: " ".join(one)[:40])
@pytest.mark.usefixtures("repository")
def test_a_wrong_command_is_told_and_exits_2(
    hdsstack: Run, arguments: tuple[str, ...], said: str
) -> None:
    done = hdsstack(*arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output
    assert done.stdout == "" or arguments[0] == "check"
