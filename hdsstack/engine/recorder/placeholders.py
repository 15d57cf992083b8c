"""What a team's program gets where its configuration lacks a required value.

Only the process of that program is changed. A text becomes an unknown symbol; a number, a flag or an
object gets the plainest value of its kind. Where the program then takes a text for a number, a network or
a path, it is run again with one of those. Each is named in the report.
"""

from __future__ import annotations

import importlib
import re
import sys

import pulumi
from pulumi.config import Config, ConfigMissingError

_PLAIN = {"require_int": 1, "require_float": 1.0, "require_bool": False, "require_object": {}}
_SYMBOL = re.compile(r"\$\{\?configuration ([^}]+)\}")
_TAKEN_FOR = (
    (re.compile(r"invalid literal for int|could not convert string to float"), "3"),
    (re.compile(r"IPv4|IPv6|ip_network|address|cidr", re.IGNORECASE), "10.%d.0.0/16"),
    (re.compile(r"No such file|Not a directory|does not exist", re.IGNORECASE), "."),
    (re.compile(r"\bTLD\b|domain|host ?name", re.IGNORECASE), "hospital.example"),
)


def install():
    """Make every `require` of a missing key answer a placeholder.

    Returns the growing set of missing keys, and the values to give instead of symbols.
    """
    missing, instead = set(), {}
    for name in [n for n in dir(Config) if n.startswith("require")]:
        setattr(Config, name, _forgiving(getattr(Config, name), name, missing, instead))
    return missing, instead


def better(what, instead):
    """Learn from how a program failed on a symbol; False where nothing is learned."""
    found = _SYMBOL.search(what)
    if found is None or found.group(1) in instead:
        return False
    for sign, value in _TAKEN_FOR:
        if sign.search(what):
            apart = 99 - len(instead)  # two networks must not overlap
            instead[found.group(1)] = value % apart if "%d" in value else value
            return True
    return False


def _forgiving(require, name, missing, instead):
    secret = "secret" in name

    def answer(self, key, *args, **kwargs):
        try:
            return require(self, key, *args, **kwargs)
        except ConfigMissingError:
            full = self.full_key(key) if hasattr(self, "full_key") else "%s:%s" % (self.name, key)
            missing.add(full)
            symbol = instead.get(full, "${?configuration %s}" % full)
            value = _PLAIN.get(name.replace("_secret", ""), symbol)
            return pulumi.Output.secret(value) if secret else value

    return answer


def inline(directory, name):
    """The callable `module:function` of an inline program of the Automation API."""
    module, _, function = name.partition(":")
    sys.path.insert(0, directory)

    def entry():
        found = importlib.import_module(module)
        for part in function.split("."):
            found = getattr(found, part)
        return found()

    return entry
