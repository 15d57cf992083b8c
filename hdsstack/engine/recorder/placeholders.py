"""What a team's program gets where its configuration lacks a value, or has it encrypted.

Only the process of that program is changed. A text becomes a symbol that stays unknown; a number or
a flag gets the plainest value of its kind. Where the program then fails because it takes a text for
a number, a network, a document or a file, it is run again with one of those. Each is named in the
report.
"""

from __future__ import annotations

import asyncio
import functools
import json
import os
import sys
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Set, Tuple, Type

import pulumi
from pulumi.config import Config, ConfigMissingError

from . import kinds
from .choices import Choices
from .failures import NOT_FOR_A_VALUE, of_a_file, of_code, of_the_environment, place
from .filled import Filled
from .learned import Learned
from .places import asking, own_file
from .symbols import ENCRYPTED, SETTING, VARIABLE, Something, Symbol, Unset, symbol, whole

__all__ = ["Placeholders", "whole"]

_PLAIN: Dict[str, Any] = {"int": 1, "float": 1.0, "bool": False}
_OTHER: Dict[str, Any] = {"int": 2, "float": 2.0, "bool": True, "3": "4", "false": "true"}
_ROUNDS, _LONGEST = 25, 6


class Placeholders:
    """The stand-ins of one program, which get better from one run to the next.

    Attributes:
        encrypted: The settings whose value nobody here can read.
        suggested: What the project proposes for some, tried before anything else.
        secret: The settings without a value that were asked for as secrets.
        missing: The settings that were asked for and have no value.
        flags: Those that are true or false -> the line that asked, which takes them for false.
        choices: What the program compares settings with.
        learned: What stands in where a symbol does not do, and the shape of look-ups.

    """

    def __init__(self, root: str, config: Mapping[str, str], suggested: Mapping[str, str]) -> None:
        self.root, self.suggested = root, suggested
        self.encrypted = {key for key, text in config.items() if text == symbol(ENCRYPTED, key)}
        self.secret: Set[str] = set()
        self.missing: Set[str] = set()
        self.flags: Dict[str, str] = {}
        self._numbers: Set[str] = set()
        self._first: Dict[str, str] = {}
        self._varied: Optional[Sequence[str]] = ()
        self.learned, self.choices = Learned(), Choices()
        self.given = self.learned.given
        self._tried: Dict[str, Set[str]] = {}
        self._modes: List[Type[Symbol]] = [Unset, Symbol]
        self._mode: Optional[Type[Symbol]] = None
        self._absent: Dict[str, Tuple[Optional[str], Optional[int]]] = {}
        self._rounds = 0
        self._filled = Filled()

    def install(self) -> None:
        """Make every `require` of a missing key answer a placeholder; watch what else is asked."""
        for name in dir(Config):
            wrapped = {"require": self._forgiving, "get": self._answering}.get(name.split("_")[0])
            if wrapped is not None:
                setattr(Config, name, wrapped(getattr(Config, name), name))
        os.getenv = self._getenv(os.getenv)
        os.environ.get = self._getenv(os.environ.get)  # type: ignore[method-assign]
        os.getlogin = self._login(os.getlogin)

    def told(self) -> List[str]:
        """Each missing setting, with what stood in for it."""
        shown = {name: f" ({value})" for name, value in self.given.items() if "\n" not in value}
        return sorted(name + shown.get(name, "") for name in self.missing)

    def told_of_look_ups(self) -> List[str]:
        """What stood in for parts of look-ups."""
        return [
            f"{name} ({value})"
            for name, value in self.given.items()
            if "." in name and ":" not in name and "\n" not in value
        ]

    def numbers(self) -> List[str]:
        """The settings that a number or a flag stands for."""
        return sorted(self._numbers | {one for one, text in self.given.items() if text in _OTHER})

    def vary(self, names: Optional[Sequence[str]]) -> None:
        """From now on other numbers and flags stand for these settings; None for all."""
        self._varied = names
        self._first = self._first or dict(self.given)
        for name, text in self._first.items():
            self.given[name] = _OTHER.get(text, text) if self._varies(name) else text

    def _varies(self, name: str) -> bool:
        return self._varied is None or name in self._varied

    def clean(self) -> None:
        """Remove the files that stood in for files."""
        self._filled.clean()

    def learn(self, error: BaseException) -> bool:
        """Learn from how a program failed; False where there is nothing better to give it."""
        self._rounds += 1
        if self._rounds > _ROUNDS:
            return False
        return (
            self._variable(error)
            or self._key(error)
            or self._kind(error)
            or self._one_more_item(error)
        )

    def suspects(self, error: BaseException) -> List[str]:
        """The settings without a value that the program may have failed for."""
        if of_code(error) or of_a_file(error):
            return []
        named = [name.split("[")[0] for name in kinds.suspects(error, self.given)]
        found = [name for name in dict.fromkeys(named) if name in self.missing]
        at = place(error, self.root)
        found += [name for name, asked in self._absent.items() if asked == at and at[0]]
        return found or [*sorted(self.missing), *["aws:region"][: self.learned.no_region]]

    def lacks_a_package(self, error: BaseException) -> bool:
        """Whether the program's environment is to blame."""
        return of_the_environment(error, self.root)

    def _variable(self, error: BaseException) -> bool:
        """An environment variable that is taken for granted."""
        name = kinds.variable(error)
        if name is None or name in os.environ:
            return False
        self.missing.add(f"{VARIABLE} {name}")
        os.environ[name] = Symbol.of(VARIABLE, name, {})
        return True

    def _key(self, error: BaseException) -> bool:
        """A key of a mapping: one that a look-up answered may hold it."""
        key = error.args[0] if isinstance(error, KeyError) and error.args else None
        if not isinstance(key, str) or "${?" in key or key in self.learned.keys:
            return False
        self.learned.keys.append(key)
        return True

    def _one_more_item(self, error: BaseException) -> bool:
        """A list that a look-up answered may be longer."""
        if not isinstance(error, IndexError) or self.learned.length >= _LONGEST:
            return False
        self.learned.length += 1
        return True

    def _symbol(self, name: str) -> str:
        """The text that stands for a setting, a variable or a part of a look-up."""
        if f"{VARIABLE} {name}" in self.missing:
            return symbol(VARIABLE, name)
        return symbol(self._setting(name), name) if ":" in name else f"${{?{name}}}"

    def _setting(self, name: str) -> str:
        return ENCRYPTED if name.partition("[")[0] in self.encrypted | self.secret else SETTING

    def _kind(self, error: BaseException) -> bool:
        """A setting that stands for something else than a text."""
        if any(self._one_more_key(error, name) for name in self.given):
            return True
        for name in kinds.suspects(error, self.given):
            tried = self._tried.setdefault(name, set())
            proposed = [self.suggested[name]] if name in self.suggested else []
            accepted = kinds.accepted(error, self._symbol(name))
            for value in (*proposed, *accepted, *self.choices.of(name)):
                if value not in tried:
                    tried.add(value)
                    self.given[name] = self._filled.text(value, self._symbol(name), len(self.given))
                    if f"{VARIABLE} {name}" in self.missing:
                        os.environ[name] = self.given[name]
                    return True
        return False

    def _one_more_key(self, error: BaseException, name: str) -> bool:
        """A document that stands for a setting lacks a key that the program reads."""
        text = self.given.get(name, "")
        if not isinstance(error, KeyError) or not text.startswith("{") or not error.args:
            return False
        document, key = json.loads(text), str(error.args[0])
        if key in document:
            return False
        document[key] = self._symbol(f"{name}[{key}]")
        self.given[name] = json.dumps(document)
        return True

    def optional(self, error: BaseException) -> bool:
        """Answer what the program can do without, since it failed: false texts first, then true."""
        if not self._modes or not self._absent or isinstance(error, NOT_FOR_A_VALUE):
            return False
        self._mode = self._modes.pop(0)
        return True

    def _getenv(self, get: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(get)
        def answer(key: str, default: Any = None) -> Any:
            found = get(key, default)
            caller = sys._getframe(1).f_code.co_filename  # noqa: SLF001 - the documented way
            if found is not None or own_file(caller, self.root) is None:
                return found
            self._absent[f"{VARIABLE} {key}"] = asking(self.root)
            if self._mode is None:
                return None
            self.missing.add(f"{VARIABLE} {key}")
            return self._mode.of(VARIABLE, key, self.given)

        return answer

    def _login(self, get: Callable[[], str]) -> Callable[[], str]:
        """Who is logged in: nobody is where no terminal is."""

        def answer() -> str:
            try:
                return get()
            except OSError:
                self.missing.add(f"{VARIABLE} LOGNAME")
                user: str = Symbol.of(VARIABLE, "LOGNAME", self.given)
                return user

        return answer

    def _answering(self, get: Callable[..., Any], name: str) -> Callable[..., Any]:
        @functools.wraps(get)
        def answer(config: Config, key: str, *args: Any, **named: Any) -> Any:
            if _full(config, key) in self.encrypted:
                return self._stand_in(config, key, name, Symbol)
            found = get(config, key, *args, **named)
            if found is not None:
                return found
            self._absent[_full(config, key)] = asking(self.root)
            return self._stand_in(config, key, name, self._mode) if self._mode else None

        return answer

    def _forgiving(self, require: Callable[..., Any], name: str) -> Callable[..., Any]:
        @functools.wraps(require)
        def answer(config: Config, key: str, *args: Any, **named: Any) -> Any:
            if _full(config, key) in self.encrypted:
                return self._stand_in(config, key, name, Symbol)
            try:
                return require(config, key, *args, **named)
            except ConfigMissingError:
                return self._stand_in(config, key, name, Symbol)

        return answer

    def _stand_in(self, config: Config, key: str, name: str, kind: Type[Symbol]) -> Any:
        full = _full(config, key)
        if "secret" in name:
            self.secret.add(full)
        last = name.rsplit("_", 1)[-1]
        value = (_OTHER if self._varies(full) else _PLAIN).get(last)
        if value is None:
            value = kind.of(self._setting(full), full, self.given)
        if full not in self.encrypted or not isinstance(value, Symbol):
            self.missing.add(full)
        if last in _PLAIN:
            self._numbers.add(full)
        if last == "bool":
            self.flags[full] = ":".join(map(str, asking(self.root)))
        if last == "object":
            value = Something(value) if isinstance(value, Symbol) else json.loads(value)
        return _secret(value) if "secret" in name else value


def _full(config: Config, key: str) -> str:
    return config.full_key(key) if hasattr(config, "full_key") else f"{config.name}:{key}"


def _secret(value: Any) -> Any:
    """A secret output that keeps an object as it is."""
    loop = asyncio.get_event_loop()

    def settled(held: Any) -> Any:
        future = loop.create_future()
        future.set_result(held)
        return future

    return pulumi.Output(settled(set()), settled(value), settled(True), settled(True))
