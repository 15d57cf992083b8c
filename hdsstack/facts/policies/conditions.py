"""Whether a condition narrows a statement, or is always true."""

from collections.abc import Callable

from hdsstack.facts.policies.document import Condition, Statement
from hdsstack.facts.policies.scope import pattern_of
from hdsstack.model.values import Unknown, Value


def narrowing(statement: Statement, keys: Callable[[str], bool] | None = None) -> bool | Unknown:
    """Whether a condition of the statement narrows it: not one that is always true.

    Args:
        statement: Any statement.
        keys: Only conditions on such keys count; None for every key.

    """
    unsure: Unknown | None = None
    for condition in statement.conditions:
        if keys is not None and not keys(condition.key):
            continue
        found = _narrows(condition)
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


_NARROW_PREFIX = 8


def _wide_range(text: str) -> bool:
    _, slash, length = text.partition("/")
    return bool(slash) and length.isdigit() and int(length) < _NARROW_PREFIX
