"""One renderer per file; each turns a Report into text and writes nothing itself.

A format is a module of this package with `render(report, view) -> str`; a new file is a new choice
of `--format`.
"""

import importlib
import pkgutil
from collections.abc import Callable
from typing import cast

from hdsstack.model.report import Report
from hdsstack.report.view import View

Render = Callable[[Report, View], str]


def formats() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(found.name for found in pkgutil.iter_modules(__path__) if _render(found.name))


def renderer(name: str) -> Render | None:
    """The renderer of a format, or None where there is none of that name."""
    known = {found.name for found in pkgutil.iter_modules(__path__)}
    return _render(name) if name in known else None


def _render(name: str) -> Render | None:
    return cast(
        "Render | None", getattr(importlib.import_module(f"{__name__}.{name}"), "render", None)
    )
