"""Which files are the program's own: under its root, and neither a library nor hdsstack itself."""

from __future__ import annotations

import os

_OURS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__)))) + os.sep


def own_file(file, root):
    """The path of `file` relative to `root` with slashes; None where it is not the program's own."""
    if not file:
        return None
    found = os.path.realpath(file)
    home = os.path.realpath(root) + os.sep
    if not found.startswith(home) or found.startswith(_OURS) or "site-packages" in found:
        return None
    return found[len(home) :].replace(os.sep, "/")
