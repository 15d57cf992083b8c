"""The files that an infrastructure repository needs once, whatever its establishments."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from hdsstack.model.establishment.schema import text as schema_text

_SCHEMA = PurePosixPath("hdsstack/model/establishment.schema.json")
_SCHEMA_OF_A_GROUP = PurePosixPath("stacks/establishment.schema.json")

_PROJECT = """\
name: hdsstack
description: Health data hosting stacks, one Pulumi stack per establishment and environment
main: stacks
stackConfigDir: stacks
runtime:
  name: python
  options:
    toolchain: pip
    virtualenv: .venv
"""

_MAIN = '''\
"""Runs the establishment named by the stack's configuration, once its controls hold."""

from pathlib import Path

from hdsstack.guard import run_establishment

run_establishment(Path(__file__).parent)
'''


def repository_files(root: Path) -> Mapping[PurePosixPath, str]:
    """What `root` still lacks: Pulumi's project, its entry, the manifest's schema for editors."""
    wanted = {PurePosixPath("Pulumi.yaml"): _PROJECT, PurePosixPath("stacks/__main__.py"): _MAIN}
    if not (root / _SCHEMA).exists():
        wanted[_SCHEMA_OF_A_GROUP] = schema_text()
    return {path: text for path, text in wanted.items() if not (root / path).exists()}


def schema_seen_from_manifest(root: Path) -> str:
    """The schema's path relative to an establishment's folder, for the editor's comment."""
    found = _SCHEMA if (root / _SCHEMA).exists() else _SCHEMA_OF_A_GROUP
    return f"../../{found}" if found == _SCHEMA else "../establishment.schema.json"
