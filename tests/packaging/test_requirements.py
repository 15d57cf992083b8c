"""The pins are whole: each with hashes, none with an address, all within the ranges."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parents[2]
FILES = sorted((REPOSITORY / "requirements").glob("*.txt"))
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {canonicalize_name(package): version for package, version in PIN.findall(text)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_pin_has_hashes_and_none_an_address(path: Path) -> None:
    entries = re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip())
    assert entries
    for entry in entries:
        assert PIN.match(entry), f"no pin: {entry}"
        assert "--hash=sha256:" in entry, f"no hash: {entry}"
        assert "/" not in entry, f"an address or a path: {entry}"
        assert "index" not in entry.partition("==")[2], f"an index: {entry}"


def test_what_runs_in_tests_is_what_runs_at_users() -> None:
    development = pins("dev")
    differing = {n: v for n, v in pins("runtime").items() if development.get(n) != v}
    assert differing == {}


def test_the_pins_are_within_the_ranges_of_the_package() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = pins("runtime")
    for wanted in map(Requirement, project["dependencies"]):
        assert wanted.specifier.contains(runtime[canonicalize_name(wanted.name)]), str(wanted)


def test_checkov_is_not_among_them() -> None:
    """It needs other versions of the same libraries and has an environment of its own."""
    assert not any("checkov" in pins(path.stem) for path in FILES)
