"""Make a real `pulumi` command available to the tests.

A recent enough `pulumi` on PATH is used as it is. Otherwise the command is built from its Go
module, pinned by tests/engine/go.mod and go.sum, with the Go on PATH or, where that is missing or
too old, with Go's own toolchain from a wheel (requirements/engine.txt).
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE_FOLDER = ROOT / "tests" / "engine"
ENGINE = ROOT / ".engine" / "bin" / "pulumi"
STAMP = ROOT / ".engine" / "built-from"
COMMAND_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
# First release whose `policy analyze` reads a state file; the tests need it.
OLDEST_ENGINE = (3, 249, 0)


def version_of(text: str) -> tuple[int, ...]:
    """The first dotted number in a text; empty where there is none."""
    found = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", text)
    return tuple(int(part or 0) for part in found.groups()) if found else ()


def output_of(*command: str | Path) -> str:
    """What a command prints, empty where it cannot run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout


def engine_on_path() -> str | None:
    """A `pulumi` of the machine's own that the tests can use."""
    found = shutil.which("pulumi")
    if found is None:
        return None
    version = version_of(output_of(found, "version"))
    if version >= OLDEST_ENGINE:
        return found
    wanted = ".".join(map(str, OLDEST_ENGINE))
    print(f"engine: {found} is older than {wanted}, building one for the tests")
    return None


def pinned(pattern: str) -> str:
    """What go.mod pins on the line that a pattern with one group finds."""
    found = re.search(pattern, (MODULE_FOLDER / "go.mod").read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        sys.exit(f"engine: tests/engine/go.mod has no line like {pattern}")
    return found[1]


def wanted_version() -> str:
    """The release of Pulumi to build, as `v3.274.1`."""
    return pinned(r"^\s*github\.com/pulumi/pulumi/pkg/v3 (v\S+)")


def oldest_go() -> tuple[int, ...]:
    """The release of Go that Pulumi's module asks for."""
    return version_of(pinned(r"^go (\S+)"))


def fingerprint() -> str:
    """Changes when the pinned module, or this script, changes."""
    parts = (MODULE_FOLDER / "go.mod", MODULE_FOLDER / "go.sum", Path(__file__))
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def go_command() -> Path:
    """Go of the machine where it is recent enough, else the one of a wheel in .venv."""
    found = shutil.which("go")
    if found and version_of(output_of(found, "env", "GOVERSION")) >= oldest_go():
        return Path(found)
    in_venv = Path(sys.executable).parent / "go"
    if version_of(output_of(in_venv, "version")) < oldest_go():
        print("engine: no recent Go on PATH, installing it into .venv")
        install_go()
    return in_venv


def install_go() -> None:
    """Install Go's wheel as requirements/engine.txt pins it."""
    uv = Path(sys.executable).parent / "uv"
    pins = ROOT / "requirements" / "engine.txt"
    options = ("--quiet", "--python", sys.executable, "--require-hashes", "-r", pins)
    subprocess.run([uv, "pip", "install", *options], check=True)


def build(go: Path) -> None:
    """Build the command; its version must be linked in, or the Automation API refuses it."""
    variable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"
    flags = f"-s -w -X {variable}={wanted_version()}"
    environment = {**os.environ, "CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOFLAGS": ""}
    ENGINE.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [go, "build", "-trimpath", "-ldflags", flags, "-o", ENGINE, COMMAND_PACKAGE],
        cwd=MODULE_FOLDER,
        env=environment,
        check=True,
    )


def main() -> int:
    """Leave a usable engine behind, or say why there is none."""
    found = engine_on_path()
    if found:
        print(f"engine: {found} ({output_of(found, 'version').strip()})")
        return 0
    shown = ENGINE.relative_to(ROOT)
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == fingerprint() and ENGINE.is_file():
        print(f"engine: {shown} is up to date ({wanted_version()})")
        return 0
    print(f"engine: building pulumi {wanted_version()} (minutes the first time)", flush=True)
    start = time.monotonic()
    try:
        build(go_command())
    except subprocess.CalledProcessError as error:
        print(
            f"engine: the build failed ({error.cmd[0]}, exit {error.returncode})", file=sys.stderr
        )
        return 1
    STAMP.write_text(fingerprint(), encoding="utf-8")
    print(f"engine: {shown} built in {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
