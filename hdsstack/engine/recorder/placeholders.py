"""What a team's program gets where its configuration lacks a required value.

Only the process of that program is changed. A text becomes an unknown symbol; a number, a flag or
an
object gets the plainest value of its kind. Where the program then takes a text for a number, a
network or
a path, it is run again with one of those. Each is named in the report.
"""

from __future__ import annotations

import importlib
import re
import sys
from typing import Any, Callable, Dict, Set, Tuple

import pulumi
from pulumi.config import Config, ConfigMissingError

_PLAIN: Dict[str, Any] = {
    "require_int": 1,
    "require_float": 1.0,
    "require_bool": False,
    "require_object": {},
}
_SYMBOL = re.compile(r"\$\{\?configuration ([^}]+)\}")
_TAKEN_FOR = (
    (re.compile(r"invalid literal for int|could not convert string to float"), "3"),
    (re.compile(r"IPv4|IPv6|ip_network|address|cidr", re.IGNORECASE), "10.%d.0.0/16"),
    (re.compile(r"No such file|Not a directory|does not exist", re.IGNORECASE), "."),
    (re.compile(r"\bTLD\b|domain|host ?name", re.IGNORECASE), "hospital.example"),
)


def install() -> Tuple[Set[str], Dict[str, str]]:
    """Make every `require` of a missing key answer a placeholder.

    Returns the growing set of missing keys, and the values to give instead of symbols.
    """
    missing: Set[str] = set()
    instead: Dict[str, str] = {}
    for name in [n for n in dir(Config) if n.startswith("require")]:
        setattr(Config, name, _forgiving(getattr(Config, name), name, missing, instead))
    return missing, instead


def answer_optional(missing: Set[str], instead: Dict[str, str]) -> None:
    """Make `get` and `get_secret` of a missing key answer a symbol too."""
    for name, required in (("get", "require"), ("get_secret", "require_secret")):
        setattr(Config, name, _optional(getattr(Config, name), required, missing, instead))


def wants_optional(what: str) -> bool:
    """Whether a program failed because a setting that it takes for granted was None."""
    return "NoneType" in what or "Missing required property" in what


def _optional(
    get: Callable[..., Any], required: str, missing: Set[str], instead: Dict[str, str]
) -> Callable[..., Any]:
    forgiving = _forgiving(getattr(Config, required), required, missing, instead)

    def answer(self: Config, key: str, default: Any = None, *args: Any, **kwargs: Any) -> Any:
        found = get(self, key, default, *args, **kwargs)
        return forgiving(self, key) if found is None else found

    return answer


def better(what: str, instead: Dict[str, str]) -> bool:
    """Learn from how a program failed on a symbol; False where nothing is learned."""
    if "Is a directory: '.'" in what and "." in instead.values():
        instead.update({key: "__main__.py" for key, value in instead.items() if value == "."})
        return True
    found = _SYMBOL.search(what)
    if found is None or found.group(1) in instead:
        return False
    for sign, value in _TAKEN_FOR:
        if sign.search(what):
            apart = 99 - len(instead)  # two networks must not overlap
            instead[found.group(1)] = value % apart if "%d" in value else value
            return True
    return False


def _forgiving(
    require: Callable[..., Any], name: str, missing: Set[str], instead: Dict[str, str]
) -> Callable[..., Any]:
    secret = "secret" in name

    def answer(self: Config, key: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return require(self, key, *args, **kwargs)
        except ConfigMissingError:
            full = self.full_key(key) if hasattr(self, "full_key") else f"{self.name}:{key}"
            missing.add(full)
            symbol = instead.get(full, f"${{?configuration {full}}}")
            value = _PLAIN.get(name.replace("_secret", ""), symbol)
            return pulumi.Output.secret(value) if secret else value

    return answer


def inline(directory: str, name: str) -> Callable[[], Any]:
    """The callable `module:function` of an inline program of the Automation API."""
    module, _, function = name.partition(":")
    sys.path.insert(0, directory)

    def entry() -> Any:
        found: Any = importlib.import_module(module)
        for part in function.split("."):
            found = getattr(found, part)
        return found()

    return entry
