"""Who may take on a role: named principals, a service, or more than that.

Sources: IAM user guide, "How to use an external ID", and GitHub's guide to OpenID Connect with AWS,
read 2026-11.
"""

import re
from collections.abc import Iterator

from hdsstack.facts.aws.accounts import account_of, provider_setting
from hdsstack.facts.aws.keys import KEY
from hdsstack.facts.policies import (
    Condition,
    Statement,
    anybody,
    names_caller,
    narrowing,
    pattern_of,
    statements,
)
from hdsstack.facts.subjects import subject_is_wide
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.stand_ins import OWN_ACCOUNT
from hdsstack.model.values import Ref, Text, Unknown, Value

_ACCOUNT = re.compile(r"^(?:arn:aws[\w-]*:iam::(?P<arn>[^:]*):root|(?P<bare>\d{12}))$")
_ROLE_STAR = re.compile(r"^arn:aws[\w-]*:iam::[^:]*:(?:role|user)/(?:.*\*|\*)")
_NAMED = re.compile(r"^arn:aws[\w-]*:(?:iam|sts)::\d{12}:(?:role|user|assumed-role)/[^*]+$")
_PRINCIPALS = ("aws:iam/role:Role", "aws:iam/user:User")
_SUBJECT = ":sub"
_PROVIDER_PART = "oidc-provider"
_WORKFLOW = ":job_workflow_ref"
_POOL = "cognito-identity.amazonaws.com:"


def wide_trust(role: Resource, graph: ResourceGraph) -> bool | Unknown:
    """Whether a role can be taken on by more than named principals."""
    found = statements(role.get("assumeRolePolicy"))
    if isinstance(found, Unknown):
        return found
    unsure: Unknown | None = None
    for statement in found:
        wide = _wide(statement, role, graph) if statement.allows else False
        if wide is True:
            return True
        if isinstance(wide, Unknown):
            unsure = wide
    return False if unsure is None else unsure


def takers(role: Resource, graph: ResourceGraph) -> Iterator[str | Unknown]:
    """The roles and users that may take on a role: URNs in this stack, ARNs elsewhere.

    A service is no one, and an account as a whole leaves the choice to its own policies.
    """
    found = statements(role.get("assumeRolePolicy"))
    if isinstance(found, Unknown):
        yield found
        return
    for statement in found:
        for kind, value in statement.principals if statement.allows else ():
            unread = isinstance(value, Unknown)
            who = _taker(value, role, graph) if kind == "AWS" or unread else None
            if who is not None:
                yield who


def _taker(value: Value, role: Resource, graph: ResourceGraph) -> str | Unknown | None:
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Ref | Text):
        match graph.target(value, role, "assumeRolePolicy", *_PRINCIPALS):
            case Resource(urn=urn):
                return urn
            case _:
                return None
    text = value if isinstance(value, str) else ""
    if not _NAMED.match(text):
        return None
    held = graph.named(text, *_PRINCIPALS)
    return held.urn if held else text


def _wide(statement: Statement, role: Resource, graph: ResourceGraph) -> bool | Unknown:
    if anybody(statement):
        return _opposite(narrowing(statement, names_caller))
    answers = [
        _principal(kind, value, statement, role, graph) for kind, value in statement.principals
    ]
    if any(answer is True for answer in answers):
        return True
    return next((answer for answer in answers if isinstance(answer, Unknown)), False)


def _opposite(found: bool | Unknown) -> bool | Unknown:  # noqa: FBT001 - three answers
    return found if isinstance(found, Unknown) else not found


def _principal(
    kind: str, value: Value, statement: Statement, role: Resource, graph: ResourceGraph
) -> bool | Unknown:
    if kind == "Federated":
        return _federated(value, statement, graph)
    if kind != "AWS" or not isinstance(value, str | Text):
        return value if isinstance(value, Unknown) else False
    text = pattern_of(value)
    if isinstance(text, str) and _ROLE_STAR.match(text):
        return _opposite(narrowing(statement, names_caller))
    account = _account(text) if isinstance(text, str) else None
    if account is None or _own(account, value, role, graph):
        return False
    return _opposite(narrowing(statement, names_caller))


def _account(text: str) -> str | None:
    """The account that a principal names as a whole; None for a role or a user."""
    match = _ACCOUNT.match(text)
    return (match["arn"] or match["bare"] or "") if match else None


def _own(account: str, value: Value, role: Resource, graph: ResourceGraph) -> bool:
    """The stack's own account: asked from AWS, the provider's, configured as such, the one of the
    role's ARN or of the stack's keys.
    """
    if isinstance(value, Text):
        return True
    return account in set(_own_accounts(role, graph))


def _own_accounts(role: Resource, graph: ResourceGraph) -> Iterator[str]:
    yield OWN_ACCOUNT
    yield from graph.derived(_key_owners)
    account = account_of(role, graph)
    yield from (account,) if isinstance(account, str) else ()
    allowed = provider_setting(role, graph, "allowedAccountIds")
    yield from (str(one) for one in allowed) if isinstance(allowed, list) else ()
    for key, value in graph.configuration.items():
        if key.rsplit(":", 1)[-1].lower() in ("account", "accountid", "awsaccount", "awsaccountid"):
            yield str(value)


def _key_owners(graph: ResourceGraph) -> frozenset[str]:
    """The accounts that administer the keys of the stack: a key without its own is locked away."""
    found = (
        _account(value)
        for key in graph.of(KEY)
        for statement in _listed(statements(key.get("policy")))
        if statement.allows and any(action in ("kms:*", "*") for action in statement.actions)
        for kind, value in statement.principals
        if kind == "AWS" and isinstance(value, str)
    )
    return frozenset(account for account in found if account)


def _listed(found: tuple[Statement, ...] | Unknown) -> tuple[Statement, ...]:
    return () if isinstance(found, Unknown) else found


# Federated identities ----------------------------------------------------------------------------


def _federated(value: Value, statement: Statement, graph: ResourceGraph) -> bool | Unknown:
    if not _is_oidc(value, statement, graph):
        return False
    subjects = [c for c in statement.conditions if c.key.endswith((_SUBJECT, _WORKFLOW))]
    if not subjects:
        return _opposite(_cognito(statement))
    answers = [_subject(condition) for condition in subjects]
    if any(answer is False for answer in answers):
        return False
    return next((answer for answer in answers if isinstance(answer, Unknown)), True)


def _is_oidc(value: Value, statement: Statement, graph: ResourceGraph) -> bool:
    text = pattern_of(value)
    if isinstance(text, str) and "saml-provider" in text:
        return False
    if isinstance(value, Ref):
        found = graph.by_urn.get(value.urn)
        if found is not None and found.type == "aws:iam/samlProvider:SamlProvider":
            return False
    return any("withwebidentity" in action or action == "*" for action in statement.actions) or (
        isinstance(text, str) and _PROVIDER_PART in text
    )


def _cognito(statement: Statement) -> bool | Unknown:
    """An identity pool of Cognito is named by its audience, and its guests are anybody.

    Source: Cognito developer guide, "Role trust and permissions", read 2026-11.
    """
    said = {c.key.removeprefix(_POOL): c for c in statement.conditions if c.key.startswith(_POOL)}
    if "aud" not in said:
        return False
    entry = said.get("amr")
    if entry is None or "not" in entry.operator.split(":")[-1]:
        return True
    if "unauthenticated" in entry.values:
        return False
    return next((value for value in entry.values if isinstance(value, Unknown)), True)


def _subject(condition: Condition) -> bool | Unknown:
    """Whether the subjects that a condition accepts are wider than one environment or branch."""
    operator = condition.operator.split(":")[-1]
    if "not" in operator or operator == "null" or condition.operator.startswith("forallvalues"):
        return True
    wide: bool | Unknown = False
    for value in condition.values:
        text = _shown(value)
        if isinstance(text, Unknown):
            wide = text if wide is False else wide
        elif subject_is_wide(text, like="like" in operator):
            return True
    return wide


def _shown(value: Value) -> str | Unknown:
    if isinstance(value, Text):
        return "".join(part if isinstance(part, str) else "name" for part in value.parts)
    return Unknown("the subject is an output") if isinstance(value, Ref | Unknown) else str(value)
