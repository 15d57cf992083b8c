"""From what a user names to a report: targets are resolved, read and decided, one by one.

An establishment is a folder under `stacks/` with `establishment.yaml`; its program runs in this
process, or in one of a few where there are many. Any other folder is a team's own program and runs
in its own. One target that cannot be read does not stop the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from hdsstack.audit import Question, decide
from hdsstack.engine.errors import TargetError
from hdsstack.locale import _
from hdsstack.model.graph import Notice, ResourceGraph
from hdsstack.model.report import Failure, Report, TargetReport
from hdsstack.model.settings import StackSettings

if TYPE_CHECKING:
    from hdsstack.engine.project import Project
    from hdsstack.model.establishment import Establishment

# Programs of teams at once, at least: one may wait for its disk.
WORKERS = 2
DEV = "dev"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a check is done.

    Attributes:
        root: The infrastructure repository: the folder that holds `stacks/`.
        timeout: Seconds that a team's own program may take.
        config: Settings laid over those of the stack file.
        entry: `module:callable` of an inline program of the Automation API.
        stop: Set when nobody waits any more: programs that run are ended.

    """

    root: Path
    today: date
    stack: str | None = None
    environment: str | None = None
    timeout: float = 60.0
    config: Mapping[str, str] = field(default_factory=dict)
    entry: str | None = None
    strict: bool = False
    select: tuple[str, ...] = ()
    stop: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One thing to decide: an establishment's environment, or a folder with a program."""

    name: str
    folder: Path
    environment: str | None = None

    @property
    def establishment(self) -> bool:
        return self.environment is not None


def check(names: Iterable[str], options: Options) -> Report:
    """Decide each named target; the order of the report is that of the names."""
    from hdsstack.spreading import processors

    found = [one for name in names for one in _resolved(name, options)]
    apart = [one for one in found if isinstance(one, Target) and not one.establishment]
    done = _spread([one for one in found if isinstance(one, Target) and one.establishment], options)
    workers = max(WORKERS, processors())
    with ThreadPoolExecutor(workers) as pool, _ended_when_interrupted(pool, options.stop):
        waiting = {id(one): pool.submit(check_target, one, options) for one in apart}
        reports = [
            one
            if isinstance(one, TargetReport)
            else waiting[id(one)].result()
            if id(one) in waiting
            else done.get(one) or check_target(one, options)
            for one in found
        ]
    return Report(targets=tuple(reports))


def _spread(targets: Sequence[Target], options: Options) -> Mapping[Target, TargetReport]:
    """The reports of many establishments, made by all processors at once."""
    from hdsstack.spreading import ENOUGH, processors, spread

    return spread(targets, options) if len(targets) >= ENOUGH and processors() > 1 else {}


@contextmanager
def _ended_when_interrupted(pool: ThreadPoolExecutor, stop: Event) -> Iterator[None]:
    """End the programs that run, and begin no other, when something ends the waiting for them."""
    try:
        yield
    except BaseException:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _resolved(name: str, options: Options) -> Iterator[Target | TargetReport]:
    try:
        yield from resolve(name, options)
    except TargetError as error:
        yield failed(Path(name).name or name, options.environment or options.stack or "", error)


def resolve(name: str, options: Options) -> Iterator[Target]:
    """The targets that a name stands for: each environment of an establishment, or one folder.

    Raises:
        TargetError: Neither an establishment nor a folder.

    """
    home = options.root / "stacks" / name
    if "/" not in name and (home / "establishment.yaml").is_file():
        yield from environments(name, home, options)
        return
    folder = Path(name)
    if not folder.is_dir():
        known = ", ".join(slugs(options.root)) or _("none")
        raise TargetError(
            _(
                "{name}: no establishment and no folder of that name; establishments here: "
                "{known}; next: `hdsstack new {name}` makes it, or give a folder with a "
                "Pulumi.yaml"
            ).format(name=name, known=known)
        )
    if (folder / "establishment.yaml").is_file() and not (folder / "Pulumi.yaml").is_file():
        yield from environments(folder.resolve().name, folder, options)
        return
    yield Target(name=Path(str(folder).rstrip("/")).name or folder.resolve().name, folder=folder)


def slugs(root: Path) -> tuple[str, ...]:
    """The establishments of a repository, in the order of the alphabet."""
    return tuple(
        sorted(path.parent.name for path in (root / "stacks").glob("*/establishment.yaml"))
    )


def environments(slug: str, folder: Path, options: Options) -> Iterator[Target]:
    """One target per environment of an establishment, or the chosen one."""
    from hdsstack.engine.declared import load_manifest

    manifest = load_manifest(folder)
    for environment in manifest.environments:
        if options.environment in (None, environment.name):
            yield Target(name=slug, folder=folder, environment=environment.name)
    if options.environment and manifest.environment(options.environment) is None:
        seen = ", ".join(one.name for one in manifest.environments)
        raise TargetError(
            _("{slug}: no environment {wanted}; seen: {seen}; next: name one of them").format(
                slug=slug, wanted=options.environment, seen=seen
            )
        )


def check_target(target: Target, options: Options) -> TargetReport:
    """Read and decide one target; whatever goes wrong is its report's error."""
    shown = target.environment or options.stack or DEV
    try:
        if target.environment is not None:
            return _establishment(target, target.environment, options)
        return _program(target, options)
    except TargetError as error:
        return failed(target.name, shown, error)


def failed(name: str, environment: str, error: TargetError) -> TargetReport:
    """The report of a target that could not be read."""
    return TargetReport(
        target=name,
        environment=environment,
        outcome="error",
        error=Failure(message=error.message, file=error.file, line=error.line),
    )


def _establishment(target: Target, environment: str, options: Options) -> TargetReport:
    graph, manifest, settings = read_establishment(target.folder, environment, options.config)
    return decide(
        Question(
            graph=_with_notice(graph, target.folder),
            target=target.name,
            environment=environment,
            today=options.today,
            establishment=manifest,
            settings=settings,
            strict=options.strict,
            select=options.select,
        )
    )


def _with_notice(graph: ResourceGraph, folder: Path) -> ResourceGraph:
    """The graph, and how many values of the manifest beside it nobody has confirmed."""
    from hdsstack.planning.confirm import waiting

    count = waiting((folder / "establishment.yaml").read_text(encoding="utf-8"))
    found = (Notice("to-confirm", str(count)),) if count else ()
    return replace(graph, notices=(*graph.notices, *found))


def read_establishment(
    folder: Path, environment: str, overrides: Mapping[str, str]
) -> tuple[ResourceGraph, Establishment, StackSettings]:
    """Run an establishment's program in this process, with the configuration of its stack file.

    Raises:
        TargetError: No program, or a program that fails.

    """
    from hdsstack.engine.declared import load_manifest
    from hdsstack.engine.program import record_here
    from hdsstack.engine.project import open_project

    manifest = load_manifest(folder)
    slug = folder.resolve().name
    entry = folder / "__main__.py"
    if not entry.is_file():
        raise TargetError(
            _("stacks/{slug}: no __main__.py; next: `hdsstack new {slug}` renders it").format(
                slug=slug
            )
        )
    stack = f"{slug}-{environment}"
    root = folder.resolve().parent.parent
    project = open_project(root, stack, overrides)
    graph = record_here(
        entry.resolve(),
        root=root,
        project=project.name,
        stack=stack,
        configuration=project.configuration,
    )
    return graph, manifest, project.settings


def _program(target: Target, options: Options) -> TargetReport:
    from hdsstack.engine.program import record_apart
    from hdsstack.engine.project import open_project

    project = open_project(target.folder, options.stack, options.config)
    graph = record_apart(project, timeout=options.timeout, entry=options.entry, stop=options.stop)
    notices = (*graph.notices, *_stood_in(project))
    return decide(
        Question(
            graph=replace(graph, notices=notices),
            target=target.name,
            environment=project.stack,
            today=options.today,
            settings=project.settings,
            strict=options.strict,
            select=options.select,
        )
    )


def _stood_in(project: Project) -> Iterator[Notice]:
    """What stands in for a stack file or a virtual environment that the program lacks."""
    if not project.stack_chosen:
        yield Notice("stack", project.stack)
    if not project.own_interpreter:
        yield Notice("interpreter", "")


def check_graph(graph: ResourceGraph, options: Options, slug: str | None = None) -> TargetReport:
    """Decide a state or a preview, with the manifest of `slug` where it is given."""
    alone = Question(
        graph=graph,
        target=graph.project,
        environment=graph.stack,
        today=options.today,
        strict=options.strict,
        select=options.select,
    )
    if slug is None:
        return decide(alone)
    from hdsstack.engine.declared import load_manifest, settings_of

    target = next(resolve(slug, options))
    manifest = load_manifest(target.folder)
    environment = options.environment or manifest.environment_of(graph.stack)
    settings = settings_of(options.root, f"{slug}-{environment}")
    noted = _with_notice(graph, target.folder)
    declared = replace(alone, graph=noted, target=target.name, environment=environment)
    return decide(replace(declared, establishment=manifest, settings=settings))
