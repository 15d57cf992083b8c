"""Many establishments: each processor takes its share, in a process of its own.

Programs of establishments share a process, where an SDK is imported once; one process keeps one
processor busy. What comes back is the report itself, with controls told by their id.
"""

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import fields
from functools import cache, partial
from threading import Event

from hdsstack.checking import Options, Target, check_target, failed
from hdsstack.engine.errors import TargetError
from hdsstack.locale import _
from hdsstack.model.report import TargetReport
from hdsstack.model.verdict import Control

# Fewer are done sooner by one process, which imports the SDK once.
ENOUGH = 4
_COMMAND = "from hdsstack.spreading import serve; serve()"
_LOOK = 0.2  # seconds between two looks whether somebody still waits


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(targets: Sequence[Target], options: Options) -> Mapping[Target, TargetReport]:
    """The report of each establishment, made by as many processes as there are processors."""
    count = min(processors(), len(targets))
    shares = [targets[start::count] for start in range(count)]
    with ThreadPoolExecutor(count) as pool, _ended_with_us(options.stop):
        answers = pool.map(partial(_share, options), shares)
        return {
            target: report
            for share, reports in zip(shares, answers, strict=True)
            for target, report in zip(share, reports, strict=True)
        }


@contextmanager
def _ended_with_us(stop: Event) -> Iterator[None]:
    """End the other processes when something ends the waiting for them."""
    try:
        yield
    except BaseException:
        stop.set()
        raise


def serve() -> None:
    """The process of a share: targets and options on standard input, reports on standard output."""
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what programs print is no answer
    targets, given = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by `_share`
    options = Options(**given)
    answer.write(packed([check_target(target, options) for target in targets]))
    answer.close()
    os._exit(0)


def _share(options: Options, targets: Sequence[Target]) -> Iterator[TargetReport]:
    """The reports of one process, in the order of its targets."""
    given = {one.name: getattr(options, one.name) for one in fields(options) if one.name != "stop"}
    process = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-P", "-c", _COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    said: bytes | None = pickle.dumps((list(targets), given))
    while True:
        try:
            written, _nothing = process.communicate(said, timeout=_LOOK)
            break
        except subprocess.TimeoutExpired:
            said = None
            if options.stop.is_set():
                process.kill()
    if process.returncode == 0:
        return iter(unpacked(written))
    what = _("its process ended by itself (status {code}) before it was read")
    error = TargetError(what.format(code=process.returncode))
    return iter([failed(one.name, one.environment or "", error) for one in targets])


class _Packer(pickle.Pickler):
    def persistent_id(self, obj: object) -> str | None:
        return obj.id if isinstance(obj, Control) else None


class _Unpacker(pickle.Unpickler):
    def persistent_load(self, pid: str) -> Control:
        return _controls()[pid]


@cache
def _controls() -> Mapping[str, Control]:
    from hdsstack.controls import controls

    return {control.id: control for control in controls()}


def packed(reports: list[TargetReport]) -> bytes:
    """Reports as bytes; a control, which is made of functions, by its id."""
    held = io.BytesIO()
    _Packer(held).dump(reports)
    return held.getvalue()


def unpacked(held: bytes) -> list[TargetReport]:
    """What `packed` wrote, in a process that has the same controls."""
    found: list[TargetReport] = _Unpacker(io.BytesIO(held)).load()
    return found
