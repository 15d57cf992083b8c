"""Stand-ins of kinds that have no single text: files, networks, documents."""

from __future__ import annotations

import base64
import json
import os
import tempfile
from pathlib import Path
from typing import List

from . import kinds


class Filled:
    """Makes them, and removes the files among them."""

    def __init__(self) -> None:
        self._files: List[str] = []

    def text(self, kind: str, symbol: str, rank: int) -> str:
        """The text of a kind, with the symbol in it where it can hold one; else the kind itself.

        `rank` keeps networks apart, which must not overlap.
        """
        if kind == kinds.FILE:
            return self._file(symbol)
        if kind == kinds.NETWORK:
            return f"10.{99 - rank}.0.0/16"
        if kind == kinds.OBJECT:
            each = symbol.replace("}", "[*]}")
            return json.dumps({each: each})
        return base64.b64encode(symbol.encode()).decode() if kind == kinds.BASE64 else kind

    def _file(self, text: str) -> str:
        handle, path = tempfile.mkstemp(prefix="placeholder-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        self._files.append(path)
        return path

    def clean(self) -> None:
        """Remove the files."""
        for file in self._files:
            Path(file).unlink()
