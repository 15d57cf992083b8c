"""The decision inside a Pulumi program, before anything is registered.

In a team's own program, one line at its head:

    import hdsstack.guard; hdsstack.guard.check(__file__)

In an infrastructure repository `stacks/__main__.py` calls `run_establishment`, which decides and
then runs the establishment's program for real. A failing stack raises `pulumi.RunError`: the engine
shows the findings, registers nothing but the stack itself, and exits non-zero.
"""

import json
import os
import runpy
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pulumi
from pulumi.runtime import config as runtime_config
from pulumi.runtime import settings as runtime_settings

from hdsstack.audit import Question, decide
from hdsstack.engine.declared import manifest_at, settings_of
from hdsstack.engine.errors import TargetError
from hdsstack.engine.program import record_here
from hdsstack.engine.project import Configuration
from hdsstack.engine.recorder.garbage import collected_rarely
from hdsstack.locale import Speaker, _, language_of_environment
from hdsstack.model.establishment import Establishment
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.problem import located
from hdsstack.model.report import TargetReport

# As the engine itself does: masking a shorter secret would only garble the text around it.
_SHORTEST_MASKED = 3
_LIBRARIES = tuple(
    {
        f"{os.path.realpath(sysconfig.get_path(name))}{os.sep}"
        for name in ("stdlib", "platstdlib", "purelib", "platlib")
    }
    | {f"{Path(__file__).resolve().parent}{os.sep}"}
)


def check(program: str | Path, *, manifest: str | Path | None = None, strict: bool = False) -> None:
    """Decide the program that calls this, before its first resource.

    Args:
        program: The program's `__file__`, or its folder.
        manifest: An `establishment.yaml` that the controls may rest on.
        strict: An unknown of a blocking control stops too; otherwise it is a warning.

    Raises:
        pulumi.RunError: A blocking control fails, or nothing could be checked.

    """
    if _inside_a_recording():
        return
    entry = Path(program).resolve()
    root = _root_of(entry)
    stack = pulumi.get_stack()
    establishment = _manifest(Path(manifest)) if manifest else None
    environment = establishment.environment_of(stack) if establishment else stack
    _decide(entry, root, establishment, environment, strict=strict)


def run_establishment(stacks: Path) -> None:
    """Decide and run the establishment that the stack's configuration names.

    Reads `<project>:establishment` and `<project>:environment`.

    Raises:
        pulumi.RunError: No such establishment or environment, or a blocking failure or unknown.

    """
    settings = pulumi.Config()
    slug, environment = settings.require("establishment"), settings.require("environment")
    program = stacks / slug / "__main__.py"
    if not program.is_file():
        raise pulumi.RunError(
            _("stacks/{slug}/__main__.py is missing; next: `hdsstack new {slug}`").format(slug=slug)
        )
    if not _inside_a_recording():
        establishment = _manifest(program.with_name("establishment.yaml"))
        _known_environment(environment, slug, establishment)
        _decide(program, stacks.parent, establishment, environment, strict=True)
    _run(program)


def _inside_a_recording() -> bool:
    return getattr(runtime_settings.get_monitor(), "recording", False) is True


def _run(program: Path) -> None:
    """Run a program for real; like any script it finds the modules beside itself."""
    sys.path.insert(0, str(program.parent))
    try:
        runpy.run_path(str(program), run_name="__main__")
    finally:
        sys.path.remove(str(program.parent))


def _decide(
    entry: Path, root: Path, establishment: Establishment | None, environment: str, *, strict: bool
) -> None:
    # Read before the recording's thread starts: context variables are empty there.
    configuration = _running_configuration()
    with collected_rarely():
        graph = _recorded(entry, root, configuration)
        report = decide(
            Question(
                graph=graph,
                target=establishment.slug if establishment else graph.project,
                environment=environment,
                today=datetime.now(UTC).date(),
                establishment=establishment,
                settings=settings_of(root, graph.stack),
            )
        )
    _answer(report, configuration, strict=strict)


def _recorded(entry: Path, root: Path, configuration: Configuration) -> ResourceGraph:
    project, stack = pulumi.get_project(), pulumi.get_stack()
    try:
        with _modules_of_the_program_aside():
            return record_here(
                entry, root=root, project=project, stack=stack, configuration=configuration
            )
    except TargetError as error:
        raise pulumi.RunError(
            _without_secrets(located(error.message, error.file, error.line), configuration)
        ) from None


def _answer(report: TargetReport, configuration: Configuration, *, strict: bool) -> None:
    from hdsstack.report.text import lines

    language = os.environ.get("HDSSTACK_LANG") or language_of_environment()
    said = _without_secrets("\n".join(lines(report, Speaker(language))), configuration)
    if report.outcome in ("fail", "empty", "error") or (strict and report.outcome != "pass"):
        raise pulumi.RunError(said)
    if report.outcome == "undecided":
        pulumi.log.warn(said)
    else:
        pulumi.log.info(said)


@contextmanager
def _modules_of_the_program_aside() -> Iterator[None]:
    """Record as if the program had imported none of its own modules, and leave none behind.

    A module that registers resources when it is imported must do so in the recording, although it
    was imported before, and in the real run, although the recording imported it.
    """
    before = {name: module for name, module in sys.modules.items() if _of_the_program(name, module)}
    for name in before:
        del sys.modules[name]
    try:
        yield
    finally:
        for name, module in list(sys.modules.items()):
            if _of_the_program(name, module):
                del sys.modules[name]
        sys.modules.update(before)


def _of_the_program(name: str, module: ModuleType) -> bool:
    """Whether a module is neither a library nor hdsstack, nor the program that is running."""
    file = getattr(module, "__file__", None)
    if not file or name == "__main__" or _of_a_library(file):
        return False
    return not _of_a_library(os.path.realpath(file))


def _of_a_library(file: str) -> bool:
    return file.startswith(_LIBRARIES) or "-packages" in file


def _running_configuration() -> Configuration:
    values = {key: str(value) for key, value in runtime_config.CONFIG.get().items()}
    secret = [key for key in values if runtime_config.is_config_secret(key)]
    return Configuration(values=values, secret_keys=tuple(secret))


def _without_secrets(text: str, configuration: Configuration) -> str:
    """The text with `[secret]` in the place of each secret of the configuration."""
    held = {one for key in configuration.secret_keys for one in _texts(configuration.values[key])}
    for secret in sorted(held, key=len, reverse=True):
        if len(secret) >= _SHORTEST_MASKED:
            text = text.replace(secret, "[secret]")
    return text


def _texts(value: str) -> Iterator[str]:
    """A secret, and each text in it where it is an object."""
    yield value
    if value.startswith(("{", "[", '"')):
        try:
            waiting = [json.loads(value)]
        except ValueError:
            return
        while waiting:
            match waiting.pop():
                case str() as text:
                    yield text
                case dict() as held:
                    waiting += held.values()
                case list() as items:
                    waiting += items


def _manifest(path: Path) -> Establishment:
    try:
        return manifest_at(path, path.name)
    except TargetError as error:
        raise pulumi.RunError(error.message) from None


def _known_environment(environment: str, slug: str, establishment: Establishment) -> None:
    if establishment.environment(environment) is None:
        seen = ", ".join(one.name for one in establishment.environments)
        raise pulumi.RunError(
            _(
                "the stack's configuration names environment {environment}; "
                "stacks/{slug}/establishment.yaml has: {seen}; "
                "next: `pulumi config set environment NAME`"
            ).format(environment=environment, slug=slug, seen=seen)
        )


def _root_of(entry: Path) -> Path:
    """The folder with Pulumi.yaml at or above the program, else the program's own folder."""
    start = entry if entry.is_dir() else entry.parent
    for folder in (start, *start.parents):
        if (folder / "Pulumi.yaml").is_file():
            return folder
    return start
