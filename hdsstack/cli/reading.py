"""Files that the user names: read as UTF-8, written whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path

from hdsstack.engine.errors import TargetError
from hdsstack.locale import _

# How gzip and zstd begin: backends can keep their checkpoints so.
_COMPRESSED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")


def text_of(name: str) -> str:
    """The text of a file, or of stdin for `-`.

    Raises:
        TargetError: It cannot be read, is compressed, or is not UTF-8.

    """
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        what = _(error.strerror or type(error).__name__)
        raise TargetError(
            _("{file}: {what}; next: check the path").format(file=name, what=what), file=name
        ) from error
    if raw.startswith(_COMPRESSED):
        raise TargetError(
            _(
                "{file}: compressed, as a backend may keep its checkpoints; next: unpack it, or "
                "`pulumi stack export --file state.json`"
            ).format(file=name),
            file=name,
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TargetError(
            _(
                "{file}: not UTF-8 text (byte {byte} at {place}); next: write it again as UTF-8 "
                "(PowerShell's `>` writes UTF-16: use `pulumi stack export --file`)"
            ).format(file=name, byte=f"0x{raw[error.start]:02x}", place=error.start),
            file=name,
        ) from error


def write(file: Path, text: str) -> None:
    """Write a file at once: a reader, or an interruption, never sees half of it.

    What is no ordinary file (a device, a pipe) is written into, never replaced; a link is followed.
    """
    if file.exists() and not file.is_file():
        file.write_text(text, encoding="utf-8")
        return
    target = file.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        # Not the name of the file beside, which nobody asked for.
        error.filename = str(file)
        raise
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
