"""Laying a dotted key over a manifest's values."""

import re
from itertools import pairwise

from hdsstack.locale import _
from hdsstack.scaffold.error import ScaffoldError

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def overlaid(values: dict[str, object], key: str, value: object) -> None:
    """Set `workloads[0].rpo_minutes` or `hosting.region`; what is missing is made, at a list's end.

    Raises:
        ScaffoldError: The key names an item of a list that is not there.

    """
    steps: list[str | int] = [int(rank) if rank else name for name, rank in _STEP.findall(key)]
    here: object = values
    for step, following in pairwise(steps):
        here = _inside(here, step, following, key)
    _put(here, steps[-1], value, key)


def _inside(here: object, step: str | int, following: str | int, key: str) -> object:
    fresh: list[object] | dict[str, object] = [] if isinstance(following, int) else {}
    match here, step:
        case dict(), str():
            if here.get(step) is None:
                here[step] = fresh
            return here[step]
        case list(), int() if step < len(here):
            return here[step]
        case list(), int() if step == len(here):
            here.append(fresh)
            return fresh
    raise _nowhere(key)


def _put(here: object, step: str | int, value: object, key: str) -> None:
    match here, step:
        case dict(), str():
            here[step] = value
        case list(), int() if step < len(here):
            here[step] = value
        case list(), int() if step == len(here):
            here.append(value)
        case _:
            raise _nowhere(key)


def _nowhere(key: str) -> ScaffoldError:
    return ScaffoldError(
        _("the manifest has no such place"),
        where=key,
        seen=_("a key that leads nowhere"),
        wanted=_("a dotted key, like hosting.region or workloads[0].rpo_minutes"),
        next_step=_("correct the key"),
    )
