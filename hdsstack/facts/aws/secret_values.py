"""Whether a secret stands in clear in the program: as a literal, or unmarked."""

import re

from hdsstack.model.graph import Resource
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Origin, Ref, Secret, Text, Unknown, Value

# Names of settings that hold a secret; a name, path or reference to one is none.
_SECRET_NAME = re.compile(
    r"(passw(or)?d|passwd|pwd|secret|token|api_?key|private_?key|access_?key|credential|passphrase"
    r"|client_?secret|connection_?string|auth_?key|encryption_?key|signing_?key)",
    re.IGNORECASE,
)
_POINTER_NAME = re.compile(
    r"(_|-|\.|^|(?<=[a-z]))(arn|name|id|path|ref|file|uri_template|endpoint|url|ttl|length|policy"
    r"|version|region|expiry|timeout|enabled|parameter|vault|header|user(name)?|key_?id|kid)s?$",
    re.IGNORECASE,
)
# A setting that may hold a URL with a password in it.
_CARRIES_URL = re.compile(r"(url|uri|dsn|connection)", re.IGNORECASE)
_URL_PASSWORD = re.compile(r"[a-z][a-z0-9+.-]*://[^/\s:@\"']*:[^/\s@\"'$]+@", re.IGNORECASE)
# What clearly is not the secret itself: an ARN, a path of a parameter, a reference to a vault.
_POINTER_VALUE = re.compile(
    r"^(arn:|/[\w.-]+(/[\w.-]+)+$|\{\{resolve:|vault:|ssm:|projects/|@Microsoft\.KeyVault|file://"
    r"|true$|false$|\d{1,6}$|\$\{|<|env:)",
    re.IGNORECASE,
)
# Assignments of a script that carry a secret.
_ASSIGNED = re.compile(
    r"(?:^|[\s;\"'{,-])[\w.-]*(?:passw(?:or)?d|passwd|pwd|secret|token|api_?key|access_?key"
    r"|private_?key)[\w.-]*[\"']?\s*[=:]\s*[\"']?(?P<value>[^\s\"'$<{(&|;,]{4,})",
    re.IGNORECASE,
)
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b")


def secret_in_clear(resource: Resource, path: str) -> Seen[bool] | None:
    """Whether the secret at `path` is in clear; None where there is none."""
    raw = resource.raw(path)
    if raw is ABSENT:
        return None
    return Seen(_in_clear(raw), path, resource.urn, why=message(N_("the secret is in clear here")))


def secrets_in_clear(resource: Resource, *paths: str) -> tuple[Seen[bool], ...]:
    """As `secret_in_clear`, for each of the paths where something stands."""
    claims = (secret_in_clear(resource, path) for path in paths)
    return tuple(claim for claim in claims if claim is not None)


def _in_clear(raw: Found) -> bool | Unknown:
    match raw:
        case Secret(value=inner, origin=Origin.PROGRAM):
            return isinstance(inner, str) and bool(inner)
        case Secret(origin=Origin.UNKNOWN):
            return Unknown("nobody can tell whether the secret was a literal of the program")
        case Secret():
            return False
        case str():
            return bool(raw)
        case Unknown():
            return raw
        case Text(parts=parts) if not any(isinstance(part, Ref) for part in parts):
            return Unknown("the secret is made of outputs")
        case _:
            return False


def is_secret_name(name: str) -> bool:
    """Whether a setting of this name holds a secret itself, not the way to it."""
    return bool(_SECRET_NAME.search(name)) and not _POINTER_NAME.search(name)


def setting_in_clear(name: str, raw: Value) -> bool | Unknown:
    """Whether one setting of an environment shows a secret: by its name, or by its value."""
    if isinstance(raw, Secret):
        return raw.origin is Origin.PROGRAM and _shows(name, raw.value)
    if isinstance(raw, Unknown):
        return raw if is_secret_name(name) or _CARRIES_URL.search(name) else False
    return _shows(name, raw)


def _shows(name: str, value: Value) -> bool:
    text = value.encoded() if isinstance(value, Text) else value
    if not isinstance(text, str) or not text.strip():
        return False
    if _URL_PASSWORD.search(text) or _PRIVATE_KEY.search(text):
        return True
    return is_secret_name(name) and not _POINTER_VALUE.match(text) and isinstance(value, str)


def script_in_clear(raw: Found) -> bool | Unknown:
    """Whether a start-up script or a document holds a secret."""
    if isinstance(raw, Secret):
        return raw.origin is Origin.PROGRAM and script_in_clear(raw.value)
    if isinstance(raw, Unknown):
        return raw
    text = raw.encoded() if isinstance(raw, Text) else raw
    if not isinstance(text, str):
        return False
    if _URL_PASSWORD.search(text) or _PRIVATE_KEY.search(text):
        return True
    found = (match["value"] for match in _ASSIGNED.finditer(text))
    return any(not _POINTER_VALUE.match(value) for value in found)
