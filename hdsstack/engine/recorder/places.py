"""Which files are the program's own: under its root, and neither a library nor hdsstack itself."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Optional, Tuple, Union

_OURS = f"{Path(__file__).resolve().parents[2]}{os.sep}"
_LIBRARIES = f"{os.sep}site-packages{os.sep}"


@lru_cache(maxsize=4096)
def own_file(file: Optional[str], root: Union[str, Path]) -> Optional[str]:
    """The path of `file` relative to `root` with slashes; None where it is not the program's
    own.
    """
    if not file or file.startswith("<"):  # code without a file, as of `exec` or frozen modules
        return None
    if _LIBRARIES in file:  # nearly all files: nobody asks the disk about them
        return None
    found, home = str(Path(file).resolve()), _home(root)
    if not found.startswith(home) or found.startswith(_OURS) or _LIBRARIES in found:
        return None
    return found[len(home) :].replace(os.sep, "/")


def asking(root: Union[str, Path]) -> Tuple[Optional[str], Optional[int]]:
    """File and line of the program that asks just now."""
    frame: Optional[FrameType] = sys._getframe(1)  # noqa: SLF001 - the documented way
    while frame is not None:
        file = own_file(frame.f_code.co_filename, root)
        if file:
            return file, frame.f_lineno
        frame = frame.f_back
    return None, None


@lru_cache(maxsize=64)
def _home(root: Union[str, Path]) -> str:
    return f"{Path(root).resolve()}{os.sep}"
