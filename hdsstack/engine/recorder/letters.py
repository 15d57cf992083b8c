"""Symbols of outputs that a program has put into other letters, as `id.lower()` does."""

from __future__ import annotations

import re
from typing import Any, Dict, Iterable

__all__ = ["Letters"]

_SYMBOL = re.compile(r"\$\{(urn:pulumi:[^#]+?)#([^}]*)\}", re.IGNORECASE)


class Letters:
    """The URNs of a program, by their text without case."""

    def __init__(self, urns: Iterable[str]) -> None:
        self._known: Dict[str, str] = {}
        for urn in urns:
            folded = urn.casefold()
            # Of two that differ in their case alone nobody knows which was meant.
            self._known[folded] = "" if folded in self._known else urn

    def restored(self, value: Any) -> Any:
        """A recorded value whose symbols name their resources as these are called."""
        if isinstance(value, dict):
            return {key: self.restored(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.restored(item) for item in value]
        return _SYMBOL.sub(self._symbol, value) if isinstance(value, str) else value

    def _symbol(self, found: re.Match[str]) -> str:
        urn, prop = found.groups()
        known = self._known.get(urn.casefold())
        if not known or known == urn:
            return found.group(0)
        return f"${{{known}#{prop.lower() if prop.isupper() else prop}}}"
