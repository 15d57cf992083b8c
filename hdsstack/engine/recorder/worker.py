"""The process of a team's own program: a job comes on standard input, the record leaves by a pipe.

Started by path with that program's own interpreter, so it finds its package beside itself. Each
resource is announced by one byte, so that the reader knows how far a program came that hangs or
dies.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import ModuleType
from typing import Any, Callable, Dict, List, Sequence

_NAME = "_hdsstack_recorder"
# Parts of the time limit after which no value varies by itself, and then none at all.
_ALONE, _LONG = 1 / 6, 1 / 3


def main() -> None:
    """Read the job, run it, write the answer: `{"record": ...}` or `{"error": ...}`."""
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    job = json.loads(sys.stdin.readline())
    pipe = os.fdopen(job["pipe"], "wb", buffering=0)
    try:
        answer = {"record": _recorded(job, lambda: pipe.write(b"."))}
    except MissingPulumiError as error:
        answer = {"error": dict(_error(error), what=str(error), environment=True)}
    except Exception as error:  # noqa: BLE001 - everything must reach the reader as one answer
        answer = {"error": _error(error)}
    pipe.write(b"\n" + json.dumps(answer).encode() + b"\n")
    pipe.flush()
    os._exit(0)  # threads and children that the program left behind end with us


def _end_with_parent(parent: int) -> None:
    """End, with all that the program started, when the reader of the answer is gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.killpg(os.getpgid(0), signal.SIGKILL)


class MissingPulumiError(Exception):
    """The interpreter of the program has no `pulumi` package."""


def _recorded(job: Dict[str, Any], announce: Callable[[], Any]) -> Dict[str, Any]:
    os.chdir(job["directory"])
    sys.stdin = io.StringIO()
    sys.argv = [job["entry"]]
    home = Path(__file__).resolve().parent
    sys.path = [one for one in sys.path if Path(one).resolve() != home]
    try:
        import pulumi  # noqa: F401 - is it there
    except ImportError:
        raise MissingPulumiError(
            "the program needs the package 'pulumi', which is not installed"
        ) from None
    spec = importlib.util.spec_from_file_location(
        _NAME, home / "__init__.py", submodule_search_locations=[str(home)]
    )
    if spec is None or spec.loader is None:
        raise ImportError("the recorder's own files cannot be read")
    package = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = package
    spec.loader.exec_module(package)
    run = importlib.import_module(f"{_NAME}.run")
    placeholders = importlib.import_module(f"{_NAME}.placeholders")
    importlib.import_module(f"{_NAME}.positions").install(job["root"])
    branches = importlib.import_module(f"{_NAME}.branches").Branches(job["root"])
    branches.install()
    importlib.import_module(f"{_NAME}.lookups").forget_unknown_arguments()
    conditions = importlib.import_module(f"{_NAME}.conditions").Conditions(job["root"])
    conditions.install()
    record = _with_placeholders(job, announce, run, placeholders, (branches, conditions))
    return dict(record, branches=branches.skipped(), conditions=conditions.told())


def _with_placeholders(
    job: Dict[str, Any],
    announce: Callable[[], Any],
    run: ModuleType,
    placeholders: ModuleType,
    watching: Sequence[Any],
) -> Dict[str, Any]:
    """Run the program; again with better stand-ins while its failures tell of better ones."""
    stand_ins = placeholders.Placeholders(job["root"], job["config"], job["suggested"])
    stand_ins.install()
    for one in watching:
        one.stand_ins = stand_ins
    stand_ins.choices = watching[-1].choices
    entry = job["entry"]
    if job.get("callable"):
        entry = _inline(job["directory"], job["callable"])
    task = run.Job(
        entry,
        job["root"],
        job["project"],
        job["stack"],
        job["config"],
        job["secret_keys"],
        job.get("region"),
        job.get("zones"),
        announce,
    )
    task.learned, task.alone = stand_ins.learned, True
    try:
        began = time.monotonic()
        record = _best(task, run, stand_ins, watching)
        told, asked = stand_ins.told(), stand_ins.told_of_look_ups()

        def spent() -> float:
            """Which part of its time limit the program has taken."""
            taken: float = (time.monotonic() - began) / job["timeout"]
            return taken

        unread = _settle(task, run, watching[-1], stand_ins, record, spent)
    finally:
        stand_ins.clean()
    letters = importlib.import_module(f"{_NAME}.letters")
    spelled = letters.Letters(resource["urn"] for resource in record["resources"])
    for resource in record["resources"]:
        resource["inputs"] = spelled.restored(placeholders.whole(resource["inputs"]))
    lookups = sorted({*record["lookups"], *asked})
    return dict(record, placeholders=told, lookups=lookups, unread=unread)


def _inline(directory: str, name: str) -> Callable[[], Any]:
    """The callable `module:function` of an inline program of the Automation API."""
    module, _, function = name.partition(":")
    sys.path.insert(0, directory)
    refused = importlib.import_module(f"{_NAME}.failures").EntryError

    def entry() -> Any:
        if not function:
            raise refused(f"--entry {name} names no callable")
        try:
            found: Any = importlib.import_module(module)
        except ModuleNotFoundError as error:
            if error.name and f"{module}.".startswith(f"{error.name}."):
                raise refused(f"--entry names the module {module}, which is not there") from None
            raise
        for part in function.split("."):
            if not hasattr(found, part):
                raise refused(f"--entry names {function}, which {module} does not have")
            found = getattr(found, part)
        return found()

    return entry


def _best(task: Any, run: ModuleType, stand_ins: Any, watching: Sequence[Any]) -> Dict[str, Any]:
    """The first run that comes to its end; else the error before the program's own defaults."""
    told: Any = None
    while True:
        for one in watching:
            one.forget()
        try:
            record: Dict[str, Any] = run.record(task)
        except run.ProgramError as error:
            if stand_ins.learn(error.cause):
                continue
            if told is None:
                told = error
                told.missing = stand_ins.suspects(error.cause)
                told.environment = stand_ins.lacks_a_package(error.cause)
            if not stand_ins.optional(error.cause):
                raise told from None
        else:
            return record


def _settle(
    task: Any,
    run: ModuleType,
    conditions: Any,
    stand_ins: Any,
    record: Dict[str, Any],
    spent: Callable[[], float],
) -> List[str]:
    """Run again, otherwise, where numbers, flags or conditions rest on what nobody knows: what
    follows from them is unknown too, and what they alone make is told as unread. Where such a run
    is not made, it is those values themselves: nobody knows what they would make.
    """
    names: List[str] = sorted({*conditions.doubtful(), *stand_ins.numbers()})
    settled, choices = (importlib.import_module(f"{_NAME}.{one}") for one in ("settled", "choices"))
    turns = conditions.choices.turns(names, lambda: spent() >= _ALONE)
    unread: List[str] = []
    for varied in turns if names else ():
        if conditions.choices.many or spent() >= _LONG:
            return sorted({*unread, *names})
        stand_ins.vary(varied)
        try:
            unread += settled.settle(record, run.record(task), varied or names)
        except run.ProgramError as error:
            unread += [] if choices.refused(error.cause, conditions.root) else varied or names
    return sorted(set(unread))


def _error(error: Exception) -> Dict[str, Any]:
    return {
        "what": getattr(error, "what", None) or f"{type(error).__name__}: {error}",
        "file": getattr(error, "file", None),
        "line": getattr(error, "line", None),
        "after": getattr(error, "after", 0),
        "missing": getattr(error, "missing", []),
        "environment": getattr(error, "environment", False),
    }


if __name__ == "__main__":
    main()
