"""The command as a whole: help, version, language, and that nothing slow loads for nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import hdsstack as package
from hdsstack.cli.app import main
from tests.cli.conftest import Run

COMMANDS = main.list_commands(None)  # type: ignore[arg-type]  # the context is not looked at


def test_the_commands_of_the_contract_are_there() -> None:
    wanted = {"demo", "new", "check", "plan", "preview", "up", "controls", "catalog", "doctor"}
    assert wanted <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(hdsstack: Run, command: str) -> None:
    done = hdsstack(command, "--help")
    assert done.exit_code == 0
    assert f"Example:\n  hdsstack {command}" in done.output


def test_the_version_is_the_package_s(hdsstack: Run) -> None:
    assert hdsstack("--version").output == f"hdsstack {package.__version__}\n"


def test_the_module_is_the_command_too() -> None:
    command = [sys.executable, "-m", "hdsstack", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"hdsstack {package.__version__}\n"


def test_the_language_is_chosen_by_option_variable_and_locale(tmp_path: Path) -> None:
    def said(*options: str, **env: str) -> str:
        command = [sys.executable, "-m", "hdsstack", *options, "check", "absent"]
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "HDSS"))}
        done = subprocess.run(
            command, cwd=tmp_path, env=clean | env, capture_output=True, text=True, check=False
        )
        return done.stdout

    assert "could not be read" in said()
    french = said("--lang", "fr")
    assert "could not be read" not in french
    assert said(LC_ALL="fr_FR.UTF-8") == french
    assert said(HDSSTACK_LANG="fr", LC_ALL="C") == french
    assert "could not be read" in said("--lang", "en", LC_ALL="fr_FR.UTF-8")


def loaded(*arguments: str) -> set[str]:
    """The modules that a command loads."""
    program = (
        "import sys; from hdsstack.cli.app import main\n"
        "try: main(sys.argv[1:], prog_name='hdsstack')\n"
        "except SystemExit: pass\n"
        "print('\\n' + ' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_version_needs_neither_sdk_nor_models() -> None:
    slow = {"pulumi", "pydantic", "rich", "yaml", "jinja2", "hdsstack.catalog"}
    assert slow & loaded("--version") == set()


def test_a_state_is_checked_without_any_sdk(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    urn = "urn:pulumi:prod::p::aws:s3/bucket:Bucket::b"
    bucket = {"urn": urn, "custom": True, "id": "b", "type": "aws:s3/bucket:Bucket", "inputs": {}}
    held = {"version": 3, "deployment": {"resources": [bucket]}}
    state.write_text(json.dumps(held), encoding="utf-8")
    found = loaded("check", "--state", str(state))
    assert {"pulumi", "pulumi_aws", "pulumi_azure_native", "jinja2"} & found == set()
    assert "hdsstack.audit" in found
