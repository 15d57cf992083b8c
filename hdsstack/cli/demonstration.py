"""The demonstration: a small hospital scaffolded, checked, broken, found out, repaired."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hdsstack import scaffold
from hdsstack.checking import check
from hdsstack.cli.choices import language
from hdsstack.cli.reading import write
from hdsstack.locale import Speaker, _
from hdsstack.model.report import Finding, Report, TargetReport
from hdsstack.model.verdict import Outcome
from hdsstack.report import json, terminal
from hdsstack.report.text import headline, source, subject
from hdsstack.report.view import View
from hdsstack.report.words import blocking, order
from hdsstack.targets import Options

SLUG = "clinique-exemple"
_ANSWERS = {
    "name": "Clinique Exemple",
    "kind": "clinique",
    "beds": "40",
    "administrator": "Camille Exemple",
}
# London: a European name, outside the European Economic Area. The copies of backups go there.
_SABOTAGE = re.compile(r'second_region="(?P<sound>[^"]+)"')
_LONDON = 'second_region="eu-west-2"'


class DemonstrationError(Exception):
    """A step did not show what it should: a defect of hdsstack."""


def _failing(target: TargetReport) -> Iterator[str]:
    """Each failing control, and the first place where it fails."""
    speak = Speaker(language())
    by_control: dict[str, list[Finding]] = {}
    for finding in sorted(blocking(target, Outcome.FAIL), key=order):
        by_control.setdefault(finding.control.id, []).append(finding)
    for control, found in by_control.items():
        yield f"{control} {speak(found[0].control.title)}"
        yield f"  - {subject(found[0], speak)}  {source(found[0])}"
        if len(found) > 1:
            yield "  - " + _("and {count} more").format(count=len(found) - 1)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One run in a folder of its own, which stays for the reader."""

    folder: Path
    today: date

    def run(self) -> Iterator[str]:
        """Do each step and yield what happened, line by line.

        Raises:
            DemonstrationError: A step did not show what it should.

        """
        self.folder.joinpath("report").mkdir()
        yield _("1. A small hospital from a few answers")
        written = scaffold.new(self.folder, SLUG, "public", "aws", dict(_ANSWERS), today=self.today)
        yield f"   hdsstack new {SLUG} --blueprint public --provider aws"
        yield _("   files written: {count}, under {folder}").format(
            count=len(written), folder=self.folder
        )
        yield _("2. Checked: nothing is provisioned, no account is asked")
        yield from self._checked("1-sound", "pass")
        program = self.folder / "stacks" / SLUG / "__main__.py"
        sound = program.read_text(encoding="utf-8")
        yield from self._sabotaged(program, sound)
        yield _("4. Repaired")
        write(program, sound)
        yield from self._checked("3-repaired", "pass")
        yield _("Reports: {folder}").format(folder=self.folder / "report")

    def _sabotaged(self, program: Path, sound: str) -> Iterator[str]:
        found = _SABOTAGE.search(sound)
        if found is None:
            raise DemonstrationError(_("the program names no second region to sabotage"))
        write(program, sound[: found.start()] + _LONDON + sound[found.end() :])
        yield _("3. Sabotaged: copies of backups go to London, outside the EEA")
        line = sound.count("\n", 0, found.start()) + 1
        yield f'   stacks/{SLUG}/__main__.py:{line}: "{found["sound"]}" -> "eu-west-2"'
        yield from self._checked("2-sabotaged", "fail")

    def _checked(self, name: str, wanted: str) -> Iterator[str]:
        yield f"   hdsstack check {SLUG}"
        report = check([SLUG], Options(root=self.folder, today=self.today))
        self._kept(name, report)
        (target,) = report.targets
        yield f"   {headline(target, Speaker(language()))}"
        yield from (f"     {line}" for line in _failing(target))
        if target.outcome != wanted:
            raise DemonstrationError(
                _("the outcome is {seen}, {wanted} was wanted; the report is {file}").format(
                    seen=target.outcome, wanted=wanted, file=self.folder / "report" / f"{name}.txt"
                )
            )

    def _kept(self, name: str, report: Report) -> None:
        view = View(language=language())
        write(self.folder / "report" / f"{name}.txt", terminal.render(report, view))
        write(self.folder / "report" / f"{name}.json", json.render(report, view))
