"""One run of a program: its context, its configuration, its clean end."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import logging
import runpy
import sys
import threading
import types
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import (
    Any,
    Callable,
    Dict,
    List,
    Mapping,
    Optional,
    Sequence,
    Set,
    Union,
)

import pulumi
from pulumi import runtime
from pulumi.runtime import settings

from .failures import place, said
from .garbage import collected_rarely
from .learned import Learned
from .lookups import Lookups
from .monitor import Engine, Monitor
from .places import own_file
from .secrets import hidden, mark_origins
from .sparing import sparing

_PATIENCE = 0.2  # seconds between two looks for a registration that failed


class ProgramError(Exception):
    """The program did not come to its end: what happened, where, after how many resources; and
    `missing`, the settings without a value that it may have failed for, and whether its
    environment lacks a package.
    """

    def __init__(
        self,
        what: str,
        file: Optional[str] = None,
        line: Optional[int] = None,
        after: int = 0,
        cause: Optional[BaseException] = None,
    ) -> None:
        super().__init__(what)
        self.what, self.file, self.line, self.after = what, file, line, after
        self.cause = self if cause is None else cause
        self.missing: List[str] = []
        self.environment = False


class Job:
    """What to run and with which settings.

    `entry` is a file, a folder with `__main__.py`, or a callable; `root` the folder under which
    source lines are told; `config` maps `namespace:key` to text; `secret_keys` lists the secret
    ones; `learned` what earlier runs taught; `alone` that nothing else runs in this process.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a run needs; one caller here, one in the worker
        self,
        entry: Union[str, Path, Callable[[], Any]],
        root: Union[str, Path],
        project: str,
        stack: str,
        config: Mapping[str, str],
        secret_keys: Sequence[str] = (),
        region: Optional[str] = None,
        zones: Optional[Mapping[str, int]] = None,
        on_resource: Optional[Callable[[], Any]] = None,
    ) -> None:
        self.entry, self.root, self.project, self.stack = entry, root, project, stack
        self.config, self.secret_keys = dict(config), list(secret_keys)
        self.region, self.zones, self.on_resource = region, zones or {}, on_resource
        self.learned: Optional[Learned] = None
        self.alone = False


def record(job: Job) -> Dict[str, Any]:
    """Run the program and return `{"resources": [...], "lookups": [...]}`.

    Raises:
        ProgramError: The program raised, exited, or registered a name twice.

    """
    with collected_rarely():
        found = _guarded(job) if job.alone else _in_a_thread(job)
    if isinstance(found, ProgramError):
        raise found
    return found


def _in_a_thread(job: Job) -> Union[Dict[str, Any], ProgramError]:
    """Beside what else this process does; alone, a program may want the main thread."""
    outcome: List[Union[Dict[str, Any], ProgramError]] = []
    thread = threading.Thread(target=lambda: outcome.append(_guarded(job)), daemon=True)
    thread.start()
    thread.join()
    return outcome[0]


def _guarded(job: Job) -> Union[Dict[str, Any], ProgramError]:
    """Run in this thread, in a context of its own; the answer or a ProgramError."""
    monitor = Monitor(
        job.project,
        job.stack,
        Lookups(job.region, job.zones, job.learned),
        job.root,
        job.on_resource,
    )
    engine = Engine()
    before = set(sys.modules)
    try:
        contextvars.copy_context().run(_run, job, monitor, engine)
    except BaseException as error:  # noqa: BLE001 - whatever a program raises ends its run
        inputs = [resource["inputs"] for resource in monitor.resources]
        told = hidden(said(error, job.root), _configured(job), inputs)
        return ProgramError(told, *place(error, job.root), len(monitor.resources), error)
    finally:
        _forget(job.root, before)
    if monitor.duplicates:
        urn, at = monitor.duplicates[0]
        at = at or {}
        return ProgramError(
            "duplicate resource name: " + urn,
            at.get("file"),
            at.get("line"),
            len(monitor.resources),
        )
    for resource in monitor.resources:
        mark_origins(resource["inputs"], _configured(job))
    return {"resources": monitor.resources, "lookups": sorted(set(monitor.lookups.asked))}


def _configured(job: Job) -> List[str]:
    """The values of the secret settings."""
    return [job.config[key] for key in job.secret_keys if job.config.get(key)]


def _run(job: Job, monitor: Monitor, engine: Engine) -> None:
    settings.ROOT.set(None)
    runtime.configure(
        runtime.Settings(
            project=job.project,
            stack=job.stack,
            monitor=monitor,
            engine=engine,
            dry_run=True,
            organization="organization",
            **_supported(root_directory=str(job.root)),
        )
    )
    runtime.set_all_config(job.config, job.secret_keys)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    loop = asyncio.new_event_loop()
    loop.set_default_executor(ThreadPoolExecutor(8) if job.alone else _AtOnce(8))
    asyncio.set_event_loop(loop)
    try:
        with sparing(str(job.root)):
            loop.run_until_complete(_until_end(job, loop))
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
        asyncio.set_event_loop(None)


class _AtOnce(ThreadPoolExecutor):
    """Answers the SDK's calls where they are made: a thread costs more than the answer.

    A program whose transforms are called back needs its loop meanwhile, and has threads.
    """

    def submit(self, fn: Any, /, *args: Any, **named: Any) -> Future[Any]:
        """As the SDK's own pool, but done when it returns."""
        if getattr(settings.SETTINGS, "callbacks", self) is not None:
            return super().submit(fn, *args, **named)
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **named))
        except BaseException as error:  # noqa: BLE001 - whoever waits for it raises it
            done.set_exception(error)
        return done


async def _until_end(job: Job, loop: asyncio.AbstractEventLoop) -> None:
    """Until all is registered, or the program has raised: then nothing more is waited for."""
    raised: asyncio.Future[Exception] = loop.create_future()

    async def program() -> None:
        try:
            _program(job)
            await _settled()
        except Exception as error:
            raised.set_result(error)
            raise

    running = loop.create_task(runtime.run_in_stack(program))
    await asyncio.wait({running, raised}, return_when=asyncio.FIRST_COMPLETED)
    if raised.done():
        running.cancel()
        raise raised.result()
    raised.cancel()
    await running


async def _settled() -> None:
    """Until every output is known, one after the other: the SDK waits for all, anew for each.

    Raises:
        Exception: What an `apply` raised.

    """
    held = settings.SETTINGS
    outputs = getattr(held, "outputs", ())
    while outputs and held.rpc_manager.unhandled_exception is None:
        for task in list(outputs):
            while not task.done() and held.rpc_manager.unhandled_exception is None:
                await asyncio.wait({task}, timeout=_PATIENCE)
            if task.done():
                with contextlib.suppress(KeyError, ValueError):  # the SDK may have done it
                    outputs.remove(task)
                task.result()
        await asyncio.sleep(0)


def _supported(**wanted: Any) -> Dict[str, Any]:
    """The settings that this version of the SDK knows."""
    import inspect

    known = inspect.signature(runtime.Settings.__init__).parameters
    return {name: value for name, value in wanted.items() if name in known}


def _program(job: Job) -> Any:
    runtime.register_stack_transformation(_without_aliases)
    if callable(job.entry):
        return job.entry()
    path = Path(job.entry)
    folder = str(path if path.is_dir() else path.parent)
    sys.path.insert(0, folder)
    try:
        file = path / "__main__.py" if path.is_dir() else path
        return runpy.run_path(str(file), run_name="__main__")
    finally:
        if folder in sys.path:
            sys.path.remove(folder)


def _without_aliases(
    args: pulumi.ResourceTransformationArgs,
) -> pulumi.ResourceTransformationResult:
    """Aliases cost most of a registration (one per old API version) and decide nothing here."""
    if args.opts and args.opts.aliases:
        args.opts.aliases = None
    return pulumi.ResourceTransformationResult(args.props, args.opts)


def _forget(root: Union[str, Path], before: Set[str]) -> None:
    """Forget the program's modules, so that a later run of it registers their resources again."""
    for name in set(sys.modules) - before:
        if own_file(_file(sys.modules[name]), root):
            del sys.modules[name]


def _file(module: object) -> Optional[str]:
    """The file of a module; looked up past the lazy modules of SDKs, which would all load."""
    if not issubclass(type(module), types.ModuleType):  # some libraries only call theirs one
        return None
    held = types.ModuleType.__getattribute__(module, "__dict__")
    found = held.get("__file__")
    return found if isinstance(found, str) else None
