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
    """How a command ended: its exit code (negative: a signal), the end of its stderr."""

    code: int
    said: str


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
    with _interrupts_forwarded() as started:
        process = subprocess.Popen(  # noqa: S603 - the user's own command
            [pulumi.path, *arguments], cwd=folder, stderr=write
        )
        started(process)
        os.close(write)
        reader = threading.Thread(target=_pass_on, args=(read, kept), daemon=True)
        reader.start()
        code = process.wait()
    reader.join(timeout=5)
    return Run(code, kept.decode(errors="replace"))


def _pass_on(read: int, kept: bytearray) -> None:
    """Show stderr as it comes, and remember its end."""
    with os.fdopen(read, "rb", buffering=0) as said:
        while chunk := said.read(4096):
            os.write(2, chunk)
            kept += chunk
            del kept[:-_REMEMBERED]


@contextmanager
def _interrupts_forwarded() -> Iterator[Callable[["subprocess.Popen[bytes]"], None]]:
    """Let pulumi end its work on an interrupt: a second one would leave the state unsaved.

    Yields a function that is told the process; an interrupt before that is passed on then.
    """
    running: list[subprocess.Popen[bytes]] = []
    early: list[int] = []

    def forward(number: int, frame: FrameType | None) -> None:
        del frame
        if not running:
            early.append(number)
        # A terminal has sent its Ctrl-C to pulumi already, which shares our process group.
        elif number != signal.SIGINT or not _terminal_is_ours():
            running[0].send_signal(signal.SIGINT)

    def started(process: "subprocess.Popen[bytes]") -> None:
        running.append(process)
        if early:
            process.send_signal(signal.SIGINT)

    before = {one: signal.signal(one, forward) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield started
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
        name = signal.Signals(-ended.code).name
        return PulumiError(
            _(
                "pulumi was ended by {signal} before it was done, so stack {stack} may hold a "
                "lock and unfinished operations; next: `pulumi cancel -s {stack}`, then `pulumi "
                "refresh -s {stack}`"
            ).format(signal=name, stack=stack)
        )
    if "currently locked" in ended.said:
        return PulumiError(
            _(
                "stack {stack} is locked: another update of it runs, or one was cut; next: wait "
                "for it, or when nobody runs one `pulumi cancel -s {stack}`"
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


def init_arguments(stack: str, secrets_provider: str | None) -> tuple[str, ...]:
    """`stack init` with the secrets provider of the stack file, which a plain one would drop."""
    chosen = ("--secrets-provider", secrets_provider) if secrets_provider else ()
    return ("stack", "init", stack, *chosen)
