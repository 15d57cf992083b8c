"""The outputs of resources, made of one future each where the SDK makes four and a task.

An SDK class declares dozens of outputs, most of which no program reads; making them was a third of
a recording. What an output means stays the SDK's own.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import inspect
from typing import Any, Callable, Dict, Iterator, Optional

from pulumi import output
from pulumi.runtime import rpc, settings

from .replaced import replaced

_ARGUMENTS = ["res", "props", "custom"]
# Nearly all outputs are texts, numbers or nothing: these alone can hold something unknown.
_MAY_HOLD = (dict, list, output.Unknown)


@contextlib.contextmanager
def plain_outputs() -> Iterator[None]:
    """Meanwhile the SDK's resources get such outputs, where it is an SDK that this knows."""
    if not _known():
        yield
        return
    looked = rpc.contains_unknowns
    ours = {
        "transfer_properties": _transfer,
        "contains_unknowns": lambda value: isinstance(value, _MAY_HOLD) and looked(value),
    }
    with replaced(rpc, **ours), replaced(output.Output, _track=_track):
        yield


def _known() -> bool:
    """Whether this SDK holds an output's state in one future, and makes outputs here."""
    return (
        hasattr(output, "_OutputData")
        and hasattr(output.Output, "_from_data")
        and hasattr(output.Output, "_track")
        and list(inspect.signature(rpc.transfer_properties).parameters) == _ARGUMENTS
    )


def _track(told: Any) -> None:
    """Note an output whose end the run waits for; the run itself forgets it then."""
    settings.SETTINGS.outputs.add(told._data)


def _transfer(res: Any, props: Any, custom: Any) -> Dict[str, Callable[..., None]]:
    """Make the outputs of a resource, and for each the function that will say its value."""
    resolvers: Dict[str, Callable[..., None]] = {}
    loop, noted = asyncio.get_event_loop(), settings.SETTINGS.outputs
    for name in props:
        if name == "urn" or (name == "id" and custom):  # the SDK makes these elsewhere
            continue
        held = loop.create_future()
        noted.add(held)
        resolvers[name] = functools.partial(_resolve, res, held)
        res.__dict__[name] = made = object.__new__(output.Output)
        made._data = held
    return resolvers


def _resolve(
    res: Any,
    held: asyncio.Future[Any],
    value: Any,
    is_known: Any,
    is_secret: Any,
    deps: Any,
    failed: Optional[Exception],
) -> None:
    if failed is not None:
        held.set_exception(failed)
        return
    data = output._OutputData({res, *(deps or ())}, value, is_known, is_secret)
    held.set_result(data)
