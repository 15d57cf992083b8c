"""Putting files in place, all of them or none; nothing that exists is ever written over."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from hdsstack.locale import _
from hdsstack.scaffold.error import ScaffoldError


def write_all(root: Path, files: Mapping[PurePosixPath, str]) -> list[Path]:
    """Write files under `root` and return their paths, in order.

    Everything is first written beside, then moved: a failure leaves the folder as it was.

    Raises:
        ScaffoldError: A file exists already, or the folder cannot be written.

    """
    refuse_existing(root, files)
    try:
        return _put(root, files)
    except OSError as error:
        raise ScaffoldError(
            _("the folder cannot be written ({reason})").format(
                reason=_(error.strerror or str(error))
            ),
            where=str(error.filename or root),
            seen=_("no right to write, or no room"),
            wanted=_("a folder that you may write to"),
            next_step=_("change its rights, or choose another folder; nothing was written"),
        ) from error


def refuse_existing(root: Path, files: Mapping[PurePosixPath, str]) -> None:
    """Raise ScaffoldError when one of `files` is there already."""
    for path in files:
        if (root / path).exists() or (root / path).is_symlink():
            raise ScaffoldError(
                _("it exists already, and is never written over"),
                where=str(path),
                seen=_("a folder") if (root / path).is_dir() else _("a file"),
                wanted=_("nothing of that name"),
                next_step=_("choose another slug, or move it away first"),
            )


def _put(root: Path, files: Mapping[PurePosixPath, str]) -> list[Path]:
    missing = [folder for folder in (root, *root.parents) if not folder.exists()]
    root.mkdir(parents=True, exist_ok=True)
    placed: list[Path] = []
    made: list[Path] = list(reversed(missing))
    try:
        with tempfile.TemporaryDirectory(prefix=".hdsstack-", dir=root) as beside:
            for path, text in files.items():
                source = Path(beside) / path
                source.parent.mkdir(parents=True, exist_ok=True)
                source.write_text(text, encoding="utf-8")
            for path in files:
                made += _folders(root, path)
                (Path(beside) / path).rename(root / path)
                placed.append(root / path)
    except BaseException:
        for written in reversed(placed):
            written.unlink(missing_ok=True)
        for folder in reversed(made):
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return placed


def _folders(root: Path, path: PurePosixPath) -> list[Path]:
    """Make the folders of a file; returns those that were not there."""
    made: list[Path] = []
    for parent in reversed(path.parents[:-1]):
        folder = root / parent
        if not folder.exists():
            folder.mkdir()
            made.append(folder)
    return made
