"""The JSON report, schema `hdsstack.report/1`: the same input gives the same bytes."""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from hdsstack.model.graph import Resource
from hdsstack.model.message import Message, Translate
from hdsstack.model.report import AppliedWaiver, Finding, Report, TargetReport
from hdsstack.model.verdict import Control, Outcome
from hdsstack.report.view import View
from hdsstack.report.words import order

SCHEMA = "hdsstack.report/1"
# What depends on the machine and not on the target stays out of the data.
_OF_THE_MACHINE = ("interpreter",)
# Document, targets, target, findings: what lies deeper stands on one line.
_LINES = 4
# Texts of findings that wait for another one like them.
_KEPT = 16_384
_ENCODER = json.JSONEncoder(ensure_ascii=False)


class _Encoded(str):
    """Text that is JSON already."""

    __slots__ = ()


def render(report: Report, view: View) -> str:
    """The report as JSON text that ends with a line feed."""
    targets = (_target(one, view.translate) for one in report.targets)
    return "".join(_laid_out({"schema": SCHEMA, "targets": targets})) + "\n"


def _laid_out(value: object, depth: int = 0) -> Iterator[str]:
    """JSON text, one line per finding: a large state has a hundred thousand, written one by one."""
    if not isinstance(value, dict | list | Iterator):
        yield _ENCODER.encode(value)
        return
    inside = "\n" + "  " * (depth + 1)
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    rows = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    written = opened
    for key, item in rows:
        begun = written + inside + ("" if key is None else f"{_ENCODER.encode(key)}: ")
        if depth + 1 < _LINES:
            yield begun
            yield from _laid_out(item, depth + 1)
        else:
            yield begun + (item if isinstance(item, _Encoded) else _ENCODER.encode(item))
        written = ","
    yield opened + closed if written == opened else "\n" + "  " * depth + closed


def _target(report: TargetReport, translate: Translate) -> dict[str, Any]:
    return {
        "target": report.target,
        "environment": report.environment,
        "outcome": report.outcome,
        "error": _error(report),
        "resources": _resources(report),
        "findings": map(_finding(translate), sorted(report.findings, key=order)),
        "requirements": [
            {"framework": r.framework, "id": r.id, "status": r.status, "controls": list(r.controls)}
            for r in report.requirements
        ],
        "notices": sorted(
            (
                {"kind": n.kind, "text": n.text}
                for n in report.notices
                if n.kind not in _OF_THE_MACHINE
            ),
            key=lambda row: (row["kind"], row["text"]),
        ),
    }


def _error(report: TargetReport) -> dict[str, Any] | None:
    error = report.error
    return {"message": error.message, "file": error.file, "line": error.line} if error else None


def _resources(report: TargetReport) -> dict[str, Any]:
    unread = ({"urn": r.urn, "type": r.token} for r in report.not_understood)
    return {
        "total": report.total,
        "understood": report.understood,
        "not_understood": sorted(unread, key=lambda row: row["urn"]),
    }


def _finding(translate: Translate) -> Callable[[Finding], _Encoded]:
    """A finding as JSON text; what many of them share is translated and encoded once."""

    @lru_cache(maxsize=_KEPT)
    def decided(control: Control, outcome: Outcome, blocking: bool) -> str:  # noqa: FBT001 - positions are what the cache compares
        return _members(
            control=control.id,
            verdict=outcome.value,
            blocking=blocking,
            severity=control.severity.value,
            strength=control.strength.value,
            remedy=translate(control.remedy),
        )

    @lru_cache(maxsize=_KEPT)
    def said(
        at: str,
        because: Message | None,
        rests_on: tuple[Message, ...],
        waiver: AppliedWaiver | None,
    ) -> str:
        return _members(
            at=at or None,
            because=because.render(translate) if because else None,
            rests_on=[one.render(translate) for one in rests_on],
            waiver=_waiver(waiver),
        )

    where = lru_cache(maxsize=_KEPT)(_where)

    def text(one: Finding) -> _Encoded:
        what = decided(one.control, one.outcome, one.blocking)
        why = said(one.at, one.because, one.rests_on, one.waiver)
        return _Encoded(f"{{{what}, {where(one.resource)}, {why}}}")

    return text


def _where(resource: Resource | None) -> str:
    source = resource.source if resource else None
    return _members(
        resource=resource.urn if resource else None,
        type=resource.token if resource else None,
        name=resource.name if resource else None,
        source={"file": source.file, "line": source.line} if source else None,
    )


def _members(**members: object) -> str:
    """The members of a JSON object, without its braces."""
    return _ENCODER.encode(members)[1:-1]


def _waiver(waiver: AppliedWaiver | None) -> dict[str, str] | None:
    if waiver is None:
        return None
    return {
        "owner": waiver.owner,
        "reason": waiver.reason,
        "until": waiver.until.isoformat(),
    }
