"""Every command block of the documents runs, and prints what it shows."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import REPOSITORY, Command, commands, missing, refreshed, run
from tests.engine.harness import REQUIRED, SKIPPED, find_engine, start_engine

UPDATE = "HDSSTACK_UPDATE_DOCS"
HINT = f"this line is not printed; where only numbers differ, {UPDATE}=1 writes them again"
DOCUMENTS = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "blueprints/*/*.md", "policies/**/*.md")
    for path in REPOSITORY.glob(pattern)
)


def environment(document: str, tmp_path: Path) -> dict[str, str]:
    """A French document is read by people whose locale is French; an engine where there is one."""
    env = {"HDSSTACK_LANG": "fr"} if document.endswith(".fr.md") else {}
    if find_engine() is None:
        return env
    found = start_engine(tmp_path / "engine").environment()
    kept = {k: v for k, v in found.items() if k.startswith("PULUMI_") or k == "PATH"}
    kept["PATH"] = f"{Path(sys.executable).parent}:{kept['PATH']}"
    return env | kept


def rewrite(document: Path, lines: dict[str, str]) -> None:
    """Put what is printed in the place of what is shown."""
    text = document.read_text(encoding="utf-8")
    for shown, printed in lines.items():
        text = text.replace(f"\n{shown}\n", f"\n{printed}\n")
    document.write_text(text, encoding="utf-8")


def of_the_engine(command: Command) -> bool:
    return command.text.startswith("pulumi ")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_print_what_the_document_shows(document: str, tmp_path: Path) -> None:
    env = environment(document, tmp_path)
    home = tmp_path / "hospitals"
    home.mkdir()
    (home / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    left_out = []
    for command in commands(REPOSITORY / document):
        if of_the_engine(command) and find_engine() is None:
            left_out.append(command)
            continue
        printed = run(command.text, home, env)
        if os.environ.get(UPDATE):
            rewrite(REPOSITORY / document, refreshed(command.shown, printed))
            continue
        wrong = missing(command.shown, printed)
        assert wrong is None, f"{document}:{command.line}: {wrong}\n{HINT}\n\n{printed}"
    if left_out:
        assert not os.environ.get(REQUIRED), SKIPPED
        pytest.skip(SKIPPED)


def test_both_readmes_have_the_same_commands() -> None:
    def typed(name: str) -> list[str]:
        return [one.text for one in commands(REPOSITORY / name)]

    assert typed("README.md") == typed("README.fr.md")
    assert {"make demo", "make test"} <= set(typed("README.md"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    path = REPOSITORY / document
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), link
