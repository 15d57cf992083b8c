"""What the SDK reads from a type annotation, worked out once for each."""

from __future__ import annotations

import contextlib
import functools
from typing import Any, Callable, Iterator

from pulumi import _types

from .replaced import replaced

_READERS = ("unwrap_type", "unwrap_optional_type")


@contextlib.contextmanager
def annotations_read_once() -> Iterator[None]:
    """Meanwhile the SDK asks of each annotation once, and not for each value that it carries."""
    theirs = {name: getattr(_types, name) for name in _READERS if hasattr(_types, name)}
    with replaced(_types, **{name: _once(reader) for name, reader in theirs.items()}):
        yield


@functools.lru_cache(maxsize=8)
def _once(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same reader with a memory, which outlives a run: annotations do not change."""
    remembered = functools.lru_cache(maxsize=10_000)(reader)

    @functools.wraps(reader)
    def read(annotation: Any) -> Any:
        try:
            return remembered(annotation)
        except TypeError:  # `Annotated` with something that has no hash
            return reader(annotation)

    return read
