"""Parts of the SDK that have no setting, replaced while a program runs."""

from __future__ import annotations

import contextlib
from typing import Any, Iterator


@contextlib.contextmanager
def replaced(owner: object, **parts: Any) -> Iterator[None]:
    """Meanwhile `owner` (a module or a class of the SDK) has these parts instead of its own."""
    theirs = {name: getattr(owner, name) for name in parts}
    _set(owner, parts)
    try:
        yield
    finally:
        _set(owner, theirs)


def _set(owner: object, parts: Any) -> None:
    for name, part in parts.items():
        setattr(owner, name, part)
