"""What kind of value a program wants where it was given a stand-in: told by how it failed."""

from __future__ import annotations

import datetime as dt
import enum
import linecache
import os
import re
import traceback
from types import FrameType
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

from .failures import chain
from .symbols import names_in

FILE, NETWORK, OBJECT, BASE64 = "<file>", "<network>", "<object>", "<base64>"
_PEM = "-----BEGIN RSA PRIVATE KEY-----\n{}\n-----END RSA PRIVATE KEY-----\n"
# How an error reads -> what the operation would have accepted, the likeliest first. `{}` is the
# symbol itself, which the value holds wherever it can: then it stays unknown.
_ACCEPTED: Tuple[Tuple[str, Tuple[str, ...]], ...] = (
    (r"invalid literal for int|could not convert string to float|ConversionSyntax", ("3",)),
    (r"IPv4|IPv6|ip_network|address|cidr|netmask|host bits", (NETWORK, "10.98.0.10")),
    (r"No such file|Not a directory|does not exist|not exist", (".", FILE)),
    (r"Is a directory", (FILE,)),
    (r"invalid truth value|not a boolean", ("false",)),
    (r"UUID", ("00000000-0000-0000-0000-000000000000",)),
    (r"base64|[Ii]ncorrect padding", (BASE64,)),
    (r"JSONDecodeError|Expecting value", (OBJECT, "[]")),
    (r"isoformat", ("2030-01-01",)),
    (r"type bytes|PEM|BEGIN|[Pp]rivate key|key data", (_PEM, "ssh-rsa {}")),
    (r"\bTLD\b|domain|host ?name", ("hospital.example",)),
    (r"invalid URL|No scheme|unknown url type", ("https://hospital.example/",)),
)
_DATE = re.compile(r"time data .* does not match format '(.*)'$")
_SHARED = re.compile(r"\w+")


def suspects(error: BaseException, given: Dict[str, str]) -> List[str]:
    """The settings that the failed operation had before it, the likeliest first."""
    found: List[str] = []
    for one in chain(error):
        told = sorted(names_in(f"{one} {getattr(one, 'obj', '')}", given))
        frames = list(traceback.walk_tb(one.__traceback__))
        for frame, line in reversed(frames):
            told += sorted(_held(frame, line, given))
        found += [name for name in told if name not in found]
    return found


def _held(frame: FrameType, line: int, given: Dict[str, str]) -> Set[str]:
    """The settings in the variables of a frame: of a module, those that its line names."""
    held = frame.f_locals
    if frame.f_locals is frame.f_globals:
        text = linecache.getline(frame.f_code.co_filename, line)
        held = {name: held[name] for name in _SHARED.findall(text) if name in held}
    return {name for one in held.values() for text in _texts(one) for name in names_in(text, given)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, (str, bytes)):
        yield value.decode("latin-1") if isinstance(value, bytes) else value
    elif type(value) in {list, tuple}:
        yield from (one for one in value if isinstance(one, str))
    elif isinstance(value, dict):
        yield from (one for one in value.values() if isinstance(one, str))


def accepted(error: BaseException, symbol: str) -> Iterator[str]:
    """Values for one setting under which the operation may succeed; some by name (`FILE`...)."""
    for one in chain(error):
        text = f"{type(one).__name__}: {one}"
        for sign, values in _ACCEPTED:
            if re.search(sign, text):
                yield from (value.format(symbol) for value in values)
        yield from _choices(one)
        yield from _dates(text)


def _dates(text: str) -> Iterator[str]:
    match = _DATE.search(text)
    if match:
        yield dt.datetime(2030, 1, 1).strftime(match.group(1))  # noqa: DTZ001 - a text's form


def _choices(error: BaseException) -> Iterator[str]:
    """The members of an enumeration or the keys of a table that the value was looked up in."""
    frames = [frame for frame, _line in traceback.walk_tb(error.__traceback__)]
    if not frames:
        return
    if isinstance(error, ValueError) and "is not a valid" in str(error):
        for frame in reversed(frames):
            kind = frame.f_locals.get("cls")
            if isinstance(kind, type) and issubclass(kind, enum.Enum):
                yield from [str(one.value) for one in kind][:1]
                return
    if isinstance(error, KeyError):
        last = frames[-1]
        known = {**last.f_globals, **last.f_locals}
        tables = [
            known[name] for name in last.f_code.co_names + last.f_code.co_varnames if name in known
        ]
        for table in tables:
            if type(table) is dict and table:
                yield from [key for key in table if isinstance(key, str)][:1]


def variable(error: BaseException) -> Optional[str]:
    """The environment variable that a program asked for and that is not set."""
    for one in chain(error):
        frames = [frame for frame, _line in traceback.walk_tb(one.__traceback__)]
        if isinstance(one, KeyError) and frames and frames[-1].f_globals is vars(os):
            return one.args[0] if isinstance(one.args[0], str) else None
    return None
