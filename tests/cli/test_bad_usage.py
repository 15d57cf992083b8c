"""A command that is wrong: exit code 2, the mistake named, no traceback."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

BAD = [
    (("check", "no-such-hospital"), "no establishment and no folder"),
    (("check", "--format", "pdf"), "wanted one of json, terminal"),
    (("check", "--format", "json", "--format", "terminal"), "two formats for stdout"),
    (("check", "--state", "a", "--preview", "b"), "one of them at a time"),
    (("check", "--format", "json="), "no file after ="),
    (("check", "--select", "HDS-XXX"), "no control starts with HDS-XXX"),
    (("check", "--select", "HDS-LOC", "--select", "HDS-XXX"), "no control starts with HDS-XXX"),
    (("check", "--config", "noequals"), "KEY=VALUE"),
    (("check", "--all"), "no establishment under stacks/"),
    (("check", "--all", "x"), "one or the other"),
    (("check", "--timeout", "0"), "--timeout"),
    (("chekc",), "No such command 'chekc'. Did you mean 'check'?"),
    (("hospital",), "No such command 'hospital'.\n"),
    (("controls", "show", "HDS-XXX-999"), "no such control"),
    (("controls", "--select", "HDS-XXX"), "no control starts with"),
    (("catalog", "hospitals"), "known: activities"),
    (("catalog", "regions", "--where", "colour=red"), "no such field"),
    (("catalog", "--provider", "aws"), "a filter needs a KIND"),
    (("new",), "SLUG"),
    (("new", "x-y", "--blueprint", "nope", "--yes"), "no such blueprint"),
    (("new", "x-y", "--provider", "nope", "--yes"), "--provider"),
    (("new", "x-y", "--set", "bed=3", "--yes"), "write 'beds' if that is what you mean"),
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


FRENCH = [
    (("--help",), "Afficher cette aide"),
    (("chekc",), "Commande inconnue 'chekc'. Vouliez-vous dire 'check' ?"),
    (("controls", "sho"), "Vouliez-vous dire 'show' ?"),
    (("check", "--formt", "json"), "Option inconnue '--formt'."),
    (("check", "--timeout", "0"), "n'est pas dans l'intervalle"),
    (("check", "--timeout", "abc"), "n'est pas un nombre"),
    (("catalog", "--format", "xml"), "'xml' n'est pas un de 'terminal', 'json'"),
    (("check", "--state", "nothing.json"), "aucun fichier ni dossier de ce nom"),
]


@pytest.mark.parametrize(("arguments", "said"), FRENCH, ids=lambda one: " ".join(one)[:40])
@pytest.mark.usefixtures("repository")
def test_click_and_the_system_speak_french_too(
    hdsstack: Run, arguments: tuple[str, ...], said: str
) -> None:
    assert said in hdsstack("--lang", "fr", *arguments).output


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("option", [("--stack", "prod"), ("--entry", "a:b")])
def test_an_establishment_takes_no_option_of_a_program(
    hdsstack: Run, option: tuple[str, str]
) -> None:
    assert hdsstack("new", "x-y", "--yes").exit_code == 0
    done = hdsstack("check", "x-y", *option)
    assert done.exit_code == 2
    assert f"{' '.join(option)} is for a program of a team" in done.output


def test_a_program_takes_no_option_of_an_establishment(hdsstack: Run, tmp_path: Path) -> None:
    done = hdsstack("check", str(tmp_path), "--environment", "prod")
    assert done.exit_code == 2
    assert "--environment prod is for an establishment" in done.output


@pytest.mark.usefixtures("repository")
def test_a_report_that_cannot_be_written_is_named_as_it_was_asked_for(
    hdsstack: Run, tmp_path: Path
) -> None:
    missing = tmp_path / "none" / "report.json"
    assert hdsstack("new", "x-y", "--yes").exit_code == 0
    done = hdsstack("check", "x-y", "--format", f"json={missing}")
    assert done.exit_code == 2
    assert f"{missing}: No such file or directory" in done.output
