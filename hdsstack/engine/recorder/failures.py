"""What is said of a program that did not come to its end, and where it stopped."""

from __future__ import annotations

import os
import re
import socket
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any, Iterator, Optional, Tuple, Union
from urllib.parse import unquote, urlparse

from .places import own_file

Place = Tuple[Optional[str], Optional[int]]
_RESOURCE = re.compile(r"While processing resource: '(.*)', type:? '(.*)'")
_STAND_IN = re.compile(r"'(Symbol|Unset)' object")
_INPUT = re.compile(r"While processing input: '(.*?)',")


class EntryError(Exception):
    """The inline program that was asked for is not there."""


# How an SDK's own classes refuse an argument that they do not have, or want another.
_GENERATED = re.compile(
    r"\w+((Arg|Opt|Option)s\.__init__|\._internal_init)\(\) (got an unex|missing \d)"
)
# What no value that a program is given could have avoided.
NOT_FOR_A_VALUE = (ImportError, SyntaxError, NameError, RecursionError)


def of_code(error: BaseException) -> bool:
    """Whether the program, or a package that it uses, lacks a name: no setting is to blame."""
    held = getattr(error, "obj", None)
    lacking = held is not None and not isinstance(held, (str, list, dict))
    refused = isinstance(error, TypeError) and "keyword" in str(error)
    return lacking or refused or isinstance(error, NOT_FOR_A_VALUE)


def of_the_environment(error: BaseException, root: Union[str, Path]) -> bool:
    """Whether a package is missing, or is not of the version that the program was written for."""
    if isinstance(error, ImportError) or type(error).__name__ == "DistributionNotFound":
        return True
    if isinstance(error, TypeError):
        return _GENERATED.match(str(error)) is not None
    held = getattr(error, "obj", None) if isinstance(error, AttributeError) else None
    module = held if isinstance(held, ModuleType) else sys.modules.get(type(held).__module__)
    file = getattr(module, "__file__", None)
    return file is not None and own_file(file, root) is None


def of_a_file(error: BaseException) -> bool:
    """Whether a file is missing that the program names by itself."""
    return _absent_file(error) is not None


def _absent_file(error: BaseException) -> Optional[str]:
    name = error.filename if isinstance(error, FileNotFoundError) else None
    return name if isinstance(name, str) and "${?" not in name else None


def _of_the_network(error: BaseException) -> bool:
    """Whether the program called a service that did not answer it."""
    return any(isinstance(one, (ConnectionError, socket.gaierror)) for one in chain(error))


def chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it, the cause last."""
    seen: Optional[BaseException] = error
    for _step in range(20):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__ or seen.__context__


def said(error: BaseException, root: Union[str, Path]) -> str:
    """One sentence: the kind of the error and its first line."""
    if isinstance(error, SystemExit):
        return f"the program called sys.exit({error.code})"
    if isinstance(error, ModuleNotFoundError):
        return f"the program needs the package {error.name!r}, which is not installed"
    if isinstance(error, FileNotFoundError) and error.filename == "pulumi":
        return (
            "the program runs the command 'pulumi', as those of the Automation API do; "
            "next: give its inline program with --entry module:callable"
        )
    absent = _absent_file(error)
    if absent:
        does = "runs the command" if _of_a_command(error) else "reads the file"
        return f"the program {does} {_shown(absent, root)!r}, which is not there"
    if isinstance(error, EntryError):
        return str(error)
    if isinstance(error, RecursionError):
        return "RecursionError: the program calls itself without end"
    found = _behind(error) or error
    text = _shown(_STAND_IN.sub("'str' object", str(found).strip().split("\n")[0]), root)
    name = type(found).__name__
    if _INPUT.match(text):
        text = "a value that cannot be sent"
    if isinstance(found, SyntaxError):  # a newer Python may read what an older one refuses
        text += f"; it ran with Python {sys.version_info[0]}.{sys.version_info[1]}"
    told = f"{name}: {text}" if text else name
    if _of_the_network(found):
        return f"the program called over the network and had no answer ({told})"
    return told if found is error else told + _registered(error)


def _of_a_command(error: BaseException) -> bool:
    frames = [frame for frame, _line in traceback.walk_tb(error.__traceback__)]
    return bool(frames) and frames[-1].f_globals.get("__name__") == "subprocess"


def _shown(text: str, root: Union[str, Path]) -> str:
    """A text without where the program ran, which says nothing."""
    for home in (Path(root).resolve(), sys.prefix):
        text = text.replace(f"{home}{os.sep}", "")
    return text


def _behind(error: BaseException) -> Optional[BaseException]:
    """The cause behind the SDK's own words on what it could not read, which show its value."""
    if not _RESOURCE.match(str(error)) and not _INPUT.match(str(error)):
        return None
    *_rest, last = chain(error)
    return last


def _registered(error: BaseException) -> str:
    inputs = [match.group(1) for one in chain(error) if (match := _INPUT.match(str(one)))]
    named = _RESOURCE.match(str(error))
    of = f" of {named.group(1)!r}, {named.group(2)}" if named else ""
    return f" (property {'.'.join(inputs)!r}{of})"


def place(error: BaseException, root: Union[str, Path]) -> Place:
    """File and line of the innermost frame inside the program.

    Of a registration, which ends after the program has gone on, the line that asked for it.
    """
    for one in chain(error):
        if isinstance(one, SyntaxError) and own_file(one.filename, root):
            return own_file(one.filename, root), one.lineno
        found: Place = (None, None)
        for frame, line in traceback.walk_tb(one.__traceback__):
            file = own_file(frame.f_code.co_filename, root)
            found = (file, line) if file else found
        if found[0]:
            return found
        asked = [
            at for frame, _line in traceback.walk_tb(one.__traceback__) for at in _asked(frame)
        ]
        for uri, line in asked:
            file = own_file(unquote(urlparse(uri).path), root)
            if file:
                return file, line
    return None, None


def _asked(frame: Any) -> Iterator[Tuple[str, int]]:
    """The places that an SDK noted when a registration began, innermost first."""
    held = frame.f_locals
    stack = held.get("stack_trace")
    positions = [step.pc for step in getattr(stack, "frames", ())]
    for position in [*positions, held.get("source_position")]:
        if getattr(position, "uri", ""):
            yield position.uri, position.line
