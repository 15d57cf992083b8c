"""What an identity policy grants."""

from hdsstack.facts.policies.conditions import narrowing
from hdsstack.facts.policies.document import Statement, every_action, whole_service
from hdsstack.facts.policies.scope import on_everything
from hdsstack.model.values import Unknown

# Whoever may do one of these to everybody gives itself any right, where nothing else bounds it.
_SELF_GRANTS = (
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreatePolicyVersion",
    "iam:PutGroupPolicy",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:SetDefaultPolicyVersion",
)


def wide_grant(found: tuple[Statement, ...]) -> bool | Unknown:
    """Whether a document grants every action, or every action of a service on every resource.

    `NotAction` with Allow on everything does, and `iam:PassRole` on everything. A Deny grants
    nothing; a condition that narrows makes a grant narrow. One that lets its holder
    attach rights to anybody is as wide as what bounds it elsewhere, which is not known.
    """
    unsure: Unknown | None = None
    for statement in found:
        if not statement.allows or not _many_actions(statement):
            continue
        scope = on_everything(statement)
        narrow = narrowing(statement)
        if scope is True and narrow is False:
            return True
        if scope is not False and narrow is not True:
            unsure = scope if isinstance(scope, Unknown) else _unsure(narrow)
    if unsure is None and _grants_itself(found):
        return Unknown("it may attach any right to anybody, itself too, unless a boundary forbids")
    return False if unsure is None else unsure


def _grants_itself(found: tuple[Statement, ...]) -> bool:
    return any(
        one.allows
        and on_everything(one) is True
        and narrowing(one) is False
        and any(one.performs(action) and not denies(found, action) for action in _SELF_GRANTS)
        for one in found
    )


def _unsure(found: object) -> Unknown:
    return found if isinstance(found, Unknown) else Unknown("the policy rests on an output")


def _many_actions(statement: Statement) -> bool:
    if statement.not_actions:
        return True
    if any(every_action(pattern) or whole_service(pattern) for pattern in statement.actions):
        return True
    return statement.performs("iam:PassRole")


def allows(found: tuple[Statement, ...], *actions: str) -> bool:
    """Whether a document allows one of these actions, its own unconditional Deny counted.

    Where the Allow applies (which resources, under which conditions) is not asked.
    """
    return any(_allowed(found, action) for action in actions)


def allows_everywhere(found: tuple[Statement, ...], *actions: str) -> bool:
    """As `allows`, counting only statements that apply to every resource."""
    everywhere = tuple(s for s in found if not s.allows or on_everything(s) is True)
    return allows(everywhere, *actions)


def _allowed(found: tuple[Statement, ...], action: str) -> bool:
    if not any(s.allows and s.performs(action) for s in found):
        return False
    return not denies(found, action)


def denies(found: tuple[Statement, ...], action: str) -> bool:
    """Whether a document refuses an action on everything, whatever another document grants."""
    denied = (s for s in found if not s.allows and s.performs(action) and not s.conditions)
    return any(on_everything(s) is True for s in denied)
