"""What the files beside a program declare: the manifest, and where state and secrets go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hdsstack.engine.errors import TargetError
from hdsstack.engine.project import open_project
from hdsstack.model.settings import StackSettings

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment


def manifest_at(path: Path, shown: str) -> Establishment:
    """The manifest at `path`, which messages call `shown`.

    Raises:
        TargetError: With every mistake of the file.

    """
    from hdsstack.model.problem import ManifestError
    from hdsstack.planning.manifest_check import load

    try:
        return load(path, shown).establishment
    except ManifestError as error:
        line = error.problems[0].line if error.problems else None
        raise TargetError(str(error), file=shown, line=line) from error


def load_manifest(folder: Path) -> Establishment:
    """The manifest of an establishment's folder.

    Raises:
        TargetError: With every mistake of the file.

    """
    path = folder / "establishment.yaml"
    return manifest_at(path, f"stacks/{folder.resolve().name}/{path.name}")


def settings_of(root: Path, stack: str) -> StackSettings:
    """What the project's and the stack's files say; nothing where there is no such project."""
    try:
        return open_project(root, stack, {}).settings
    except TargetError:
        return StackSettings()
