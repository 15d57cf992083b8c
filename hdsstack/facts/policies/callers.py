"""Whom a resource policy lets in."""

from hdsstack.facts.policies.conditions import narrowing, of_any_account, selective
from hdsstack.facts.policies.document import ANY, Condition, Statement, every_action, whole_service
from hdsstack.model.values import Unknown, Value

# Condition keys that bind a request to an account, an organisation, a principal or a network.
_CALLER_KEYS = frozenset(
    {
        "aws:sourcearn",
        "aws:sourceaccount",
        "aws:sourceorgid",
        "aws:sourceorgpaths",
        "aws:sourceowner",
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:principalorgpaths",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "aws:vpcsourceip",
        "aws:sourceip",
        "aws:userid",
        "kms:calleraccount",
        "s3:dataaccesspointaccount",
        "sts:externalid",
        "saml:aud",
    }
)


def names_caller(key: str) -> bool:
    """Whether a condition key says who calls, or from where."""
    return key in _CALLER_KEYS or key.startswith("aws:principaltag/")


def anybody(statement: Statement) -> bool:
    """Whether the statement names every principal: `*`, `{"AWS": "*"}`, or all but some."""
    if statement.not_principals:
        return True
    return any(kind in (ANY, "AWS") and _star(value) for kind, value in statement.principals)


def _unknown_caller(statement: Statement) -> bool:
    """Whether a principal is an output that nobody knows: it may be a star."""
    return any(
        kind in (ANY, "AWS") and isinstance(value, Unknown) for kind, value in statement.principals
    )


def _star(value: Value) -> bool:
    return isinstance(value, str) and (value == ANY or value.startswith("arn:aws:iam::*"))


def open_to_anybody(found: tuple[Statement, ...]) -> bool | Unknown:
    """Whether a resource policy lets any principal in, its narrowing Deny statements counted."""
    if _closed_by_deny(found):
        return False
    unsure: Unknown | None = None
    for statement in found:
        if statement.allows and _unknown_caller(statement):
            bound = narrowing(statement, names_caller) is True
            unsure = unsure if bound else Unknown("whom the policy lets in is an output")
        if not statement.allows or not anybody(statement):
            continue
        narrow = narrowing(statement, names_caller)
        if narrow is False:
            return True
        if isinstance(narrow, Unknown):
            unsure = narrow
    return False if unsure is None else unsure


def _closed_by_deny(found: tuple[Statement, ...]) -> bool:
    """A Deny of everything to whoever is not of this account, organisation or network."""
    return any(
        not s.allows
        and anybody(s)
        and any(every_action(a) or whole_service(a) for a in s.actions)
        and len(s.conditions) == 1
        and _excludes(s.conditions[0])
        for s in found
    )


def _excludes(condition: Condition) -> bool:
    operator = condition.operator.split(":")[-1]
    return (
        "not" in operator
        and names_caller(condition.key)
        and not of_any_account(condition)
        and selective(condition.values, addresses="ipaddress" in operator) is True
    )
