"""The JSON report, schema `hdsstack.report/1`: the same input gives the same bytes."""

import json
from collections.abc import Iterator
from typing import Any

from hdsstack.model.message import Translate
from hdsstack.model.report import Finding, Report, TargetReport
from hdsstack.report.view import View
from hdsstack.report.words import order

SCHEMA = "hdsstack.report/1"
# What depends on the machine and not on the target stays out of the data.
_OF_THE_MACHINE = ("interpreter",)
# Document, targets, target, findings: what lies deeper stands on one line.
_LINES = 4
_ENCODER = json.JSONEncoder(ensure_ascii=False)


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
            yield begun + _ENCODER.encode(item)
        written = ","
    yield opened + closed if written == opened else "\n" + "  " * depth + closed


def _target(report: TargetReport, translate: Translate) -> dict[str, Any]:
    return {
        "target": report.target,
        "environment": report.environment,
        "outcome": report.outcome,
        "error": _error(report),
        "resources": _resources(report),
        "findings": (_finding(f, translate) for f in sorted(report.findings, key=order)),
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


def _finding(finding: Finding, translate: Translate) -> dict[str, Any]:
    resource, waiver = finding.resource, finding.waiver
    source = resource.source if resource else None
    return {
        "control": finding.control.id,
        "verdict": finding.outcome.value,
        "blocking": finding.blocking,
        "severity": finding.control.severity.value,
        "strength": finding.control.strength.value,
        "resource": resource.urn if resource else None,
        "type": resource.token if resource else None,
        "name": resource.name if resource else None,
        "at": finding.at or None,
        "because": finding.because.render(translate) if finding.because else None,
        "remedy": translate(finding.control.remedy),
        "rests_on": [one.render(translate) for one in finding.rests_on],
        "source": {"file": source.file, "line": source.line} if source else None,
        "waiver": {
            "owner": waiver.owner,
            "reason": waiver.reason,
            "until": waiver.until.isoformat(),
        }
        if waiver
        else None,
    }
