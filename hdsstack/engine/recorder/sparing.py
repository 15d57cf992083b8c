"""The SDK without what costs most of a recording and shows in none."""

from __future__ import annotations

import contextlib
from typing import Iterator

from pulumi import log

from .annotations import annotations_read_once
from .frames import own_frames
from .outputs import plain_outputs
from .replaced import replaced


@contextlib.contextmanager
def sparing(root: str) -> Iterator[None]:
    """Meanwhile the SDK does less for the same registrations of the program under `root`."""
    # A recorder is no engine that somebody debugs.
    unheard = replaced(log, debug=lambda *_, **__: None)
    with own_frames(root), plain_outputs(), annotations_read_once(), unheard:
        yield
