"""From what a user names to a report: targets are resolved, read and decided, one by one.

An establishment is a folder under `stacks/` with `establishment.yaml`; its program runs in this
process, or in one of a few where there are many. Any other folder is a team's own program and runs
in its own. One target that cannot be read does not stop the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from hdsstack.audit import Question, decide
from hdsstack.engine.errors import TargetError
from hdsstack.locale import _
from hdsstack.model.graph import Notice, ResourceGraph
from hdsstack.model.report import Failure, Report, TargetReport
from hdsstack.model.settings import StackSettings
from hdsstack.spreading import LostError, Stop, processors, spread
from hdsstack.targets import Options, Target, home, resolve

if TYPE_CHECKING:
    from hdsstack.engine.project import Project
    from hdsstack.model.establishment import Establishment

# Programs of teams at once, at least: one may wait for its disk.
WORKERS = 2
# Fewer establishments are done sooner by one process, which imports the SDK once.
ENOUGH = 4
DEV = "dev"


def check(names: Iterable[str], options: Options) -> Report:
    """Decide each named target; the order of the report is that of the names."""
    wanted = tuple(names)
    many = _spread([name for name in wanted if home(name, options)], options)
    apart = [name for name in wanted if not home(name, options)]
    workers = max(WORKERS, processors())
    with ThreadPoolExecutor(workers) as pool, _ended_when_interrupted(pool, options.stop):
        waiting = {name: pool.submit(check_name, options, name) for name in apart}
        reports = [
            many[name]
            if name in many
            else waiting[name].result()
            if name in waiting
            else check_name(options, name)
            for name in wanted
        ]
    return Report(targets=tuple(chain.from_iterable(reports)))


def _spread(names: Sequence[str], options: Options) -> Mapping[str, Sequence[TargetReport]]:
    """The reports of many establishments, made by all processors at once."""
    if len(names) < ENOUGH or processors() == 1:
        return {}
    made = spread(partial(check_name, options), names, options.stop)
    what = _("its process ended by itself (status {code}) before it was read")
    return {
        name: (failed(name, "", TargetError(what.format(code=found.status))),)
        if isinstance(found, LostError)
        else found
        for name, found in made.items()
    }


@contextmanager
def _ended_when_interrupted(pool: ThreadPoolExecutor, stop: Stop) -> Iterator[None]:
    """End the programs that run, and begin no other, when something ends the waiting for them."""
    try:
        yield
    except BaseException:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def check_name(options: Options, name: str) -> list[TargetReport]:
    """The reports of what a name stands for; one that stands for nothing is an error."""
    try:
        return [check_target(target, options) for target in resolve(name, options)]
    except TargetError as error:
        return [failed(Path(name).name or name, options.environment or options.stack or "", error)]


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
    try:
        graph = record_apart(
            project, timeout=options.timeout, entry=options.entry, stop=options.stop
        )
    except TargetError as error:
        return failed(target.name, project.stack, error)
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
