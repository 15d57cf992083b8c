"""Names that providers accept, cut with a hash where the limit is too short."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_HASH_LENGTH: Final = 7


@dataclass(frozen=True, slots=True)
class Limit:
    """What a provider accepts as a name: length, separator, and a full pattern."""

    shortest: int
    longest: int
    separator: str
    pattern: str


_HYPHENS = r"[a-z](?:-?[a-z0-9])*"

# Source: naming pages of both providers, as remembered; confidence "memory".
LIMITS: Final[dict[str, Limit]] = {
    "s3-bucket": Limit(3, 63, "-", r"[a-z0-9](?:-?[a-z0-9])*"),
    "rds": Limit(1, 63, "-", _HYPHENS),
    "load-balancer": Limit(1, 32, "-", _HYPHENS),
    "iam-role": Limit(1, 64, "-", _HYPHENS),
    "backup-vault": Limit(2, 50, "-", _HYPHENS),
    "storage-account": Limit(3, 24, "", r"[a-z0-9]+"),
    "key-vault": Limit(3, 24, "-", _HYPHENS),
    "postgres": Limit(3, 63, "-", _HYPHENS),
    "recovery-vault": Limit(2, 50, "-", _HYPHENS),
    "resource-group": Limit(1, 90, "-", _HYPHENS),
    "virtual-machine": Limit(1, 15, "-", _HYPHENS),
    "container-registry": Limit(5, 50, "", r"[a-z0-9]+"),
    "workspace": Limit(4, 63, "-", _HYPHENS),
}


def safe_name(kind: str, *parts: str, unique: str = "") -> str:
    """Make a name of `kind` (a key of LIMITS) from parts.

    A name that is too long is cut and ends with seven hexadecimal characters of its hash, so that
    two long names never meet. `unique` (an account, a FINESS number) adds the hash always: for
    names that must differ in the whole world.
    """
    limit = LIMITS[kind]
    words = [_plain(part, limit.separator) for part in parts]
    name = limit.separator.join(word for word in words if word)
    if not unique and _fits(limit, name):
        return name
    digest = hashlib.sha256("\0".join((*parts, unique)).encode()).hexdigest()[:_HASH_LENGTH]
    room = limit.longest - _HASH_LENGTH - len(limit.separator)
    head = name[:room].rstrip("-") or "h"
    if not head[0].isalpha():
        head = f"h{head}"[:room].rstrip("-")
    return f"{head}{limit.separator}{digest}"


def _fits(limit: Limit, name: str) -> bool:
    right_length = limit.shortest <= len(name) <= limit.longest
    return right_length and re.fullmatch(limit.pattern, name) is not None


def _plain(text: str, separator: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", separator, ascii_text).strip("-")
