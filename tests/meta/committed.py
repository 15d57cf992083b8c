"""The files of the repository, as git knows them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@cache
def committed() -> tuple[str, ...]:
    """Every file that git follows, as paths from the root."""
    told = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return tuple(name for name in told.stdout.split("\0") if name and (ROOT / name).is_file())


@cache
def text_of(name: str) -> str:
    """The text of a file; empty where it holds none."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def sources(under: str) -> tuple[str, ...]:
    """The Python files below a folder."""
    return tuple(name for name in committed() if name.startswith(under) and name.endswith(".py"))
