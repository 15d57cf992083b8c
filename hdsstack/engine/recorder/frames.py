"""The program's own lines in the call stack of a registration."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from types import FrameType
from typing import Any, Iterator, Optional

from pulumi.runtime import resource
from pulumi.runtime.proto import source_pb2

from .places import own_file
from .replaced import replaced

# `Resource`, then `CustomResource` or `ComponentResource`, then the class itself.
_CONSTRUCTORS = 3


@contextlib.contextmanager
def own_frames(root: str) -> Iterator[None]:
    """Meanwhile the SDK tells the innermost frame of the program under `root`.

    Its own way reads the text of every frame, a tenth of a recording, and only this one is told.
    """
    if not hasattr(resource, "_get_stack_trace"):  # older SDKs tell one position and no stack
        yield
        return
    with replaced(resource, _get_stack_trace=lambda: _trace(root)):
        yield


def _trace(root: str) -> Any:
    """The innermost frame of the program, outside the constructors of the resource."""
    told = source_pb2.StackTrace()
    constructors = 0
    frame: Optional[FrameType] = sys._getframe(2)  # noqa: SLF001 - the interpreter's own way to read a stack cheaply
    while frame is not None:
        name = frame.f_code.co_filename
        if constructors < _CONSTRUCTORS:
            constructors += frame.f_code.co_name == "__init__"
        elif own_file(name, root):
            uri = Path(name).absolute().as_uri()
            place = source_pb2.SourcePosition(uri=uri, line=frame.f_lineno)
            told.frames.append(source_pb2.StackFrame(pc=place))
            break
        frame = frame.f_back
    return told
