"""One run of a program: its context, its configuration, its clean end."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import gc
import logging
import os
import runpy
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor

import pulumi
from pulumi import runtime
from pulumi.runtime import settings

from .lookups import Lookups
from .monitor import Engine, Monitor
from .places import own_file
from .secrets import mark_origins

RECORDING = contextvars.ContextVar("hdsstack_recording", default=False)


class ProgramError(Exception):
    """The program did not come to its end: what happened, in which file and line, after how many resources."""

    def __init__(self, what, file=None, line=None, after=0):
        super().__init__(what)
        self.what, self.file, self.line, self.after = what, file, line, after


class Job:
    """What to run and with which settings.

    `entry` is a file, a folder with `__main__.py`, or a callable; `root` the folder under which
    source lines are told; `config` maps `namespace:key` to text; `secret_keys` lists the secret ones.
    """

    def __init__(
        self,
        entry,
        root,
        project,
        stack,
        config,
        secret_keys=(),
        region=None,
        zones=None,
        on_resource=None,
    ):
        self.entry, self.root, self.project, self.stack = entry, root, project, stack
        self.config, self.secret_keys = dict(config), list(secret_keys)
        self.region, self.zones, self.on_resource = region, zones or {}, on_resource


def record(job):
    """Run the program and return `{"resources": [...], "lookups": [...]}`.

    Raises:
        ProgramError: The program raised, exited, or registered a name twice.

    """
    outcome = []
    thread = threading.Thread(target=lambda: outcome.append(_guarded(job)), daemon=True)
    with _collecting_rarely():
        thread.start()
        thread.join()
    found = outcome[0]
    if isinstance(found, ProgramError):
        raise found
    return found


@contextlib.contextmanager
def _collecting_rarely():
    """Nearly all objects of a recording live to its end: collecting takes half of its time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _guarded(job):
    """Run in this thread, in a context of its own; the answer or a ProgramError."""
    monitor = Monitor(
        job.project, job.stack, Lookups(job.region, job.zones), job.root, job.on_resource
    )
    engine = Engine()
    before = set(sys.modules)
    try:
        contextvars.copy_context().run(_run, job, monitor, engine)
    except SystemExit as error:
        return ProgramError(
            "the program called sys.exit(%s)" % (error.code,),
            *_place(error, job),
            len(monitor.resources),
        )
    except BaseException as error:  # noqa: BLE001 - whatever a program raises ends its run
        return ProgramError(_said(error), *_place(error, job), len(monitor.resources))
    finally:
        _forget(job.root, before)
    if monitor.duplicates:
        urn, place = monitor.duplicates[0]
        place = place or {}
        return ProgramError(
            "duplicate resource name: " + urn,
            place.get("file"),
            place.get("line"),
            len(monitor.resources),
        )
    configured = [job.config[key] for key in job.secret_keys if job.config.get(key)]
    for resource in monitor.resources:
        mark_origins(resource["inputs"], configured)
    return {"resources": monitor.resources, "lookups": sorted(set(monitor.lookups.asked))}


def _run(job, monitor, engine):
    RECORDING.set(True)
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
    loop.set_default_executor(ThreadPoolExecutor(8))
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(_until_end(job, loop))
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
        asyncio.set_event_loop(None)


async def _until_end(job, loop):
    """Until all is registered, or the program has raised: then nothing more is waited for."""
    raised = loop.create_future()

    def program():
        try:
            return _program(job)
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


def _supported(**wanted):
    """The settings that this version of the SDK knows."""
    import inspect

    known = inspect.signature(runtime.Settings.__init__).parameters
    return {name: value for name, value in wanted.items() if name in known}


def _program(job):
    runtime.register_stack_transformation(_without_aliases)
    if callable(job.entry):
        return job.entry()
    path = str(job.entry)
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    sys.path.insert(0, folder)
    try:
        return runpy.run_path(
            os.path.join(path, "__main__.py") if os.path.isdir(path) else path, run_name="__main__"
        )
    finally:
        if folder in sys.path:
            sys.path.remove(folder)


def _without_aliases(args):
    """Aliases cost most of a registration (one per old API version) and decide nothing here."""
    if args.opts and args.opts.aliases:
        args.opts.aliases = None
    return pulumi.ResourceTransformationResult(args.props, args.opts)


def _forget(root, before):
    """Forget the modules of the program, so that a later run of it registers their resources again."""
    for name in set(sys.modules) - before:
        if own_file(getattr(sys.modules[name], "__file__", None), root):
            del sys.modules[name]


def _said(error):
    name = type(error).__name__
    if isinstance(error, ModuleNotFoundError):
        return "the program needs the package %r, which is not installed" % (error.name,)
    if isinstance(error, RecursionError):
        return "RecursionError: the program calls itself without end"
    text = str(error).strip().split("\n")[0]
    return "%s: %s" % (name, text) if text else name


def _place(error, job):
    """File and line of the innermost frame inside the program."""
    if isinstance(error, SyntaxError) and own_file(error.filename, job.root):
        return own_file(error.filename, job.root), error.lineno
    found = (None, None)
    seen = error
    while seen is not None:
        for frame in traceback.extract_tb(seen.__traceback__):
            file = own_file(frame.filename, job.root)
            if file:
                found = (file, frame.lineno)
        if found[0]:
            return found
        seen = seen.__cause__ or seen.__context__
    return found
