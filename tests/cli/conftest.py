"""A command line whose environment is known: English, no colours, no variable of the machine's."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hdsstack.cli.app import main

Run = Callable[..., Result]


@pytest.fixture
def hdsstack(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `hdsstack ARGUMENTS...` in this process."""
    for name in list(os.environ):
        if name.startswith(("HDSSTACK_", "PULUMI_", "LC_", "LANG")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("HDSSTACK_LANG", "en")
    # `--lang` sets it for click; so set, it is restored.
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "400")

    def call(*arguments: str | Path, text: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(one) for one in arguments], input=text)

    return call


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which becomes an infrastructure repository with the first `new`."""
    root = tmp_path / "repository"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a Pulumi program: its name and its text."""

    def write(name: str, text: str, files: Mapping[str, str] | None = None) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "Pulumi.yaml").write_text(f"name: {name}\nruntime: python\n", encoding="utf-8")
        (folder / "__main__.py").write_text(text, encoding="utf-8")
        for path, content in (files or {}).items():
            (folder / path).write_text(content, encoding="utf-8")
        return folder

    return write
