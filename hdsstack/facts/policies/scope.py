"""Which resources a statement applies to: one, some, or everything of a service."""

from hdsstack.facts.policies.document import Statement
from hdsstack.model.values import Ref, Text, Unknown, Value

# Kinds that stand before a name in an ARN: `table/*` is every table.
_KINDS = frozenset(
    {
        "alias",
        "backup-plan",
        "backup-vault",
        "bucket",
        "catalog",
        "certificate",
        "cluster",
        "crawler",
        "database",
        "db",
        "distribution",
        "document",
        "domain",
        "file-system",
        "function",
        "group",
        "image",
        "instance",
        "job",
        "key",
        "log-group",
        "network-interface",
        "object",
        "parameter",
        "policy",
        "queue",
        "recovery-point",
        "repository",
        "role",
        "secret",
        "security-group",
        "service",
        "session",
        "snapshot",
        "stream",
        "subnet",
        "table",
        "task",
        "topic",
        "trail",
        "user",
        "vault",
        "volume",
        "vpc",
        "workgroup",
    }
)


def every_resource(value: Value) -> bool | Unknown:
    """Whether a resource pattern names everything, or everything of a service.

    `*`, `arn:aws:s3:::*`, `arn:aws:s3:::*/*`, `arn:aws:dynamodb:*:*:table/*` do.
    """
    text = pattern_of(value)
    if isinstance(text, Unknown):
        return text
    if not text.strip("*"):
        return True
    parts = text.split(":", 5)
    if len(parts) < 6 or parts[0] != "arn":  # noqa: PLR2004 - the six parts of an ARN
        return False
    return _every_name(parts[5])


def _every_name(name: str) -> bool:
    if not name.strip("*/:"):
        return True
    for separator in ("/", ":"):
        kind, found, rest = name.partition(separator)
        if found and kind in _KINDS and not rest.strip("*/:"):
            return True
    return False


def pattern_of(value: Value) -> str | Unknown:
    """A pattern with each output in it shown as `?`: an output is one name, never a wildcard."""
    match value:
        case str():
            return value
        case Text(parts=parts):
            return "".join(part if isinstance(part, str) else "?" for part in parts)
        case Ref():
            return "?"
        case Unknown():
            return value
        case _:
            return "?"


def on_everything(statement: Statement) -> bool | Unknown:
    """Whether a statement applies to every resource of what it speaks of."""
    if statement.not_resources:
        return True
    found = [every_resource(item) for item in statement.resources]
    if any(item is True for item in found):
        return True
    return next((item for item in found if isinstance(item, Unknown)), False)
