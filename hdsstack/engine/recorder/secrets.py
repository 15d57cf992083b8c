"""Where the value of each secret comes from: configuration, an output, or the program's own
text.
"""

from __future__ import annotations

import os
import re
from typing import Any, Iterable, Iterator, Sequence

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - Pulumi's mark of a secret


_NAMED = re.compile(r"pass|secret|token|credential|key", re.IGNORECASE)
_SHORTEST = 4  # shorter ones are words and numbers that say nothing


def mark_origins(value: Any, configured: Sequence[str]) -> None:
    """Write the origin beside each secret inside `value`.

    `configured` are the values of the secret settings.
    """
    if isinstance(value, list):
        for item in value:
            mark_origins(item, configured)
    elif isinstance(value, dict):
        if value.get(SIGNATURE) == SECRET:
            value["origin"] = origin(value.get("value"), configured)
        for item in value.values():
            mark_origins(item, configured)


def origin(value: Any, configured: Sequence[str]) -> str:
    """`configuration`, `output` or `program`; an empty secret has no text of its own.

    `unknown` where a setting without a value may be encrypted or not: the mark is the SDK's own.
    """
    texts = [text for text in _texts(value) if text]
    if any("${?configuration " in text for text in texts):
        return "unknown"
    if any("${?secret configuration " in text for text in texts):
        return "configuration"
    if any("${" in text for text in texts):
        return "output"
    if not texts or any(known and known in text for text in texts for known in configured):
        return "configuration"
    return "program"


def hidden(text: str, configured: Iterable[str], inputs: Iterable[Any]) -> str:
    """What a program said, without the values that it keeps secret.

    Those of its secret settings, those that it marks secret in `inputs`, and those of environment
    variables that are named like secrets.
    """
    kept = {value for name, value in os.environ.items() if _NAMED.search(name)}
    kept.update(configured, *map(_marked, inputs))
    for value in sorted(kept, key=len, reverse=True):
        if len(value) >= _SHORTEST and "${" not in value:
            text = text.replace(value, "[secret]")
    return text


def _marked(value: Any) -> Iterator[str]:
    """The texts that are marked secret inside a value."""
    if isinstance(value, dict):
        if value.get(SIGNATURE) == SECRET:
            yield from _texts(value.get("value"))
        for item in value.values():
            yield from _marked(item)
    elif isinstance(value, list):
        for item in value:
            yield from _marked(item)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, (int, float)):
        yield f"{value:g}"
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in {SIGNATURE, "origin"}:
                yield from _texts(item)
