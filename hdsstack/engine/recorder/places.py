"""Which files are the program's own: under its root, and neither a library nor hdsstack itself."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Optional, Union

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


@lru_cache(maxsize=64)
def _home(root: Union[str, Path]) -> str:
    return f"{Path(root).resolve()}{os.sep}"
