"""What the recorder says of a program that did not come to its end, for people.

The recorder runs where nothing can be translated; its own sentences are found again here. What an
error itself says stays as it is.
"""

import re

from hdsstack.locale import _
from hdsstack.model.message import N_

_SENTENCES = (
    (r"the program called sys\.exit\((?P<code>.*)\)", N_("the program called sys.exit({code})")),
    (
        r"the program needs the package (?P<name>\S+), which is not installed",
        N_("the program needs the package {name}, which is not installed"),
    ),
    (
        r"the program runs the command 'pulumi', as those of the Automation API do; next: .*",
        N_(
            "the program runs the command 'pulumi', as those of the Automation API do; next: give "
            "its inline program with --entry module:callable"
        ),
    ),
    (
        r"the program reads the file (?P<name>.+), which is not there",
        N_(
            "the program reads the file {name}, which is not there; next: put it there, or check "
            "a preview made where it is (--preview)"
        ),
    ),
    (
        r"the program runs the command (?P<name>.+), which is not there",
        N_(
            "the program runs the command {name}, which is not there; next: install it, or check "
            "a preview made where it is (--preview)"
        ),
    ),
    (
        r"--entry (?P<name>\S+) names no callable",
        N_("--entry {name} names no callable; next: give it as module:callable"),
    ),
    (
        r"--entry names the module (?P<name>\S+), which is not there",
        N_(
            "--entry names the module {name}, which is not there; next: give it as "
            "module:callable, as the program's folder sees it"
        ),
    ),
    (
        r"--entry names (?P<name>\S+), which (?P<module>\S+) does not have",
        N_(
            "--entry names {name}, which the module {module} does not have; next: name a function "
            "that it has"
        ),
    ),
    (
        r"the program called over the network and had no answer \((?P<error>.*)\)",
        N_(
            "the program called over the network and had no answer ({error}); next: make what it "
            "calls answer here, or check a preview made where it does (--preview)"
        ),
    ),
    (
        r"RecursionError: the program calls itself without end",
        N_("RecursionError: the program calls itself without end"),
    ),
    (r"duplicate resource name: (?P<urn>.*)", N_("duplicate resource name: {urn}")),
    (
        r"(?P<error>.*); it ran with Python (?P<version>[\d.]+)",
        N_("{error}; it ran with Python {version}"),
    ),
)
_KNOWN = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in _SENTENCES)


def spoken(what: str) -> str:
    """The recorder's sentence in the reader's language; any other text as it is."""
    for pattern, text in _KNOWN:
        if match := pattern.fullmatch(what):
            return _(text).format(**match.groupdict())
    return what
