"""The JSON report: its schema, its order, its bytes."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import hdsstack.report
from hdsstack.model.report import Report
from hdsstack.report.json import render
from hdsstack.report.view import View
from tests.report.samples import BROKEN, EVERYTHING, FAILING

SCHEMA = json.loads(
    (Path(hdsstack.report.__file__).parent / "report.schema.json").read_text(encoding="utf-8")
)


def rendered(report: Report = EVERYTHING) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(report, View()))
    return found


def valid(report: dict[str, Any]) -> None:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(SCHEMA, format_checker=checker).validate(report)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_report_with_everything_is_valid() -> None:
    valid(rendered())


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("targets", 0, "outcome"), "compliant"),
        (("targets", 0, "error"), {"message": "x", "file": None, "line": None}),
        (("targets", 1, "error"), None),
        (("targets", 0, "findings", 0, "verdict"), "maybe"),
        (("targets", 0, "findings", 0, "because"), None),
        (("targets", 0, "findings", 1, "blocking"), True),
        (("targets", 0, "colour"), "red"),
        (("schema",), "hdsstack.report/2"),
    ],
)
def test_the_schema_refuses_what_the_contract_excludes(place: tuple[Any, ...], value: Any) -> None:
    report = rendered()
    holder: Any = report
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        valid(report)


def test_the_order_of_findings_is_theirs_not_the_program_s() -> None:
    found = [(row["control"], row["name"]) for row in rendered()["targets"][0]["findings"]]
    assert found == sorted(found, key=lambda one: (one[0], one[1] or ""))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(EVERYTHING, View(width=40)) == render(EVERYTHING, View(width=200, colour=True))


def test_a_waived_failure_stays_a_failure_that_does_not_block() -> None:
    rows = rendered()["targets"][0]["findings"]
    (row,) = [one for one in rows if one["waiver"]]
    assert (row["verdict"], row["blocking"]) == ("fail", False)
    assert row["waiver"] == {
        "owner": "C. Martin",
        "reason": "replaced in March",
        "until": "2027-03-31",
    }


def test_what_depends_on_the_machine_is_left_out() -> None:
    kinds = [row["kind"] for row in rendered()["targets"][0]["notices"]]
    assert kinds == ["look-up"]


def test_the_exit_code_is_that_of_the_worst_target() -> None:
    assert EVERYTHING.exit_code == 2
    assert Report(targets=(FAILING,)).exit_code == 1
    assert Report(targets=(BROKEN,)).exit_code == 2
    assert Report(targets=()).exit_code == 3
