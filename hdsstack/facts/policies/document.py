"""A policy document of AWS, read into statements.

A document comes as JSON text, as an object, as text with outputs inside, or unknown. Names of
actions compare without case. Sources: AWS IAM user guide, policy evaluation logic and elements
reference, read 2026-11.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from hdsstack.facts.documents import decoded
from hdsstack.model.message import N_
from hdsstack.model.values import (
    ABSENT,
    Found,
    Ref,
    Text,
    Unknown,
    Value,
    plain,
    unknown_for,
)

ANY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One line of a condition block: operator, key in lower case, values."""

    operator: str
    key: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement; an element that is absent is an empty tuple.

    Attributes:
        actions: Patterns in lower case.
        principals: Pairs of kind (`AWS`, `Service`, `Federated`, `CanonicalUser`, `*`) and value.
        index: Its position in the document.

    """

    allows: bool
    actions: tuple[str, ...] = ()
    not_actions: tuple[str, ...] = ()
    resources: tuple[Value, ...] = ()
    not_resources: tuple[Value, ...] = ()
    principals: tuple[tuple[str, Value], ...] = ()
    not_principals: tuple[tuple[str, Value], ...] = ()
    conditions: tuple[Condition, ...] = ()
    index: int = 0

    def performs(self, action: str) -> bool:
        """Whether the statement speaks of this one action, wildcards and NotAction counted."""
        wanted = action.lower()
        if self.not_actions:
            return not any(fnmatchcase(wanted, pattern) for pattern in self.not_actions)
        return any(fnmatchcase(wanted, pattern) for pattern in self.actions)

    def performs_all(self, service: str) -> bool:
        """Whether the statement speaks of every action of a service."""
        if self.not_actions:
            return not any(_touches(pattern, service) for pattern in self.not_actions)
        return any(
            every_action(pattern) or whole_service(pattern) == service for pattern in self.actions
        )


def statements(document: Found) -> tuple[Statement, ...] | Unknown:
    """The statements of a policy document, or an Unknown where it cannot be read."""
    found = _object(document)
    if isinstance(found, Unknown):
        return found
    listed = _listed(_field(found, "Statement"))
    if any(isinstance(item, Unknown | Ref | Text) or _unreadable(item) for item in listed):
        return Unknown("a statement of the policy is an output")
    return tuple(
        _statement(item, index) for index, item in enumerate(listed) if isinstance(item, dict)
    )


def _unreadable(item: Value) -> bool:
    """Whether an output decides what a statement does: its effect, or one of its actions."""
    if not isinstance(item, dict):
        return False
    deciding = (_field(item, name) for name in ("Effect", "Action", "NotAction"))
    return any(isinstance(part, Unknown | Ref) for found in deciding for part in _listed(found))


def _object(document: Found) -> Mapping[str, Value] | Unknown:
    match plain(document):
        case dict() as found:
            return found
        case Unknown() as missing:
            return missing
        case Ref(urn=urn, prop=prop):
            return unknown_for(
                N_("the policy is the {prop} of {name}"),
                prop=prop,
                name=urn.rsplit("::", 1)[-1],
                urns=(urn,),
            )
        case Text() as text:
            return _parsed(text.encoded(), tuple(ref.urn for ref in text.refs))
        case str() as text if text.strip():
            return _parsed(text, ())
        case "":
            return {}
        case _ as found if found is ABSENT:
            return {}
        case _:
            return Unknown("the policy is not a document that can be read")


def _parsed(text: str, urns: tuple[str, ...]) -> Mapping[str, Value] | Unknown:
    try:
        found = decoded(json.loads(text))
    except (ValueError, RecursionError):
        return Unknown("the policy is not a JSON document that can be read", urns)
    return found if isinstance(found, dict) else Unknown("the policy is not a JSON object", urns)


def _field(found: Mapping[str, Value], name: str) -> Value:
    """An element by its name; a typed document of the SDK writes them in lower camel case."""
    return found.get(name, found.get(name[0].lower() + name[1:]))


def _listed(value: Value) -> list[Value]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _statement(found: Mapping[str, Value], index: int) -> Statement:
    return Statement(
        allows=str(_field(found, "Effect") or "Allow").lower() != "deny",
        actions=_actions(_field(found, "Action")),
        not_actions=_actions(_field(found, "NotAction")),
        resources=tuple(_listed(_field(found, "Resource"))),
        not_resources=tuple(_listed(_field(found, "NotResource"))),
        principals=_principals(_field(found, "Principal")),
        not_principals=_principals(_field(found, "NotPrincipal")),
        conditions=tuple(_conditions(_field(found, "Condition"))),
        index=index,
    )


def _actions(value: Value) -> tuple[str, ...]:
    return tuple(item.lower() for item in _listed(value) if isinstance(item, str))


def _principals(value: Value) -> tuple[tuple[str, Value], ...]:
    if isinstance(value, dict):
        return tuple((kind, item) for kind, held in value.items() for item in _listed(held))
    return tuple((ANY, item) for item in _listed(value))


def _conditions(value: Value) -> Iterator[Condition]:
    if not isinstance(value, dict):
        return
    for operator, block in value.items():
        if isinstance(block, dict):
            for key, held in block.items():
                yield Condition(
                    operator=operator.lower(), key=key.lower(), values=tuple(_listed(held))
                )


def every_action(pattern: str) -> bool:
    """A pattern of every action: `*`, `*:*`, `**`, `?*`."""
    return "*" in pattern and not pattern.strip("*:?")


def whole_service(pattern: str) -> str:
    """The service whose every action the pattern names: `s3` for `s3:*`; empty for another."""
    service, colon, rest = pattern.partition(":")
    return service if colon and "*" in rest and not rest.strip("*?") else ""


def _touches(pattern: str, service: str) -> bool:
    return every_action(pattern) or fnmatchcase(service, pattern.partition(":")[0])
