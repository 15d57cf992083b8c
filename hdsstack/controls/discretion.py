"""What no message may show: the values that a stack marks secret, whatever property holds them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from hdsstack.model.graph import ResourceGraph
from hdsstack.model.message import Message
from hdsstack.model.values import Found, Secret, plain

SHOWN = "[secret]"
# Shorter ones are words and numbers that say nothing.
_SHORTEST = 4

Hide = Callable[[Message], Message]


def discretion(graph: ResourceGraph) -> Hide | None:
    """A function that takes the secret texts of a graph out of a message; None without any."""
    texts = {text for one in graph.resources for text in _marked(dict(one.inputs))}
    kept = sorted(
        (text for text in texts if len(text) >= _SHORTEST), key=lambda one: (-len(one), one)
    )
    if not kept:
        return None
    pattern = re.compile("|".join(map(re.escape, kept)), re.IGNORECASE)

    @lru_cache(maxsize=8192)
    def shown(text: str) -> str:
        return pattern.sub(SHOWN, text)

    def hide(message: Message) -> Message:
        values = tuple((name, _hidden(value)) for name, value in message.values)
        return message if values == message.values else replace(message, values=values)

    def _hidden(value: str | float | Message) -> str | float | Message:
        if isinstance(value, Message):
            return hide(value)
        return shown(value) if isinstance(value, str) else value

    return hide


def _marked(value: Found) -> Iterator[str]:
    """The texts inside what is marked secret."""
    match value:
        case Secret():
            yield from _texts(plain(value))
        case list():
            for item in value:
                yield from _marked(item)
        case dict():
            for item in value.values():
                yield from _marked(item)
        case _:
            return


def _texts(value: Found) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _texts(item)
        case dict():
            for item in value.values():
                yield from _texts(item)
        case _:
            return
