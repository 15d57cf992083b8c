"""Whether a condition narrows a statement, or is always true."""

from collections.abc import Callable

from hdsstack.facts.policies.document import Condition, Statement
from hdsstack.facts.policies.scope import every_resource, pattern_of
from hdsstack.model.values import Unknown, Value


def narrowing(statement: Statement, keys: Callable[[str], bool] | None = None) -> bool | Unknown:
    """Whether a condition of the statement narrows it: not one that is always true.

    Args:
        statement: Any statement.
        keys: Only conditions on such keys count, and only where they leave out some account;
            None for every key.

    """
    unsure: Unknown | None = None
    for condition in statement.conditions:
        if keys is not None and not keys(condition.key):
            continue
        found = _narrows(condition)
        if found is True and keys is not None and of_any_account(condition):
            continue
        if found is True:
            return True
        if isinstance(found, Unknown):
            unsure = found
    return False if unsure is None else unsure


# How, when or in which region a call arrives says nothing about who calls, for what, on what.
_ALWAYS = (
    "aws:securetransport",
    "s3:tlsversion",
    "aws:currenttime",
    "aws:epochtime",
    "aws:requestedregion",
    "ec2:region",
)


def _narrows(condition: Condition) -> bool | Unknown:
    operator = condition.operator.split(":")[-1]
    hollow = condition.operator.startswith("forallvalues:") or operator.endswith("ifexists")
    if hollow or operator == "null" or condition.key in _ALWAYS:
        return False
    if "not" in operator:
        return False
    return selective(condition.values, addresses="ipaddress" in operator)


def selective(values: tuple[Value, ...], *, addresses: bool = False) -> bool | Unknown:
    """Whether the values exclude something: a star, or half of the internet, excludes nothing."""
    for value in values:
        if isinstance(value, Unknown):
            return value
        text = pattern_of(value)
        if isinstance(text, str) and (_every_value(text) or (addresses and _wide_range(text))):
            return False
    return bool(values)


def _every_value(text: str) -> bool:
    return not text.strip("*") or text in ("arn:*", "arn:aws:*", "arn:aws:iam::*")


_ORGANISATIONS = (
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
)
_ARN_PARTS = 6


def of_any_account(condition: Condition) -> bool:
    """Whether a value fits callers of every account: `o-*`, `arn:aws:iam::*:role/dpi`."""
    patterns = [pattern_of(value) for value in condition.values]
    texts = [text for text in patterns if isinstance(text, str)]
    if condition.key in _ORGANISATIONS:
        return any(text.split("/")[0] in ("*", "o-*") for text in texts)
    return any(_arn_of_any_account(text) for text in texts)


def _arn_of_any_account(text: str) -> bool:
    parts = text.split(":", _ARN_PARTS - 1)
    if len(parts) < _ARN_PARTS or parts[0] != "arn" or parts[4].strip("*"):
        return False
    return bool(parts[4]) or every_resource(text) is True


_NARROW_PREFIX = 8


def _wide_range(text: str) -> bool:
    _, slash, length = text.partition("/")
    return bool(slash) and length.isdigit() and int(length) < _NARROW_PREFIX
