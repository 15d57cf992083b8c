"""What of a record rests on a value that only stands in for what nobody knows.

A text that stands in stays recognisable as unknown; a number, a flag and a comparison do not. So
the program is run again with other ones: what differs is as unknown as they are.
"""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

from .symbols import SETTING, symbol


def settle(record: Dict[str, Any], other: Dict[str, Any], names: Sequence[str]) -> List[str]:
    """Make unknown each input of `record` that is another in `other`, for want of `names`.

    Returns the resources of `other` alone, which nobody judges, as `name (file:line)`.
    """
    said = ", ".join(names)
    of_look_ups = all("." in name and ":" not in name for name in names)
    unknown = f"${{?{said}}}" if of_look_ups else symbol(SETTING, said)
    found = {one["urn"]: one["inputs"] for one in other["resources"]}
    for one in record["resources"]:
        if one["urn"] in found:
            one["inputs"] = _same(one["inputs"], found[one["urn"]], unknown)
    seen = {one["urn"] for one in record["resources"]}
    return [_named(one) for one in other["resources"] if one["urn"] not in seen]


def _named(resource: Dict[str, Any]) -> str:
    name, at = resource["urn"].rsplit("::", 1)[-1], resource.get("sourcePosition")
    return f"{name} ({at['file']}:{at['line']})" if at else str(name)


def _same(first: Any, second: Any, unknown: str) -> Any:
    if isinstance(first, dict) and isinstance(second, dict):
        return {
            key: _same(first[key], second[key], unknown)
            if key in first and key in second
            else unknown
            for key in sorted({*first, *second})
        }
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        return [_same(one, second[at], unknown) for at, one in enumerate(first)]
    return first if first == second or _symbol(first) else unknown


def _symbol(value: Any) -> bool:
    """Whether a value is unknown already, and as a whole."""
    return isinstance(value, str) and value.startswith("${?") and value.find("}") + 1 == len(value)
