"""The JSON report, schema `hdsstack.report/1`: the same input gives the same bytes."""

import json
from typing import Any

from hdsstack.model.message import Translate
from hdsstack.model.report import Finding, Report, TargetReport

SCHEMA = "hdsstack.report/1"


def render(report: Report, translate: Translate = str) -> str:
    """The report as JSON text that ends with a line feed."""
    found = {"schema": SCHEMA, "targets": [_target(one, translate) for one in report.targets]}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _target(report: TargetReport, translate: Translate) -> dict[str, Any]:
    error = report.error
    return {
        "target": report.target,
        "environment": report.environment,
        "outcome": report.outcome,
        "error": {"message": error.message, "file": error.file, "line": error.line} if error else None,
        "resources": {
            "total": report.total,
            "understood": report.understood,
            "not_understood": sorted(
                ({"urn": r.urn, "type": r.token} for r in report.not_understood),
                key=lambda row: row["urn"],
            ),
        },
        "findings": [_finding(f, translate) for f in sorted(report.findings, key=order)],
        "requirements": [
            {"framework": r.framework, "id": r.id, "status": r.status, "controls": list(r.controls)}
            for r in report.requirements
        ],
        "notices": sorted(
            ({"kind": n.kind, "text": n.text} for n in report.notices),
            key=lambda row: (row["kind"], row["text"]),
        ),
    }


def order(finding: Finding) -> tuple[str, str, str]:
    """Findings stand by control, then resource."""
    return finding.control.id, finding.resource.urn if finding.resource else "", finding.at


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
        "waiver": {"owner": waiver.owner, "reason": waiver.reason, "until": waiver.until.isoformat()} if waiver else None,
    }
