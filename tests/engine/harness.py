"""The real `pulumi` command in tests: stand-in plugins on PATH, state in a folder, no network."""

import functools
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
BUILT_ENGINE = REPOSITORY / ".engine" / "bin" / "pulumi"
STANDINS = REPOSITORY / ".engine" / "standins"
SKIPPED = "no real engine: no pulumi command on PATH and none built; run `make engine`"
REQUIRED = "HDSSTACK_REQUIRE_ENGINE"
PROVIDERS = ("aws", "azure-native", "openstack", "random", "tls")
PLUGINS = {"pulumi-language-python": "from tests.engine.standins.language import main; main()"} | {
    f"pulumi-resource-{name}": f"from tests.engine.standins.provider import main; main({name!r})"
    for name in PROVIDERS
}
# Copied with the project: what the root's Pulumi.yaml refers to.
PROJECT_PARTS = ("Pulumi.yaml", "stacks", "policies")


@dataclass(frozen=True, slots=True)
class EngineRun:
    """One backend, empty at first; every command sees it and nothing of the machine's own Pulumi.

    Paths: `cwd` is a folder with a Pulumi.yaml. A command that fails raises AssertionError with its
    output, unless `check=False`.
    """

    command: Path
    home: Path

    def environment(self) -> dict[str, str]:
        """The variables of every command."""
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("PULUMI_", "AWS_", "ARM_"))
        }
        path = os.pathsep.join(map(str, (STANDINS, self.command.parent, kept.get("PATH", ""))))
        return kept | {
            "PATH": path,
            "PULUMI_BACKEND_URL": f"file://{self.home / 'backend'}",
            "PULUMI_CONFIG_PASSPHRASE": "stand-in",
            "PULUMI_HOME": str(self.home / "pulumi"),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "NO_COLOR": "1",
        }

    def run(
        self,
        *arguments: str,
        cwd: Path,
        check: bool = True,
        env: Mapping[str, str] | None = None,
        timeout: float = 600,
    ) -> subprocess.CompletedProcess[str]:
        """Run `pulumi` with arguments, no terminal and no questions; `timeout` in seconds."""
        done = subprocess.run(
            [self.command, "--non-interactive", *arguments],
            cwd=cwd,
            env=self.environment() | dict(env or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        if check and done.returncode:
            shown = " ".join(arguments)
            pytest.fail(f"pulumi {shown}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done

    def stack_init(self, stack: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Create a stack; writes an `encryptionsalt` into its file, so `cwd` must be a copy."""
        return self.run("stack", "init", stack, cwd=cwd)

    def preview(
        self, stack: str, cwd: Path, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """`pulumi preview` of a stack."""
        return self.run("preview", "--stack", stack, *arguments, cwd=cwd, check=check)

    def up(
        self, stack: str, cwd: Path, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """`pulumi up` of a stack, its preview included."""
        return self.run("up", "--yes", "--stack", stack, *arguments, cwd=cwd, check=check)

    def preview_expect_no_changes(self, stack: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """A preview that fails when anything would change."""
        return self.preview(stack, cwd, "--expect-no-changes", "--diff")

    def export(self, stack: str, cwd: Path) -> dict[str, Any]:
        """The state, as `pulumi stack export` gives it."""
        done = self.run("stack", "export", "--stack", stack, cwd=cwd)
        state: dict[str, Any] = json.loads(done.stdout)
        return state

    def registered(self, stack: str, cwd: Path) -> list[str]:
        """URNs in the state, without the stack itself and without providers."""
        found = self.export(stack, cwd)["deployment"].get("resources", [])
        own = ("pulumi:pulumi:Stack", "pulumi:providers:")
        return [one["urn"] for one in found if not one["type"].startswith(own)]


def find_engine() -> Path | None:
    """The machine's own `pulumi`, else the one that `make engine` built."""
    if BUILT_ENGINE.is_file():
        return BUILT_ENGINE
    on_path = shutil.which("pulumi")
    return Path(on_path) if on_path else None


@functools.cache
def write_standins(folder: Path = STANDINS) -> Path:
    """Write the plugin commands, which run the stand-ins with the interpreter of the tests."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, statement in PLUGINS.items():
        path = f"import sys; sys.path.insert(0, {str(REPOSITORY)!r})"
        text = f"#!{sys.executable}\n{path}\n{statement}\n"
        # Renamed into place: another test process may be starting the same plugin.
        fresh = folder / f".{name}.{os.getpid()}"
        fresh.write_text(text, encoding="utf-8")
        fresh.chmod(fresh.stat().st_mode | stat.S_IXUSR)
        fresh.replace(folder / name)
    return folder


def start_engine(home: Path) -> EngineRun:
    """An engine with an empty backend under `home`; skips the test where there is none."""
    command = find_engine()
    if command is None:
        if os.environ.get(REQUIRED):
            pytest.fail(SKIPPED)
        pytest.skip(SKIPPED)
    write_standins()
    (home / "backend").mkdir(parents=True)
    return EngineRun(command, home)


def copy_project(destination: Path) -> Path:
    """A copy of this repository's Pulumi project, to run plain and from its root."""
    destination.mkdir(parents=True, exist_ok=True)
    caches = shutil.ignore_patterns("__pycache__")
    for part in PROJECT_PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            shutil.copytree(source, destination / part, ignore=caches)
        elif source.is_file():
            shutil.copy(source, destination / part)
    (destination / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
    return destination
