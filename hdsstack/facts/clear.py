"""Whether a value that should be secret stands in clear in a program."""

import base64
import binascii
import re

from hdsstack.model.graph import Resource
from hdsstack.model.message import Message
from hdsstack.model.seen import Seen
from hdsstack.model.values import (
    ABSENT,
    Found,
    Origin,
    Ref,
    Secret,
    Text,
    Unknown,
    dig,
)

# Setting names whose value is a secret: DB_PASSWORD, apiKey, ConnectionStrings__Default...
_SECRET_NAME = re.compile(
    r"passw(or)?d|passwd|(^|[_\-.:])pwd|secret|token|api[_\-]?key|access[_\-]?key|account[_\-]?key"
    r"|private[_\-]?key|connection[_\-]?string|credential|mot_?de_?passe|(^|[_\-.])mdp($|[_\-.])"
    r"|(^|[_\-.])sas($|[_\-.])",
    re.IGNORECASE,
)
# Names that speak of where a secret is, not of the secret: its vault, its path, its file.
_ABOUT_SECRET = re.compile(
    r"(arn|_id|Id|name|uri|url|path|file|vault|version|ttl|expiry|length|policy|region|header"
    r"|endpoint|enabled|rotation|provider|store|type|audience|issuer)$",
    re.IGNORECASE,
)
# A pair inside a text: `password=x`, `"token": "x"`, `AccountKey=x`; not `$VARIABLE`, not `<name>`.
_PAIR = re.compile(
    r"(?:passw(?:or)?d|passwd|\bpwd|secret|token|api_?key|access_?key|account_?key"
    r"|sharedaccesskey|private_?key|mot_?de_?passe|\bmdp)[\"']?\s*[=:]\s*[\"']?"
    r"(?![\"'\s]|(?:true|false|yes|no|none|null)\b|\$[({A-Za-z_]|<|\{\{|%"
    r"|@Microsoft\.KeyVault|arn:|/run/|/etc/|/var/|https?://)"
    r"([^\s\"';,&|)]{4,})",
    re.IGNORECASE,
)
_OPEN_PAIR = re.compile(
    r"(?:passw(?:or)?d|pwd|secret|token|api_?key|access_?key|account_?key)[\"']?\s*[=:]\s*[\"']?$",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"-----BEGIN (?:RSA |EC |OPENSSH |ENCRYPTED )?PRIVATE KEY-----"
    r"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|[a-z][a-z0-9+.\-]*://[^\s/:@\"'$<{]+:(?![$<{*])[^\s/@\"'$<{]+@"
)
# What only names a secret: a vault's reference, an ARN, an Azure id, a path.
_REFERENCE = re.compile(
    r"^\s*(?:@Microsoft\.KeyVault\(|arn:|\{\{resolve:|/subscriptions/"
    r"|https://[^/\s]+\.vault\.azure\.net/|\$\{?\w|projects/\S+/secrets/|[./]?(?:[\w\-.]+/)+[\w\-.]+$)",
    re.IGNORECASE,
)
# Shorter than this a text that happens to be valid base64 is a word.
_ENCODED = 16
_PLACEHOLDERS = frozenset({"", "true", "false", "none", "null", "enabled", "disabled", "required"})


def names_secret(name: str) -> bool:
    """Whether a setting of that name holds a secret, not the name or place of one."""
    return bool(_SECRET_NAME.search(name)) and not _ABOUT_SECRET.search(name)


def text_shows_secret(text: str) -> bool:
    """Whether a text, or what it encodes in base64, holds a password, a key or a URL with one."""
    return any(_ALWAYS.search(form) or _PAIR.search(form) for form in (text, _decoded(text)))


def _decoded(text: str) -> str:
    """A base64 text decoded; empty where it is none."""
    compact = "".join(text.split())
    if len(compact) < _ENCODED or len(compact) % 4:
        return ""
    try:
        return base64.b64decode(compact, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""


def password_in_clear(value: Found) -> bool | Unknown | None:
    """Whether a property that is a password stands in clear; None where it is absent.

    A marked secret passes, unless its value is a literal of the program: generated classes mark
    some properties by themselves.
    """
    match value:
        case Secret(value=inner, origin=origin):
            return _marked(inner, origin)
        case str():
            return bool(value.strip()) and not _REFERENCE.match(value)
        case Text():
            return text_in_clear(value)
        case Ref():
            return False
        case Unknown():
            return value
        case _ if value is ABSENT or value is None:
            return None
        case _:
            return True


def _marked(inner: Found, origin: Origin) -> bool | Unknown:
    if origin in (Origin.CONFIGURATION, Origin.OUTPUT) or isinstance(inner, Ref | Text):
        return False
    if origin is Origin.PROGRAM:
        return bool(password_in_clear(inner)) if isinstance(inner, str) else False
    return Unknown("the origin of a secret value is not shown")


def setting_in_clear(name: str, value: Found) -> bool | Unknown | None:
    """Whether a named setting (an environment variable) shows a secret; None where it is none.

    A value marked secret passes whatever its origin: it is hidden in the state.
    """
    if isinstance(value, Secret):
        return False
    if isinstance(value, str) and (_REFERENCE.match(value) or value.lower() in _PLACEHOLDERS):
        return False
    if names_secret(name):
        return password_in_clear(value)
    # Most unknown settings are names and addresses of other resources.
    return None if isinstance(value, Unknown) else text_in_clear(value)


def text_in_clear(value: Found) -> bool | Unknown | None:
    """Whether a long text (user data, a command, a connection string) shows a secret."""
    match value:
        case Secret():
            return False
        case str():
            return text_shows_secret(value)
        case Text():
            if text_shows_secret(value.literal):
                return True
            return _open_ended(value)
        case Unknown():
            return value
        case _:
            return None


def _open_ended(text: Text) -> bool | Unknown:
    """`password=` followed by an output that nobody marked secret: it may show one."""
    for before, after in zip(text.parts, text.parts[1:], strict=False):
        if isinstance(before, str) and _OPEN_PAIR.search(before) and not isinstance(after, str):
            return Unknown("a password in a text comes from an output that is not marked secret")
    return False


def clear_at(resource: Resource, path: str, why: Message) -> tuple[Seen[bool], ...]:
    """The observation about a password property of a resource; none where it is absent."""
    found = password_in_clear(resource.raw(path))
    return () if found is None else (Seen(found, at=path, on=resource.urn, why=why),)


def clear_text_at(resource: Resource, path: str, why: Message) -> tuple[Seen[bool], ...]:
    """The observation about a text property, such as user data; none where it is absent."""
    found = text_in_clear(resource.raw(path))
    return () if found is None else (Seen(found, at=path, on=resource.urn, why=why),)


def clear_settings(
    resource: Resource, path: str, why: Message, *, name: str = "name", value: str = "value"
) -> tuple[Seen[bool], ...]:
    """One observation per setting of a list of `{name, value}`, or of a mapping, at `path`."""
    held = resource.raw(path)
    if isinstance(held, Secret):
        return ()
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
    seen = ((at, setting_in_clear(str(key), one)) for key, at, one in pairs)
    return tuple(
        Seen(found, at=at, on=resource.urn, why=why) for at, found in seen if found is not None
    )
