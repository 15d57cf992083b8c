"""How a secret looks in a text: names of settings, values, and what only points at a secret."""

import base64
import binascii
import re

_WORDS = (
    r"passw(?:or)?d|passwd|passphrase|pwd|secret|token|credential"
    r"|(?:api|access|account|private|auth|encryption|signing|shared|license)[_\-]?key"
    r"|(?:cosmos(?:db)?|eventhub|function|master|openai|servicebus|storage|subscription|workspace)"
    r"[_\-]?key"
    r"|mot_?de_?passe"
    r"|(?:^|[_\-.])(?:mdp|pass|sas)(?=$|[_\-.])"
)
# Names of settings whose value is a secret: DB_PASSWORD, apiKey... A connection string is one only
# where it holds a password or a key: many now sign in by an identity.
_SECRET_NAME = re.compile(_WORDS, re.IGNORECASE)
# Names that speak of where a secret is, how it is made or how long it lasts: its vault, its file.
_POINTER_NAME = re.compile(
    r"(?:arn|id|kid|name|ref|uri|url|uri_template|path|file|vault|store|parameter|endpoint|host"
    r"|header|user|version|region|provider|issuer|audience|type|length|policy|ttl|expiry|timeout"
    r"|rotation|enabled|validation|prefix|suffix|alias|class|folder|mount|backend|engine|manager|source"
    r"|stage|label|field|claim|scope|realm|cookie|encoder|algorithm|_alg|lifetime|duration"
    r"|passw(?:or)?d[_\-]?key|(?:existing|pull)[_\-]?secret|expiration|interval|_mode|_days|_hours|_minutes|_seconds)s?$",
    re.IGNORECASE,
)
# What only names a secret, or says that there is one: an ARN, a vault's reference, a path.
_POINTER_VALUE = re.compile(
    r"\s*(?:arn:|\{\{|vault:|ssm:|env:|file://|projects/\S+/secrets/|/subscriptions/"
    r"|@Microsoft\.KeyVault|https://[^/\s]+\.vault\.azure\.net/|\$[{.]*\w|\$\(|<|%"
    r"|\.?/[\w.\-]+(?:/[\w.\-]+)+\s*$)",
    re.IGNORECASE,
)
# `prod/dpi/database-password`: words between slashes, as no generated secret has them.
_WORD = r"(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*\d{0,4}|\d{1,4})"
_STEP = rf"{_WORD}(?:[\-_.]{_WORD})*"
_NAMED_PATH = re.compile(rf"\s*{_STEP}(?:/{_STEP})+\s*$")
_PLACEHOLDER = re.compile(
    r"\s*(?:true|false|yes|no|none|null|enabled|disabled|required|optional|\d{1,6})?\s*$",
    re.IGNORECASE,
)
# What shows a secret wherever it stands: a private key, an access key, a signed token, the token
# of a code forge, the signature of a shared link, a URL with a password.
_ALWAYS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|\beyJ[\w\-]{8,}\.eyJ[\w\-]{8,}\.[\w\-]{8,}"
    r"|\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_live_)[\w\-]{16,}"
    r"|[?&]sig=[\w%/+\-]{30,}"
    r"|[a-zA-Z][a-zA-Z0-9+.\-]*://[^\s/:@\"'$<{]*:(?![$<{*])[^\s/@\"'$<{]+@"
)
# A pair inside a text: `password=x`, `"token": "x"`, `AccountKey=x`.
_PAIR = re.compile(
    rf"(?P<name>(?:{_WORDS})[\w.\-]{{0,40}})[\"']?\s*[=:]\s*[\"']?(?P<value>[^\s\"'<{{(&|;,]{{4,}})",
    re.IGNORECASE,
)
# What another tool fills in when the text is used: `{{ password }}`, `${{aws_secrets:s:password}}`.
_TEMPLATE = re.compile(r"\$?\{\{[^{}\n]*\}\}")
# What stands for an output of a resource inside a text that was encoded.
_OUTPUT = re.compile(r"\$\{(?:urn:|\?)[^}\n]*\}")
_OPEN_PAIR = re.compile(
    rf"(?P<name>(?:{_WORDS})[\w.\-]{{0,40}})[\"']?\s*[=:]\s*[\"']?$", re.IGNORECASE
)
_OPEN_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*://[^\s/:@\"'$<{]*:$")
# A password given to a command: `--password x`, `mysql -px`, `curl -u user:x`, `sqlcmd -P x`,
# `ConvertTo-SecureString 'x'`, `net user x y`, `openssl ... pass:x`.
_OPTION = (
    r"\s--?(?:password|passwd|passphrase|requirepass|masterauth|secret|token|api-key)\s+"
    r"[\"']?(?P<long>[^\s\"'-]\S{3,})"
)
_COMMAND = re.compile(
    rf"{_OPTION}"
    r"|\b(?:mysql\w*|mariadb\w*)\s(?:[^\n|;&]*\s)?-p[\"']?(?P<client>[^\s\"'-]\S{2,})"
    r"|\bsshpass\s+-p\s*[\"']?(?P<shell>\S{3,})"
    r"|\bcurl\s(?:[^\n|;&]*\s)?(?:-u|--user)\s+[\"']?[\w.@\-]+:(?P<web>[^\s\"']{3,})"
    r"|\becho\s+[\"']?[\w\-]+:(?P<account>[^\s\"'|]{3,})[\"']?\s*\|\s*(?:sudo\s+)?chpasswd"
    r"|\b(?:sqlcmd|osql|bcp)(?:\.exe)?\s(?:[^\n|;&]*\s)?-P\s*[\"']?(?P<query>[^\s\"']{3,})"
    r"|\b(?:docker|podman|skopeo|helm|az)\s(?:[^\n|;&]*\s)?login\s(?:[^\n|;&]*\s)?-p\s+"
    r"[\"']?(?P<login>[^\s\"'-]\S{2,})"
    r"|\bredis-cli\s(?:[^\n|;&]*\s)?(?:-a|--pass)\s+[\"']?(?P<cache>[^\s\"'-]\S{2,})"
    r"|\bldap(?:search|add|modify|delete|passwd|whoami)\s(?:[^\n|;&]*\s)?-w\s*[\"']?"
    r"(?P<directory>[^\s\"'-]\S{2,})"
    r"|(?i:\bConvertTo-SecureString\s+(?:-(?:AsPlainText|Force|String)\s+)*)"
    r"[\"'](?P<shown>[^\"'$\n]{3,})[\"']"
    r"|(?i:\bnet1?(?:\.exe)?\s+user\s+)[^\s/]+\s+[\"']?(?P<windows>[^\s/*\"']{3,})"
    r"|\bpass:(?P<phrase>[^\s\"':]{3,})(?=\s|[\"']|$)"
)
# Settings that may hold an address with a password in it.
_CARRIES_URL = re.compile(
    r"dsn|connection|(?:database|db|sql|redis|mongo|amqp|broker|jdbc)\w*ur[il]", re.IGNORECASE
)
# Shorter than this a text that happens to be valid base64 is a word.
_ENCODED = 16


def names_secret(name: str) -> bool:
    """Whether a setting of that name holds a secret, not the name or place of one."""
    return bool(_SECRET_NAME.search(name)) and not _POINTER_NAME.search(name)


def may_carry_password(name: str) -> bool:
    """Whether a setting of that name may hold an address with a password in it."""
    return bool(_CARRIES_URL.search(name))


def points_at_secret(text: str) -> bool:
    """Whether a text is the way to a secret and not the secret: an ARN, a reference, a path."""
    return bool(_POINTER_VALUE.match(text) or _NAMED_PATH.match(text))


def says_nothing(text: str) -> bool:
    """Whether a text is no secret under any name: nothing, a yes or no, a small number."""
    return bool(_PLACEHOLDER.match(text))


def text_shows_secret(text: str) -> bool:
    """Whether a text, or what it encodes in base64, holds a password, a key or a URL with one."""
    return any(
        _ALWAYS.search(form) or _shows_pair(form) or _shows_option(form)
        for form in (text, _decoded(text))
    )


def ends_in_secret(text: str) -> bool:
    """Whether what follows the text would be a secret: `...;AccountKey=`."""
    found = _OPEN_PAIR.search(text[-200:])
    return found is not None and names_secret(found["name"])


def ends_in_user(text: str) -> bool:
    """Whether what follows the text, up to an `@`, would be a password: `postgres://app:`."""
    return _OPEN_ADDRESS.search(text[-200:]) is not None


def _shows_pair(text: str) -> bool:
    return any(
        names_secret(pair["name"])
        and not points_at_secret(pair["value"])
        and not says_nothing(pair["value"])
        and not pair["value"].lower().startswith(("http://", "https://"))
        for pair in _PAIR.finditer(_TEMPLATE.sub("{{}}", text))
    )


def _shows_option(text: str) -> bool:
    """Whether a command line is given a password as it is: not by a variable, a file, a prompt."""
    return any(
        not points_at_secret(value) and not says_nothing(value)
        for command in _COMMAND.finditer(text)
        for value in command.groupdict().values()
        if value is not None
    )


def _decoded(text: str) -> str:
    """A base64 text decoded; empty where it is none."""
    compact = "".join(text.split())
    if len(compact) < _ENCODED or len(compact) % 4:
        return ""
    try:
        return _OUTPUT.sub("${}", base64.b64decode(compact, validate=True).decode("utf-8"))
    except (binascii.Error, UnicodeDecodeError):
        return ""
