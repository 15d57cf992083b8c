"""Work for many processors: each takes its share, in a process of its own.

A thread keeps one processor busy, whatever their number; a pool of the standard library loses all
of its work when one of its processes ends, and waits for one that hangs.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import TypeVar

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
_COMMAND = "from hdsstack.spreading import serve; serve()"
_LOOK = 0.2  # seconds between two looks whether somebody still waits


class Stop(Event):
    """Set when nobody waits any more. Another process has its own, and is ended as a whole."""

    def __reduce__(self) -> tuple[type["Stop"], tuple[()]]:
        return Stop, ()


class LostError(Exception):
    """A process ended by itself, with this status, before it said what it had made."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[_Item], _Made], items: Iterable[_Item], stop: Stop
) -> dict[_Item, _Made | LostError]:
    """What `work` makes of each item, by as many processes as there are processors.

    `work`, items and what is made travel by pickle. An item whose process ended by itself has the
    error instead.
    """
    wanted = list(dict.fromkeys(items))
    count = min(processors(), len(wanted))
    shares = [wanted[start::count] for start in range(count)]
    with ThreadPoolExecutor(max(1, count)) as pool:
        try:
            return dict(
                pair for made in pool.map(partial(_share, work, stop), shares) for pair in made
            )
        except BaseException:
            stop.set()
            raise


def _share(
    work: Callable[[_Item], _Made], stop: Stop, items: Sequence[_Item]
) -> list[tuple[_Item, _Made | LostError]]:
    """What one process makes of its items."""
    process = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-P", "-c", _COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    said: bytes | None = pickle.dumps((work, items, gc.get_threshold()))
    while True:
        try:
            written, _nothing = process.communicate(said, timeout=_LOOK)
            break
        except subprocess.TimeoutExpired:
            said = None
            if stop.is_set():
                process.kill()
    if process.returncode:
        return [(item, LostError(process.returncode)) for item in items]
    return list(zip(items, pickle.loads(written), strict=True))  # noqa: S301 - written by `serve`


def serve() -> None:
    """The process of a share: work and items on standard input, what is made on standard output."""
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what work prints is no answer
    work, items, rarely = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by `_share`
    gc.set_threshold(*rarely)  # as whoever wants the work has chosen
    pickle.dump([work(item) for item in items], answer)
    answer.close()
    os._exit(0)
