"""What a team's program gets where its configuration lacks a required value.

Only the process of that program is changed. A text becomes an unknown symbol; a number, a flag or an
object gets the plainest value of its kind. Each is named in the report.
"""

from __future__ import annotations

import importlib
import sys

import pulumi
from pulumi.config import Config, ConfigMissingError

_PLAIN = {"require_int": 1, "require_float": 1.0, "require_bool": False, "require_object": {}}


def install(project):
    """Make every `require` of a missing key answer a placeholder; returns the growing set of keys."""
    missing = set()
    for name in [n for n in dir(Config) if n.startswith("require")]:
        setattr(Config, name, _forgiving(getattr(Config, name), name, missing))
    return missing


def _forgiving(require, name, missing):
    secret = "secret" in name

    def answer(self, key, *args, **kwargs):
        try:
            return require(self, key, *args, **kwargs)
        except ConfigMissingError:
            full = self.full_key(key) if hasattr(self, "full_key") else "%s:%s" % (self.name, key)
            missing.add(full)
            value = _PLAIN.get(name.replace("_secret", ""), "${?configuration %s}" % full)
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
