"""The report for people: what stands first, that nothing is lost, that it fits the terminal."""

import dataclasses

import pytest

from hdsstack.model.message import Message
from hdsstack.model.report import Report
from hdsstack.model.verdict import Outcome, Severity
from hdsstack.report import formats
from hdsstack.report.terminal import render
from hdsstack.report.text import lines
from hdsstack.report.view import View
from tests.report.samples import EVERYTHING, FAILING, finding, resource

ONE = Report(targets=(FAILING,))


def test_the_first_lines_are_the_verdict_and_the_counts() -> None:
    first, second, *_rest = render(ONE, View()).splitlines()
    assert first == "ch-exemple prod: refused; blocking failures: 3, undecided: 1"
    assert "fails 4 · undecided 1 · holds 1 · not applicable 1" in second
    assert "resources understood: 4 of 5" in second


def test_failures_stand_by_control_the_most_severe_first() -> None:
    shown = render(ONE, View())
    critical, high = shown.index("HDS-CRY-001 Rule 1"), shown.index("HDS-CRY-002 Rule 2")
    assert critical < high < shown.index("HDS-CRY-003 Rule 3")


def test_a_finding_says_where_why_and_what_to_do() -> None:
    shown = render(ONE, View())
    assert "    - records kmsKeyId  stacks/x/__main__.py:14\n" in shown
    assert shown.count("the key is the provider's\n") == 2, "a reason is said once per control"
    assert "    → Follow rule 2.\n" in shown


def test_an_unknown_part_of_a_name_is_legible() -> None:
    """A name that the program makes of a setting that nobody has set."""
    named = resource("${?configuration hopital:prefix}-db-${urn:pulumi:prod::p::a:b/c:C::vpc#id}")
    one = finding(1, Outcome.FAIL, named, Message("the size of ${?getVpc.id} is unknown"))
    shown = render(Report(targets=(dataclasses.replace(FAILING, findings=(one,)),)), View())
    assert "- <prefix>-db-<vpc.id>" in shown
    assert "the size of <getVpc.id> is unknown" in shown


def test_nothing_that_matters_is_hidden() -> None:
    shown = render(EVERYTHING, View())
    for wanted in (
        "waived by C. Martin until 2027-03-31: replaced in March",
        "aws:s3/bucket:Bucket mystery",
        "a declaration",
        "This is no certificate",
        "other dev: could not be read",
        "__main__.py:3: it raised",
    ):
        assert wanted in shown


def test_a_long_list_is_cut_and_verbose_shows_it() -> None:
    many = FAILING.findings + tuple(FAILING.findings[1:2]) * 20
    report = Report(targets=(dataclasses.replace(FAILING, findings=many),))
    assert "and 16 more; --verbose shows them" in render(report, View())
    assert "more; --verbose" not in render(report, View(verbose=True))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit_the_terminal(width: int) -> None:
    assert max(map(len, render(EVERYTHING, View(width=width)).splitlines())) <= width


def test_escape_sequences_are_written_only_where_wanted() -> None:
    assert "\x1b" not in render(ONE, View())
    assert "\x1b" in render(ONE, View(colour=True))


def test_the_plain_lines_hold_every_blocking_finding() -> None:
    text = "\n".join(lines(FAILING, str))
    assert text.count("fails:") == 4
    assert "HDS-CRY-003 undecided: the establishment actors: nobody says it" in text
    assert "-> waived by C. Martin" in text


def test_formats_are_found() -> None:
    assert formats() == ("json", "terminal")


def undeclared(count: int) -> Report:
    """A program without a manifest, of which `count` controls fail."""
    question = dataclasses.replace(finding(30, Outcome.UNKNOWN, None), blocking=False)
    failing = [
        finding(
            number,
            Outcome.FAIL,
            resource(f"store-{number}-{place}", 10 * number + place),
            severity=Severity.CRITICAL if number == count else Severity.LOW,
        )
        for number in range(1, count + 1)
        for place in range(5)
    ]
    found = (question, *failing)
    return Report(targets=(dataclasses.replace(FAILING, findings=found, declared=False),))


def test_a_program_without_a_manifest_has_one_screen_first() -> None:
    """What fails, where and how to mend it, the worst first; the long list after it."""
    shown = render(undeclared(20), View(width=100)).splitlines()
    screen = shown[:33]
    assert screen[4].startswith("  FAILS HDS-CRY-020 Rule 20 holds")
    assert screen[5] == "    stacks/x/__main__.py:200, 201, 202 +2 → Follow rule 20."
    assert "20" in " ".join(screen[29:31])
    assert "--strict" in " ".join(screen[29:])
    strict = dataclasses.replace(
        undeclared(20).targets[0], findings=undeclared(20).targets[0].findings[1:]
    )
    assert "--strict" not in render(Report(targets=(strict,)), View(width=100))
    assert any("store-1-0" in line for line in shown[33:])


def test_a_short_report_is_its_own_summary() -> None:
    assert "What to mend first" not in render(undeclared(4), View())
    assert "What to mend first" not in render(ONE, View())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_summary_fits_the_terminal(language: str) -> None:
    shown = render(undeclared(20), View(width=70, language=language)).splitlines()
    assert max(map(len, shown)) <= 70
