"""The `pulumi` command: finding it, running it as it is, saying what its errors mean."""

import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from hdsstack.locale import _

# First release whose `policy analyze` reads a state file.
OLDEST = (3, 249, 0)
_REMEMBERED = 16_384


class PulumiError(Exception):
    """The command is missing, too old, or ended badly; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Pulumi:
    """A usable `pulumi` command."""

    path: str
    version: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended.

    Attributes:
        code: Its exit code; negative: the signal that ended it.
        said: The end of its stderr.
        interrupts: How often it was asked to stop; the second time pulumi stops where it stands.

    """

    code: int
    said: str
    interrupts: int = 0


def find() -> Pulumi:
    """The `pulumi` on PATH.

    Raises:
        PulumiError: None, one that does not run, or one that is too old.

    """
    wanted = ".".join(map(str, OLDEST))
    path = shutil.which("pulumi")
    if path is None:
        raise PulumiError(
            _(
                "pulumi: no such command on PATH; wanted {wanted} or newer; next: install the "
                "Pulumi CLI (`hdsstack check` and `plan` work without it)"
            ).format(wanted=wanted)
        )
    version = version_of(path)
    if not version:
        raise PulumiError(
            _(
                "{path}: `pulumi version` says nothing that can be read; next: install it again"
            ).format(path=path)
        )
    if version < OLDEST:
        seen = ".".join(map(str, version))
        raise PulumiError(
            _(
                "pulumi: version {seen} is too old; wanted {wanted} or newer; next: upgrade the "
                "Pulumi CLI"
            ).format(seen=seen, wanted=wanted)
        )
    return Pulumi(path, version)


def version_of(path: str) -> tuple[int, ...]:
    """What `pulumi version` answers; empty where it does not."""
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command
            [path, "version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", done.stdout)
    return tuple(int(part) for part in found.groups()) if found else ()


def run(pulumi: Pulumi, arguments: Sequence[str], folder: Path) -> Run:
    """Run a command in `folder`; what it prints goes straight on, and so does Ctrl-C, once."""
    read, write = os.pipe()
    kept = bytearray()
    with _interrupts_forwarded() as (started, asked):
        process = subprocess.Popen(  # noqa: S603 - the user's own command
            [pulumi.path, *arguments], cwd=folder, stderr=write
        )
        started(process)
        os.close(write)
        reader = threading.Thread(target=_pass_on, args=(read, kept), daemon=True)
        reader.start()
        code = process.wait()
    reader.join(timeout=5)
    return Run(code, kept.decode(errors="replace"), len(asked))


def _pass_on(read: int, kept: bytearray) -> None:
    """Show stderr as it comes, and remember its end."""
    with os.fdopen(read, "rb", buffering=0) as said:
        while chunk := said.read(4096):
            os.write(2, chunk)
            kept += chunk
            del kept[:-_REMEMBERED]


@contextmanager
def _interrupts_forwarded() -> Iterator[
    tuple[Callable[["subprocess.Popen[bytes]"], None], list[int]]
]:
    """Let pulumi end its work on an interrupt: a second one would leave the state unsaved.

    Yields a function that is told the process, and the interrupts so far; one that came before the
    process is passed on then.
    """
    running: list[subprocess.Popen[bytes]] = []
    asked: list[int] = []

    def forward(number: int, frame: FrameType | None) -> None:
        del frame
        asked.append(number)
        if not running:
            return
        # A terminal has sent its Ctrl-C to pulumi already, which shares our process group.
        if number != signal.SIGINT or not _terminal_is_ours():
            running[0].send_signal(signal.SIGINT)

    def started(process: "subprocess.Popen[bytes]") -> None:
        running.append(process)
        if asked:
            process.send_signal(signal.SIGINT)

    before = {one: signal.signal(one, forward) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield started, asked
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _terminal_is_ours() -> bool:
    try:
        return os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False


def failure(ended: Run, stack: str, init: Sequence[str]) -> PulumiError | None:
    """What a run that failed means, and the next step; None where it ended well."""
    if ended.code == 0:
        return None
    if ended.code < 0:
        return _cut(stack, signal.Signals(-ended.code).name)
    if ended.interrupts > 1:
        return _cut(stack, _("a second interrupt"))
    if "currently locked" in ended.said:
        return PulumiError(
            _(
                "stack {stack} is locked: another update of it runs, or one was cut; next: wait "
                "for it, or when nobody runs one `pulumi cancel -s {stack}`"
            ).format(stack=stack)
        )
    if ended.interrupts:
        return PulumiError(
            _(
                "interrupted: pulumi ended and saved what it had begun on stack {stack}, and began "
                "nothing more; next: run the same command again for the rest"
            ).format(stack=stack)
        )
    if "no stack named" in ended.said:
        return PulumiError(
            _(
                "stack {stack} does not exist yet in this backend; next: `{command}`, or run this"
                " command again with --init"
            ).format(stack=stack, command=" ".join(("pulumi", *init)))
        )
    return PulumiError(
        _("pulumi failed with exit code {code}; what it said stands above").format(code=ended.code)
    )


def _cut(stack: str, what: str) -> PulumiError:
    """The error of a pulumi that could not end its work."""
    return PulumiError(
        _(
            "pulumi was ended by {signal} before it was done, so stack {stack} may hold a lock and "
            "unfinished operations; next: `pulumi cancel -s {stack}`, then `pulumi refresh -s "
            "{stack}`"
        ).format(signal=what, stack=stack)
    )


def init_arguments(stack: str, secrets_provider: str | None) -> tuple[str, ...]:
    """`stack init` with the secrets provider of the stack file, which a plain one would drop."""
    chosen = ("--secrets-provider", secrets_provider) if secrets_provider else ()
    return ("stack", "init", stack, *chosen)
