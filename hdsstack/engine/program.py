"""The resource graph of a Pulumi Python program.

An establishment's program runs in this process, in a thread and a context of its own. A team's own
program runs in a process of its own, with its own interpreter, folder and time limit.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from select import select
from threading import Event
from typing import Any

from hdsstack import catalog
from hdsstack.engine.endings import spoken
from hdsstack.engine.errors import TargetError
from hdsstack.engine.project import Configuration, Project
from hdsstack.engine.resources import resources_of
from hdsstack.locale import _
from hdsstack.model.graph import Notice, ResourceGraph
from hdsstack.model.values import Value

_WORKER = Path(__file__).parent / "recorder" / "worker.py"


def record_here(
    entry: Path, *, root: Path, project: str, stack: str, configuration: Configuration
) -> ResourceGraph:
    """Run an establishment's program in this process.

    Raises:
        TargetError: The program raised or exited; says after how many resources.

    """
    from hdsstack.engine.recorder.run import Job, ProgramError, record

    region = configuration.values.get("aws:region")
    job = Job(
        entry,
        root,
        project,
        stack,
        configuration.values,
        configuration.secret_keys,
        region,
        _zones(),
    )
    try:
        return graph_of(record(job), project=project, stack=stack, configuration=configuration)
    except ProgramError as error:
        what = spoken(error.what)
        raise _program_failed(what, error.file, error.line, error.after) from error


def record_apart(
    project: Project, *, timeout: float, entry: str | None = None, stop: Event | None = None
) -> ResourceGraph:
    """Run a team's own program in a process of its own, ended after `timeout` seconds or by `stop`.

    Raises:
        TargetError: It raised, exited, hung, died, or lacks a package.

    """
    if entry is None:
        _there(project)
    answer = _run_worker(project, timeout, entry, stop or Event())
    if "error" in answer:
        error = answer["error"]
        what = spoken(error["what"]) + _to_set(error.get("missing") or ())
        what += _to_install(project) if error.get("environment") else ""
        what += _to_choose(project, error["what"])
        raise _program_failed(what, error["file"], error["line"], error["after"])
    record = answer["record"]
    return graph_of(
        record, project=project.name, stack=project.stack, configuration=project.configuration
    )


def graph_of(
    record: Mapping[str, Any], *, project: str, stack: str, configuration: Configuration
) -> ResourceGraph:
    """The graph of what a recorder wrote."""
    notices = [Notice("look-up", token) for token in record.get("lookups", ())]
    notices += [Notice("placeholder", key) for key in record.get("placeholders", ())]
    notices += [Notice("condition", place) for place in record.get("conditions", ())]
    notices += [Notice("unread", what) for what in record.get("unread", ())]
    notices += [Notice("branch", place) for place in record.get("branches", ())]
    return ResourceGraph(
        project=project,
        stack=stack,
        resources=resources_of(record["resources"]),
        configuration={key: parsed(value) for key, value in configuration.values.items()},
        notices=tuple(notices),
    )


def parsed(text: str) -> Value:
    """Objects come as JSON; anything else is the text itself."""
    if text.startswith(("{", "[")):
        try:
            found: Value = json.loads(text)
        except ValueError:
            return text
        return found
    return text


def _zones() -> dict[str, int]:
    return {region.name: region.zones for region in catalog.regions("aws") if region.zones}


def _program_failed(what: str, file: str | None, line: int | None, after: int) -> TargetError:
    # The SDK registers beside the program: none means none yet, not that it asked for none.
    text = (
        _("the program stopped after {count} resources: {what}")
        if after
        else _("the program stopped with no resource registered yet: {what}")
    )
    return TargetError(text.format(count=after, what=what), file=file, line=line)


def _there(project: Project) -> None:
    """Nothing where there is a program.

    Raises:
        TargetError: There is none where Pulumi.yaml looks for it.

    """
    found = project.entry / "__main__.py" if project.entry.is_dir() else project.entry
    if not found.is_file():
        shown = os.path.relpath(found, project.root.resolve())
        raise TargetError(
            _(
                "no program: {file} is not there; next: name its folder or file as `main` in "
                "Pulumi.yaml, or give one of the Automation API with --entry module:callable"
            ).format(file=shown)
        )


def _to_set(missing: Sequence[str]) -> str:
    """The settings that a program failed without, and how to give them."""
    variable = "environment variable "
    keys = [key for key in missing if not key.startswith(variable)]
    names = [key.removeprefix(variable) for key in missing if key.startswith(variable)]
    said = ""
    if keys:
        said += _(
            "; it may have failed for want of configuration ({keys}); next: set it with {options}"
        ).format(keys=", ".join(keys), options=" ".join(f"--config {one}=VALUE" for one in keys))
    if names:
        said += _("; next: set the environment variable it reads ({names})").format(
            names=", ".join(names)
        )
    return said


def _to_choose(project: Project, said: str) -> str:
    """A program that knows no stack of the name that stands in for one."""
    if project.stack_chosen or not re.search(rf"\b{re.escape(project.stack)}\b", said):
        return ""
    return _("; no stack file: it was read as stack {stack}; next: name one with --stack").format(
        stack=project.stack
    )


def _to_install(project: Project) -> str:
    """What to do where packages are missing, or not of the version that a program wants."""
    if project.own_interpreter:
        return _("; next: install its requirements in its virtual environment")
    return _(
        "; it ran with hdsstack's Python; next: name its virtual environment in Pulumi.yaml "
        "(runtime: options: virtualenv) and install its requirements there"
    )


def _run_worker(project: Project, timeout: float, entry: str | None, stop: Event) -> dict[str, Any]:
    read, write = os.pipe()
    job = {
        "pipe": write,
        "root": str(project.root.resolve()),
        "directory": str(project.entry if project.entry.is_dir() else project.entry.parent),
        "entry": str(project.entry),
        "callable": entry,
        "project": project.name,
        "stack": project.stack,
        "config": dict(project.configuration.values),
        "secret_keys": list(project.configuration.secret_keys),
        "suggested": dict(project.configuration.suggested),
        "region": project.configuration.values.get("aws:region"),
        "zones": _zones(),
        "timeout": timeout,
    }
    process = subprocess.Popen(  # noqa: S603 - the program that the user asked to check
        [project.interpreter, "-u", str(_WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(write,),
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
    )
    os.close(write)
    try:
        if process.stdin is not None:
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.close()
        return _answer(read, process, timeout, stop)
    except BrokenPipeError:
        return _died(process, b"")
    finally:
        os.close(read)
        _end(process)


def _answer(
    read: int, process: "subprocess.Popen[bytes]", timeout: float, stop: Event
) -> dict[str, Any]:
    """The worker's answer, or what became of it."""
    received = b""
    deadline = time.monotonic() + timeout
    while True:
        ready, *_rest = select([read], [], [], min(0.2, max(0.0, deadline - time.monotonic())))
        if ready:
            chunk = os.read(read, 1 << 20)
            if not chunk:
                return _died(process, received)
            received += chunk
            if chunk.endswith(b"\n") and received.count(b"\n") > 1:
                found: dict[str, Any] = json.loads(received.split(b"\n", 1)[1])
                return found
        elif process.poll() is not None and not select([read], [], [], 0)[0]:
            return _died(process, received)  # and left nothing that came while we waited
        if stop.is_set():
            return _unfinished(_("it was interrupted"), received)
        if time.monotonic() >= deadline:
            what = _(
                "it was still running after {seconds:g} s; next: give it longer with --timeout, "
                "or find what it waits for"
            ).format(seconds=timeout)
            return _unfinished(what, received)


def _unfinished(what: str, received: bytes) -> dict[str, Any]:
    """The error of a program that was ended; it announces each resource by a full stop."""
    return {"error": {"what": what, "file": None, "line": None, "after": received.count(b".")}}


def _died(process: "subprocess.Popen[bytes]", received: bytes) -> dict[str, Any]:
    code = process.wait()
    if code < 0:
        what = _("its process was ended by signal {signal}").format(
            signal=signal.Signals(-code).name
        )
    else:
        what = _("its process ended by itself (status {code}) before it was read").format(code=code)
    return _unfinished(what, received)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
