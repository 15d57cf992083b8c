"""Source lines with SDKs that send no stack: they name a line of their own generated classes."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any, Optional

from pulumi.runtime import resource
from pulumi.runtime.proto import resource_pb2, source_pb2

from .places import own_file


def install(root: str) -> None:
    """Let registrations tell the innermost line of the program's own files under `root`."""
    if "stackTrace" in resource_pb2.RegisterResourceRequest.DESCRIPTOR.fields_by_name:
        return

    def position(*_: Any, **__: Any) -> Any:
        frame: Optional[FrameType] = sys._getframe(1)  # noqa: SLF001 - the documented way to walk a stack cheaply
        while frame is not None:
            if own_file(frame.f_code.co_filename, root):
                uri = Path(frame.f_code.co_filename).resolve().as_uri()
                return source_pb2.SourcePosition(uri=uri, line=frame.f_lineno)
            frame = frame.f_back
        return None

    if hasattr(resource, "_get_source_position"):
        resource._get_source_position = position  # noqa: SLF001 - what older SDKs call
