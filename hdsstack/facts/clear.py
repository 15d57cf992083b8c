"""Whether a value that should be secret stands in clear in a program."""

from collections.abc import Iterator
from typing import TypeAlias

from hdsstack.facts.secret_words import (
    ends_in_secret,
    ends_in_user,
    may_carry_password,
    names_secret,
    points_at_secret,
    says_nothing,
    text_shows_secret,
)
from hdsstack.model.graph import Resource
from hdsstack.model.message import N_, Message, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import (
    Absent,
    Found,
    Origin,
    Ref,
    Secret,
    Text,
    Unknown,
    Value,
    dig,
    unknown_for,
)

# In clear or not, unknown, or nothing there to be judged.
Judged: TypeAlias = "bool | Unknown | None"

# Stands in a command for a word that no reader sees.
_HIDDEN = "$HIDDEN"


def password_in_clear(value: Found) -> Judged:
    """Whether a property that is a password stands in clear; None where it is absent.

    A marked secret passes, unless its value is a literal of the program: generated classes mark
    some properties by themselves.
    """
    match value:
        case Secret(value=inner, origin=Origin.PROGRAM):
            return bool(password_in_clear(inner)) if isinstance(inner, str) else False
        case Secret(origin=Origin.UNKNOWN):
            return _undecided(value.value)
        case Unknown():
            return value if not _read_in_clear(value) else True
        case str():
            return bool(value.strip()) and not points_at_secret(value)
        case Text() if text_shows_secret(value.literal) or any(map(_read_in_clear, value.parts)):
            return True
        case Text() if not value.refs:
            return Unknown("the secret is made of outputs")
        case Absent() | None:
            return None
        case bool() | list() | dict() | Ref() | Secret() | Text():
            return False
        case _:
            return True


def _undecided(held: Value) -> Unknown:
    """Why nobody can tell where a marked secret comes from."""
    if isinstance(held, Unknown) and _setting_of(held):
        return unknown_for(N_("whether {what} is encrypted"), what=held.reason)
    return Unknown("nobody can tell whether the secret was a literal of the program")


def _setting_of(value: Unknown) -> bool:
    return isinstance(value.why, str) and value.why.startswith("configuration ")


def setting_in_clear(name: str, value: Found) -> bool | Unknown:
    """Whether a named setting (an environment variable) shows a secret, by its name or its value.

    A value marked secret passes whatever its origin: it is hidden in the state.
    """
    if isinstance(value, Secret):
        return False
    if isinstance(value, str) and (points_at_secret(value) or says_nothing(value)):
        return False
    if isinstance(value, Unknown) and may_carry_password(name):
        return _read_in_clear(value) or value
    if names_secret(name):
        return told(password_in_clear(value))
    # Most unknown settings are names and addresses of other resources.
    return False if isinstance(value, Unknown) else told(text_in_clear(value))


def told(found: Judged) -> bool | Unknown:
    """What nothing shows is not in clear."""
    return False if found is None else found


def text_in_clear(value: Found) -> Judged:
    """Whether a long text (user data, a command, a connection string) shows a secret."""
    match value:
        case Secret(origin=Origin.UNKNOWN):
            shown = text_in_clear(value.value)
            return _undecided(value.value) if isinstance(shown, Unknown) or shown else False
        case Secret():
            return value.origin is Origin.PROGRAM and text_in_clear(value.value)
        case str():
            return text_shows_secret(value)
        case Text():
            return _open_ended(value) if not text_shows_secret(value.literal) else True
        case Unknown():
            return value
        case _:
            return None


def _open_ended(text: Text) -> bool | Unknown:
    """`password=` followed by a value that nobody knows: it may be a literal."""
    found = [part for part in _passwords(text) if isinstance(part, Unknown)]
    if any(map(_read_in_clear, found)):
        return True
    if found:
        return Unknown("a password in a text comes from an output that is not marked secret")
    return False


def _passwords(text: Text) -> Iterator[str | Ref | Unknown]:
    """The parts that stand where a text has a password: `password=...`, `https://user:...@`."""
    before = ""
    for part, after in zip(text.parts, (*text.parts[1:], ""), strict=True):
        closed = isinstance(after, str) and after.startswith("@")
        if ends_in_secret(before) or (closed and ends_in_user(before)):
            yield part
        before = before + part if isinstance(part, str) else f"{before}_"


def _read_in_clear(value: object) -> bool:
    """Whether the program reads a secret as a plain text: `require_secret` would have marked it.

    A setting that the stack file encrypts, or a setting or variable that is named like a secret.
    """
    if not isinstance(value, Unknown) or not isinstance(value.why, str):
        return False
    kind, _, name = value.why.rpartition(" ")
    if kind == "secret configuration":
        return True
    key = name.rpartition(":")[2]  # without the project's own name
    return kind in {"configuration", "environment variable"} and names_secret(key)


def _told(value: Found, why: Message) -> Message:
    """Why a value is in clear: what the program reads, where it does not write it."""
    parts = value.parts if isinstance(value, Text) else (value,)
    read = [part.reason for part in parts if isinstance(part, Unknown) and _read_in_clear(part)]
    if not read:
        return why
    return message(N_("the program reads it as a plain text ({what})"), what=read[0])


def clear_at(resource: Resource, path: str, why: Message) -> tuple[Seen[bool], ...]:
    """The observation about a password property of a resource; none where it is absent."""
    found = password_in_clear(resource.raw(path))
    why = _told(resource.raw(path), why)
    return () if found is None else (Seen(found, at=path, on=resource.urn, why=why),)


def clear_within(
    resource: Resource, holder: str, name: str, why: Message
) -> tuple[Seen[bool], ...]:
    """As `clear_at`, for a password within an object that the SDK may mark secret as a whole."""
    held, path = resource.raw(holder), f"{holder}.{name}"
    value = resource.raw(path)
    if isinstance(held, Secret) and isinstance(value, Unknown):
        value = Secret(value, held.origin)
    found = password_in_clear(value)
    why = _told(value, why)
    return () if found is None else (Seen(found, at=path, on=resource.urn, why=why),)


def clear_text_at(resource: Resource, path: str, why: Message) -> tuple[Seen[bool], ...]:
    """The observation about a text property, such as user data; none where it is absent."""
    found = text_in_clear(resource.raw(path))
    why = _told(resource.raw(path), why)
    return () if found is None else (Seen(found, at=path, on=resource.urn, why=why),)


def command_in_clear(words: Found) -> Judged:
    """Whether a command given word by word shows a secret; None where there is none."""
    if isinstance(words, Secret):
        words = words.value if words.origin is Origin.PROGRAM else None
    if isinstance(words, Unknown):
        return words
    if not isinstance(words, list):
        return None
    if any(map(_read_in_clear, words)):
        return True
    line = " ".join(["", *(one if isinstance(one, str) else _HIDDEN for one in words)])
    if text_shows_secret(line) or any(text_in_clear(one) is True for one in words):
        return True
    return next((one for one in words if isinstance(one, Unknown)), False)


def clear_command(resource: Resource, path: str) -> tuple[Seen[bool], ...]:
    """The observation about a list of words; none where it is absent."""
    found = command_in_clear(resource.raw(path))
    why = message(N_("the command shows a secret"))
    return () if found is None else (Seen(found, at=path, on=resource.urn, why=why),)


def clear_settings(
    resource: Resource, path: str, why: Message, *, name: str = "name", value: str = "value"
) -> tuple[Seen[bool], ...]:
    """One observation per setting of a list of `{name, value}`, or of a mapping, at `path`."""
    held = resource.raw(path)
    marked = isinstance(held, Secret)
    if isinstance(held, Secret):
        held = held.value if held.origin is Origin.PROGRAM else None
    if isinstance(held, Unknown):
        return (Seen(held, at=path, on=resource.urn, why=why),)
    pairs: list[tuple[Found, str, Found]]
    if isinstance(held, dict):
        pairs = [(key, f"{path}.{key}", one) for key, one in held.items()]
    elif isinstance(held, list):
        pairs = [
            (dig(one, name), f"{path}[{rank}].{value}", dig(one, value))
            for rank, one in enumerate(held)
        ]
    else:
        return ()
    return tuple(
        Seen(setting_in_clear(str(key), one), at=at, on=resource.urn, why=_told(one, why))
        for key, at, one in pairs
        if not (isinstance(one, Unknown) and (marked or _neutral(str(key))))
    )


def _neutral(name: str) -> bool:
    """Whether nothing in a setting's name speaks of a secret: nobody asks what hides behind it."""
    return not names_secret(name) and not may_carry_password(name)
