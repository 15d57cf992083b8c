"""Each case of `tests/controls/<ID>/*.yaml` is a test, in each of the three forms of a graph."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hdsstack.audit import Question, decide
from hdsstack.engine.resources import resources_of
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.report import TargetReport
from hdsstack.model.settings import StackSettings
from tests.cases import PROJECT, STACK, Builder, load
from tests.samples import establishment_with

FORMS = ("recorded", "state", "preview")
TODAY = date(2026, 11, 25)


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    if file_path.suffix == ".yaml" and file_path.parent.parent.name == "controls":
        return CaseFile.from_parent(parent, path=file_path)
    return None


class CaseFile(pytest.File):
    """One table of cases, all about one control."""

    def collect(self) -> Iterator[pytest.Item]:
        table = load(self.path.read_text(encoding="utf-8"))
        assert table["control"] == self.path.parent.name, "the folder names the control"
        for case in table["cases"]:
            for form in case.get("sources", table.get("sources", FORMS)):
                name = f"{case['case']} ({form})"
                yield Case.from_parent(
                    self, name=name, control=table["control"], case=case, form=form
                )


class Case(pytest.Item):
    """One case in one form."""

    def __init__(self, *, control: str, case: dict[str, Any], form: str, **rest: Any) -> None:
        super().__init__(**rest)
        self.control, self.case, self.form = control, case, form

    def runtest(self) -> None:
        report = check_case(self.case, self.control, self.form)
        found = {(f.resource.name if f.resource else "*"): f for f in report.findings}
        for name, wanted in self.case["expect"].items():
            finding = found.get(name)
            verdict = finding.outcome.value if finding else "silent"
            accepted = set(wanted if isinstance(wanted, list) else [wanted])
            if self.form == "preview":
                accepted |= {"unknown"} if accepted & {"pass", "fail"} else set()
            because = str(finding.because) if finding and finding.because else ""
            assert verdict in accepted, f"{name}: {verdict} ({because}), wanted {wanted}"
        for name, at in self.case.get("at", {}).items():
            if self.form == "recorded":
                assert found[name].at == at, f"{name}: at {found[name].at!r}, wanted {at!r}"

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> "str | Any":
        """The sentence alone where a verdict is not the wanted one."""
        if excinfo.errisinstance(AssertionError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.control}: {self.name}"


def check_case(case: dict[str, Any], control: str, form: str) -> TargetReport:
    """The report of one control on one case."""
    manifest = case.get("manifest")
    graph = ResourceGraph(
        project=PROJECT,
        stack=STACK,
        resources=resources_of(Builder(case.get("resources", {}), form).build()),
        configuration=case.get("configuration", {"aws:region": "eu-west-3"}),
    )
    report = decide(
        Question(
            graph=graph,
            target=PROJECT,
            environment=case.get("environment", "prod"),
            today=TODAY,
            establishment=None if manifest is None else establishment_with(manifest),
            settings=StackSettings(
                backend=case.get("backend"), secrets_provider=case.get("secrets_provider")
            ),
            select=(control,),
        )
    )
    defects = [notice.text for notice in report.notices if notice.kind == "defect"]
    assert not defects, f"a reader of facts raised: {', '.join(defects)}"
    return report
