"""Talking to the user: data on standard output, talk and progress on standard error, and every failure in one line."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import typer

from graph.errors import ClaimgraphError, OutputError

if TYPE_CHECKING:
    from rich.progress import Progress

TRACEBACK = "CLAIMGRAPH_TRACEBACK"
STEERING = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def prepare() -> None:
    """Write UTF-8 whatever the locale is, and never show a traceback to somebody who did not ask for one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not os.environ.get(TRACEBACK):
        sys.excepthook = _one_line


def say(message: str) -> None:
    """One line on standard error, whatever characters the names in it have."""
    sys.stderr.write(f"{escaped(message)}\n")


def complain(message: str) -> None:
    """One line on standard error for what went wrong."""
    say(f"claimgraph: {' '.join(message.split())}")


def put(lines: Iterable[str]) -> None:
    """Lines on standard output; on a terminal they show what they hold, and no more than that."""
    with _to_reader():
        shown = sys.stdout.isatty()  # into a file or a pipe goes what there is
        for line in lines:
            sys.stdout.write(f"{escaped(line) if shown else line}\n")
        sys.stdout.flush()


def put_bytes(data: bytes) -> None:
    """Bytes on standard output."""
    with _to_reader():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def progress(files: Callable[[], int], *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A bar on the terminal, with articles a second and the time left; nothing where there is no terminal.

    It is called with the path of each article that is done with, and with what else is being done. ``files`` counts the
    files to come, and is asked only where there is somebody to tell.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        BarColumn(24),
        TextColumn("{task.fields[articles]} articles, {task.fields[rate]:.1f}/s", markup=False),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Counter(bar, files())


class _Counter:
    """Counts articles, and the files that they came from: the bar follows the files, as nobody knows the articles."""

    def __init__(self, bar: Progress, files: int) -> None:
        self._bar, self._articles, self._files, self._before = bar, 0, -1, ""
        self._task = bar.add_task("reading", total=files, articles=0, rate=0.0)

    def __call__(self, message: str) -> None:
        if message != self._before:  # another file: the one before is done with
            self._files, self._before = self._files + 1, message
        elapsed = self._bar.tasks[0].elapsed or 0.0
        self._articles += 1
        self._bar.update(
            self._task,
            completed=self._files,
            description=escaped(message),
            articles=self._articles,
            rate=self._articles / elapsed if elapsed else 0.0,
        )


def escaped(text: str) -> str:
    """Text without what would steer a terminal or turn the order of its characters round, and without halves of any."""
    return STEERING.sub("?", text)


@contextmanager
def _to_reader() -> Iterator[None]:
    """Stop when nobody reads any more, as `head` does when it has enough: that is no failure."""
    try:
        yield
    except BrokenPipeError:
        _hush()
        raise typer.Exit(0) from None


def _hush() -> None:
    """Let standard output go: the interpreter would complain when it flushes it at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = io.StringIO()
    finally:
        os.close(nowhere)


def in_one_line(error: OSError) -> str:
    """What the operating system has against it."""
    name = f"{error.filename}: " if error.filename is not None else ""
    return f"{name}{error.strerror or error}"


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what goes wrong with an output file into an OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from None


def _one_line(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    del traceback
    hint = "" if issubclass(kind, ClaimgraphError) else f" (please report it; {TRACEBACK}=1 shows more)"
    complain(f"{kind.__name__}: {error}{hint}")
