"""Writing files so that a reader, or a crash, finds the old one or the new one and never a half."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from glob import escape
from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Puts ``text`` at ``path`` in one step, in UTF-8, with line ends as they are."""
    replace_bytes(path, text.encode("utf-8"))


def replace_bytes(path: Path, content: bytes) -> None:
    """Puts ``content`` at ``path`` in one step: written beside it, flushed to the disk, then renamed."""
    replace_parts(path, [content])


def replace_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Puts what the parts are together at ``path`` in one step, and holds one of them at a time."""
    _clear_up(path)
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.{os.getpid()}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _clear_up(path: Path) -> None:
    """Remove what a process that was killed had begun to write beside ``path``."""
    for left in path.parent.glob(f".{escape(path.name)}.*"):
        process = left.name.removeprefix(f".{path.name}.").partition(".")[0]
        if process.isdigit() and not _runs(int(process)):
            left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, and is somebody else's
        return True
    return True


def append_line(path: Path, line: str) -> None:
    """Adds one line to a file, on the disk when this returns; what a crash left of a last line goes."""
    with path.open("ab") as file:
        file.truncate(_whole_lines(path))
        file.write(line.encode("utf-8") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _whole_lines(path: Path) -> int:
    """How long the file is without a last line that was cut short."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 1))
        if size == 0 or file.read() == b"\n":
            return size
        file.seek(0)
        return file.read().rfind(b"\n") + 1


def _umask() -> int:
    """The mask for new files; there is no way to read it without setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
