"""A plain `pulumi up` of a stack that fails stops with the findings and provisions nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from hdsstack.checking import check
from hdsstack.engine.project import Configuration
from hdsstack.guard import _without_secrets
from hdsstack.targets import Options
from tests.blueprints.references import TODAY
from tests.engine.harness import EngineRun, copy_project

PROGRAM = Path(__file__).parent / "programs" / "guarded"
PASSWORD = "s3cret-of-the-stack"
STACK = "ch-bapaume-prod"


class Team:
    """A team's own project and its stack `dev` on a real engine."""

    def __init__(self, engine: EngineRun, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        engine.stack_init("dev", folder)
        self.set("aws:region", "eu-west-3")

    def set(self, key: str, value: str, *options: str) -> None:
        self.engine.run("config", "set", "--stack", "dev", *options, key, value, cwd=self.folder)

    def up(self, *, check: bool = False) -> subprocess.CompletedProcess[str]:
        return self.engine.up("dev", self.folder, "--skip-preview", check=check)

    def registered(self) -> list[str]:
        """Names, sorted: resources that do not wait for each other are created in any order."""
        names = (urn.rsplit("::", 1)[-1] for urn in self.engine.registered("dev", self.folder))
        return sorted(names)

    def edit(self, before: str, after: str) -> None:
        program = self.folder / "__main__.py"
        text = program.read_text(encoding="utf-8")
        assert before in text
        program.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def team(engine: EngineRun, tmp_path: Path) -> Team:
    return Team(engine, Path(shutil.copytree(PROGRAM, tmp_path / "team")))


def output(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout + done.stderr


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The output of a command that the guard has stopped, without a traceback."""
    assert done.returncode != 0
    assert "Traceback" not in output(done)
    return output(done)


def test_a_module_that_registers_when_imported_does_so_in_the_real_run(team: Team) -> None:
    up = team.up(check=True)
    assert "every blocking control holds" in output(up)
    assert team.registered() == ["records"]
    assert "3 unchanged" in team.engine.preview_expect_no_changes("dev", team.folder).stdout


def test_a_module_imported_before_the_guard_is_decided_all_the_same(team: Team) -> None:
    team.edit("import hdsstack.guard", "import keys\nimport hdsstack.guard")
    team.set("rotation-off", "true")
    assert "HDS-CRY-003" in refused(team.up())


def test_a_failing_program_is_refused_and_registers_nothing(team: Team) -> None:
    team.set("rotation-off", "true")
    said = refused(team.up())
    assert "HDS-CRY-003" in said
    assert "records enableKeyRotation (keys.py:23)" in said
    assert team.registered() == []


def test_what_is_not_known_is_a_warning_unless_the_guard_is_strict(team: Team) -> None:
    team.set("strange", "true")
    assert "warning: team dev: undecided" in output(team.up(check=True))
    assert team.registered() == ["records", "strange"]
    team.edit("check(__file__)", "check(__file__, strict=True)")
    assert "aws:gamelift/script:Script strange" in refused(team.up())


def test_no_secret_of_the_stack_is_in_a_message(team: Team) -> None:
    team.set("password", PASSWORD, "--secret")
    team.set("raises", "true")
    said = refused(team.up())
    assert "keys.py:8: the program stopped with no resource registered yet: ValueError" in said
    assert PASSWORD not in said


@pytest.mark.parametrize("secret", [PASSWORD, f'{{"inside": ["{PASSWORD}"]}}'])
def test_secrets_are_masked_wherever_they_stand(secret: str) -> None:
    held = Configuration(values={"team:password": secret}, secret_keys=("team:password",))
    said = _without_secrets(f"cannot read {PASSWORD}, nor {PASSWORD}", held)
    assert said == "cannot read [secret], nor [secret]"


def test_a_guarded_program_can_be_checked(tmp_path: Path) -> None:
    """The guard does nothing inside a recording."""
    folder = Path(shutil.copytree(PROGRAM, tmp_path / "team"))
    (folder / "Pulumi.dev.yaml").write_text("config: {team:rotation-off: true}\n", encoding="utf-8")
    target = check([str(folder)], Options(root=tmp_path, today=TODAY)).targets[0]
    failing = {f.control.id for f in target.findings if f.blocking}
    assert failing == {"HDS-CRY-003"}


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("establishment", None, "Missing required configuration variable 'hdsstack:establishment'"),
        ("environment", None, "Missing required configuration variable 'hdsstack:environment'"),
        ("establishment", "ch-nowhere", "stacks/ch-nowhere/__main__.py is missing"),
        ("environment", "staging", "names environment staging"),
    ],
)
def test_a_stack_that_names_nothing_known_is_refused(
    engine: EngineRun, tmp_path: Path, key: str, value: str | None, wanted: str
) -> None:
    project = copy_project(tmp_path / "project")
    engine.stack_init(STACK, project)
    change = ("set", f"hdsstack:{key}", value) if value else ("rm", f"hdsstack:{key}")
    engine.run("config", change[0], "--stack", STACK, *change[1:], cwd=project)
    assert wanted in refused(engine.up(STACK, project, "--skip-preview", check=False))
    assert engine.registered(STACK, project) == []
