"""What different readers of one stack say of it, in a form that can be compared."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hdsstack.checking import check, check_graph
from hdsstack.engine.preview import read_preview
from hdsstack.engine.state import read_state
from hdsstack.model.report import TargetReport
from hdsstack.model.verdict import Outcome
from hdsstack.targets import Options
from tests.blueprints.references import TODAY
from tests.engine.harness import REPOSITORY, EngineRun

PACK = REPOSITORY / "policies" / "crossguard"
# What only a secret mark decides does not reach a policy pack.
LEFT_OUT = {"HDS-CRY-009"}
# Control and URN; `*` for the establishment as a whole.
Pairs = set[tuple[str, str]]


def recorded(target: str, root: Path) -> TargetReport:
    """The decision on an establishment's or a team's program."""
    return check([target], Options(root=root, today=TODAY)).targets[0]


def of_state(state: Mapping[str, Any], root: Path, slug: str | None = None) -> TargetReport:
    """`hdsstack check SLUG --state`."""
    options = Options(root=root, today=TODAY)
    return check_graph(read_state(json.dumps(state), "state.json"), options, slug)


def of_preview(text: str, root: Path, slug: str | None = None) -> TargetReport:
    """`hdsstack check SLUG --preview`."""
    options = Options(root=root, today=TODAY)
    return check_graph(read_preview(text, "preview.json"), options, slug)


def verdicts(report: TargetReport) -> set[tuple[str, str, str]]:
    """Every finding: control, URN or `*`, verdict."""
    return {
        (one.control.id, one.resource.urn if one.resource else "*", one.outcome.value)
        for one in report.findings
    }


def failing(report: TargetReport) -> Pairs:
    """The findings that fail, whether they block or not."""
    return {
        (one.control.id, one.resource.urn if one.resource else "*")
        for one in report.findings
        if one.outcome is Outcome.FAIL and not one.waiver
    }


def without_what_a_pack_cannot_see(pairs: Iterable[tuple[str, str]]) -> Pairs:
    return {(control, urn) for control, urn in pairs if control not in LEFT_OUT}


def analyze(
    engine: EngineRun, state: Path, cwd: Path, configuration: Mapping[str, Any] | None = None
) -> subprocess.CompletedProcess[str]:
    """`pulumi policy analyze --file STATE --policy-pack policies/crossguard --json`."""
    chosen: tuple[str, ...] = ()
    if configuration is not None:
        file = state.with_suffix(".policy.json")
        file.write_text(json.dumps(configuration), encoding="utf-8")
        chosen = ("--policy-pack-config", str(file))
    files = ("--file", str(state), "--policy-pack", str(PACK), *chosen)
    return engine.run("policy", "analyze", "--json", *files, cwd=cwd, check=False, timeout=600)


def violations(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The policy events of an analysis; there is at least its summary."""
    events = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert any("summaryEvent" in event for event in events), done.stderr
    return [event["policyEvent"] for event in events if "policyEvent" in event]


def failed_in_pack(found: Iterable[Mapping[str, Any]]) -> Pairs:
    """Failures of controls; a URN of the stack itself stands for the establishment."""
    return {
        _pair(one) for one in found if not _is_unknown(one) and one["policyName"] != "hds-notes"
    }


def unknown_in_pack(found: Iterable[Mapping[str, Any]]) -> Pairs:
    """Unknowns of controls."""
    return {_pair(one) for one in found if _is_unknown(one)}


def _is_unknown(one: Mapping[str, Any]) -> bool:
    return "unknown:" in one["message"]


def _pair(one: Mapping[str, Any]) -> tuple[str, str]:
    urn = one["resourceUrn"]
    return one["policyName"].upper(), "*" if "::pulumi:pulumi:Stack::" in urn else urn
