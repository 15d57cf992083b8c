"""A report with one of everything."""

import datetime as dt

from hdsstack.model.graph import Notice, Resource, Source
from hdsstack.model.message import N_, Message, message
from hdsstack.model.report import (
    AppliedWaiver,
    Failure,
    Finding,
    Report,
    RequirementStatus,
    TargetReport,
)
from hdsstack.model.verdict import Control, Outcome, Severity, Strength, Verdict


def control(number: int, severity: Severity = Severity.HIGH) -> Control:
    return Control(
        id=f"HDS-CRY-{number:03}",
        title=f"Rule {number} holds",
        why="Because.",
        remedy=f"Follow rule {number}.",
        severity=severity,
        strength=Strength.DERIVED,
        covers=("hds-2024-2.0/EXI-05",),
        subject=None,
        decide=lambda: Verdict(Outcome.PASS),
    )


def resource(name: str, line: int | None = None) -> Resource:
    token = "aws:s3/bucket:Bucket"
    return Resource(
        urn=f"urn:pulumi:prod::p::{token}::{name}",
        type=token,
        token=token,
        name=name,
        inputs={},
        source=Source("stacks/x/__main__.py", line) if line else None,
    )


def finding(
    number: int,
    outcome: Outcome,
    on: Resource | None,
    because: Message | None = None,
    *,
    severity: Severity = Severity.HIGH,
    waiver: AppliedWaiver | None = None,
    rests_on: tuple[Message, ...] = (),
) -> Finding:
    return Finding(
        control=control(number, severity),
        outcome=outcome,
        blocking=outcome in (Outcome.FAIL, Outcome.UNKNOWN) and waiver is None,
        resource=on,
        at="kmsKeyId" if on else "actors",
        because=because,
        waiver=waiver,
        rests_on=rests_on,
    )


CLEAR = message(N_("the key is the {owner}'s"), owner="provider")
WAIVER = AppliedWaiver(owner="C. Martin", reason="replaced in March", until=dt.date(2027, 3, 31))

FAILING = TargetReport(
    target="ch-exemple",
    environment="prod",
    outcome="fail",
    total=5,
    understood=4,
    not_understood=(resource("mystery"),),
    findings=(
        finding(3, Outcome.UNKNOWN, None, Message("nobody says it")),
        finding(2, Outcome.FAIL, resource("records", 14), CLEAR),
        finding(2, Outcome.FAIL, resource("exports", 20), CLEAR),
        finding(1, Outcome.FAIL, resource("images", 8), CLEAR, severity=Severity.CRITICAL),
        finding(2, Outcome.FAIL, resource("old", 30), CLEAR, waiver=WAIVER),
        finding(1, Outcome.PASS, resource("records", 14), rests_on=(Message("a declaration"),)),
        finding(4, Outcome.NOT_APPLICABLE, None, Message("no question")),
    ),
    requirements=(
        RequirementStatus(
            framework="hds-2024-2.0", id="EXI-05", status="failed", controls=("HDS-CRY-001",)
        ),
        RequirementStatus(framework="hds-2024-2.0", id="EXI-06", status="for-people", controls=()),
    ),
    notices=(Notice("look-up", "aws:ec2/getAmi:getAmi"), Notice("interpreter", "")),
)
BROKEN = TargetReport(
    target="other",
    environment="dev",
    outcome="error",
    error=Failure(message="it raised", file="__main__.py", line=3),
)
EVERYTHING = Report(targets=(FAILING, BROKEN))
