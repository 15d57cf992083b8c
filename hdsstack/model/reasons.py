"""Reasons that are recorded as text, read back into messages that can be translated.

A recording writes an unknown value as a symbol with its reason, in English; what a name fills in
such a reason is found again here.
"""

import re
from functools import lru_cache

from hdsstack.model.message import N_, Message, message

# What a recording writes with a name at the end.
_NAMED = (
    (re.compile(r"secret configuration (?P<name>\S+)"), N_("secret configuration {name}")),
    (re.compile(r"configuration (?P<name>\S+)"), N_("configuration {name}")),
    (re.compile(r"environment variable (?P<name>\S+)"), N_("environment variable {name}")),
    (re.compile(r"id of the image (?P<name>.+)"), N_("the id of the image {name}")),
    (re.compile(r"(?P<name>(?:get|list)[A-Z]\S*)"), N_("the look-up {name}")),
)
# What it writes as it stands, listed here so that it is found for translation.
SAID = (
    N_("aws region"),
    N_("client id"),
    N_("object id"),
    N_("tenant id"),
    N_("image id"),
    N_("not known before the deployment"),
)

# Reasons that say nothing of what is missing but its name.
_NAMES = frozenset(
    {
        *(known for _pattern, known in _NAMED),
        *(said for said in SAID if not said.startswith("not known")),
        "an output of {name}",
        "an output of another stack ({name})",
        "the {prop} of {name}",
    }
)


def only_names(reason: Message) -> bool:
    """Whether a reason is the name of what is missing, and no sentence."""
    return reason.text in _NAMES


@lru_cache(maxsize=4096)
def read_reason(text: str) -> Message:
    """The message that a recorded reason is; a text without a name in it is one by itself."""
    for pattern, known in _NAMED:
        if match := pattern.fullmatch(text):
            return message(known, name=match["name"])
    return Message(text)
