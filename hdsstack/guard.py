"""The decision inside a Pulumi program, before anything is registered.

In a team's own program, one line at its head:

    import hdsstack.guard; hdsstack.guard.check(__file__)

In an infrastructure repository `stacks/__main__.py` calls `run_establishment`, which decides and
then runs the establishment's program for real. A failing stack raises `pulumi.RunError`: the engine
shows the findings, registers nothing but the stack itself, and exits non-zero.
"""

import runpy
from datetime import UTC, datetime
from pathlib import Path

import pulumi
from pulumi.runtime import config as runtime_config

from hdsstack.audit import Question, decide
from hdsstack.engine.errors import TargetError
from hdsstack.engine.program import record_here
from hdsstack.engine.project import Configuration, open_project
from hdsstack.engine.recorder.run import RECORDING
from hdsstack.locale import Speaker, _, language_of_environment
from hdsstack.model.establishment import Establishment
from hdsstack.model.report import TargetReport
from hdsstack.model.settings import StackSettings


def check(program: str | Path, *, manifest: str | Path | None = None, strict: bool = False) -> None:
    """Decide the program that calls this, before its first resource.

    Args:
        program: The program's `__file__`, or its folder.
        manifest: An `establishment.yaml` that the controls may rest on.
        strict: An unknown of a blocking control stops too; otherwise it is a warning.

    Raises:
        pulumi.RunError: A blocking control fails, or nothing could be checked.

    """
    if RECORDING.get():
        return
    entry = Path(program).resolve()
    root = _root_of(entry)
    establishment = _manifest(Path(manifest)) if manifest else None
    _decide(entry, root, establishment, pulumi.get_stack(), strict=strict)


def run_establishment(stacks: Path) -> None:
    """Decide and run the establishment that the stack's configuration names.

    Reads `<project>:establishment` and `<project>:environment`.

    Raises:
        pulumi.RunError: No such establishment, or a blocking failure or unknown.

    """
    settings = pulumi.Config()
    slug, environment = settings.require("establishment"), settings.require("environment")
    folder = stacks / slug
    if not (folder / "__main__.py").is_file():
        raise pulumi.RunError(
            _("stacks/{slug}/__main__.py is missing; next: `hdsstack new {slug}`").format(slug=slug)
        )
    if not RECORDING.get():
        establishment = _manifest(folder / "establishment.yaml")
        _decide(folder / "__main__.py", stacks.parent, establishment, environment, strict=True)
    runpy.run_path(str(folder / "__main__.py"), run_name="__main__")


def _decide(
    entry: Path, root: Path, establishment: Establishment | None, environment: str, *, strict: bool
) -> None:
    # Read before the recording's thread starts: context variables are empty there.
    configuration = _running_configuration()
    project, stack = pulumi.get_project(), pulumi.get_stack()
    try:
        graph = record_here(
            entry, root=root, project=project, stack=stack, configuration=configuration
        )
    except TargetError as error:
        raise pulumi.RunError(_located(error)) from None
    report = decide(
        Question(
            graph=graph,
            target=establishment.slug if establishment else project,
            environment=environment,
            today=datetime.now(UTC).date(),
            establishment=establishment,
            settings=_settings(root, stack),
        )
    )
    _answer(report, strict=strict)


def _answer(report: TargetReport, *, strict: bool) -> None:
    from hdsstack.report.text import lines

    said = "\n".join(lines(report, Speaker(language_of_environment())))
    if report.outcome in ("fail", "empty", "error") or (strict and report.outcome != "pass"):
        raise pulumi.RunError(said)
    if report.outcome == "undecided":
        pulumi.log.warn(said)
    else:
        pulumi.log.info(said)


def _running_configuration() -> Configuration:
    values = {key: str(value) for key, value in runtime_config.CONFIG.get().items()}
    secret = [key for key in values if runtime_config.is_config_secret(key)]
    return Configuration(values=values, secret_keys=tuple(secret))


def _settings(root: Path, stack: str) -> StackSettings:
    try:
        return open_project(root, stack, {}).settings
    except TargetError:
        return StackSettings()


def _manifest(path: Path) -> Establishment:
    from hdsstack.model.problem import ManifestError
    from hdsstack.planning.manifest_check import load

    try:
        return load(path, path.name).establishment
    except ManifestError as error:
        raise pulumi.RunError(str(error)) from None


def _root_of(entry: Path) -> Path:
    """The folder with Pulumi.yaml at or above the program, else the program's own folder."""
    start = entry if entry.is_dir() else entry.parent
    for folder in (start, *start.parents):
        if (folder / "Pulumi.yaml").is_file():
            return folder
    return start


def _located(error: TargetError) -> str:
    place = f"{error.file}:{error.line}: " if error.file and error.line else ""
    return f"{place}{error.message}"
