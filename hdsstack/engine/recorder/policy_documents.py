"""IAM documents as `aws.iam.getPolicyDocument` makes them, without asking AWS."""

from __future__ import annotations

import json
from typing import Any, Dict, List

_LISTS = {
    "actions": "Action",
    "notActions": "NotAction",
    "resources": "Resource",
    "notResources": "NotResource",
}
_WHO = {"principals": "Principal", "notPrincipals": "NotPrincipal"}
_WIRE = {
    "not_actions": "notActions",
    "not_resources": "notResources",
    "not_principals": "notPrincipals",
}


def policy_document(args: Dict[str, Any]) -> Dict[str, Any]:
    """The document for the look-up's arguments under their wire names."""
    statements: List[Any] = []
    for source in args.get("sourcePolicyDocuments") or []:
        statements += _statements(source)
    statements += [_statement(one) for one in args.get("statements") or []]
    for override in args.get("overridePolicyDocuments") or []:
        new = _statements(override)
        sids = {one.get("Sid") for one in new if one.get("Sid")}
        statements = [one for one in statements if one.get("Sid") not in sids] + new
    return {"Version": args.get("version") or "2012-10-17", "Statement": statements}


def _statements(document: Any) -> List[Any]:
    try:
        found = json.loads(document).get("Statement", [])
    except (TypeError, ValueError, AttributeError):
        return []
    return found if isinstance(found, list) else [found]


def _statement(written: Dict[str, Any]) -> Dict[str, Any]:
    # The SDK does not translate the keys of a plain dictionary given to a look-up.
    one = {_WIRE.get(key, key): value for key, value in written.items()}
    made: Dict[str, Any] = {"Effect": one.get("effect") or "Allow"}
    if one.get("sid"):
        made["Sid"] = one["sid"]
    made.update({name: one[key] for key, name in _LISTS.items() if one.get(key)})
    made.update({name: _principals(one[key]) for key, name in _WHO.items() if one.get(key)})
    conditions: Dict[str, Dict[str, List[Any]]] = {}
    for condition in one.get("conditions") or []:
        held = conditions.setdefault(str(condition.get("test")), {})
        held.setdefault(str(condition.get("variable")), []).extend(condition.get("values") or [])
    if conditions:
        made["Condition"] = conditions
    return made


def _principals(found: List[Dict[str, Any]]) -> Any:
    if any(one.get("type") == "*" for one in found):
        return "*"
    made: Dict[str, List[Any]] = {}
    for one in found:
        made.setdefault(str(one.get("type")), []).extend(one.get("identifiers") or [])
    return made
