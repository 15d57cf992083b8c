"""Where the value of each secret comes from: configuration, an output, or the program's own
text.
"""

from __future__ import annotations

from typing import Any, Iterator, Sequence

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - Pulumi's mark of a secret


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
    """`configuration`, `output` or `program`; an empty secret has no text of its own."""
    texts = [text for text in _texts(value) if text]
    if any("${" in text for text in texts):
        return "output"
    if not texts or any(known and known in text for text in texts for known in configured):
        return "configuration"
    return "program"


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
