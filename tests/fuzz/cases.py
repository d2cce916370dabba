"""What every fuzzing test runs under: how many cases, how long one may take, and what it may not touch.

By default a few hundred cases run, the same each time. ``CLAIMGRAPH_FUZZ=N`` asks for N cases of each cheap test, and a
share of that of the dear ones, drawn anew each time (``make fuzz``).
"""

from __future__ import annotations

import functools
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ASKED: Final = int(os.environ.get("CLAIMGRAPH_FUZZ", "0"))
LONGEST: Final = 20
"""Seconds that one case may take before it counts as hung; most take milliseconds."""
MEMORY: Final = Path("/dev/shm")  # noqa: S108  (where there is one, a store opens ten times as fast in it)
SCRATCH: Final = str(MEMORY) if os.access(MEMORY, os.W_OK) else tempfile.gettempdir()
done: Counter[str] = Counter()
"""The cases that ran, by test."""

_FORBIDDEN: Final = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "webbrowser.open")
_NETWORK: Final = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")
_CHANGES: Final = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_watching: list[list[str]] = []


class HungError(AssertionError):
    """A case took longer than any may."""


class fuzz:  # noqa: N801  (a decorator)
    """Runs a test on cases drawn from strategies, each counted, timed and watched.

    ``usual`` cases run by default, and ``share`` of those that are asked for; ``longest`` is in seconds.
    """

    def __init__(
        self, usual: int, share: float = 1.0, longest: int = LONGEST, **strategies: st.SearchStrategy[object]
    ) -> None:
        self._usual, self._share, self._longest, self._strategies = usual, share, longest, strategies

    def __call__(self, test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def case(*arguments: object, **drawn: object) -> None:
            done[test.__name__] += 1
            with _in_time(self._longest), _watched():
                test(*arguments, **drawn)

        limits = settings(
            max_examples=max(self._usual, int(ASKED * self._share)),
            deadline=None,
            derandomize=not ASKED,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        return limits(given(**self._strategies)(case))


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes when the case is over."""
    return tempfile.TemporaryDirectory(dir=SCRATCH)


@contextmanager
def _in_time(seconds: int) -> Iterator[None]:
    """Raise HungError in what is inside if it takes longer."""

    def hung(number: int, frame: FrameType | None) -> None:
        raise HungError(f"longer than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, hung)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watched() -> Iterator[None]:
    """Nothing inside may start a program, use the network, or change a file that is not a temporary one."""
    seen: list[str] = []
    _watching.append(seen)
    try:
        yield
    finally:
        _watching.remove(seen)
    assert not seen, seen


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    writes = event == "open" and len(arguments) == 3 and bool(int(str(arguments[2] or 0)) & _WRITING)
    if event in _FORBIDDEN or event in _NETWORK:
        _watching[-1].append(f"{event} {arguments!r}")
    elif writes or event in _CHANGES:
        paths = [each for each in arguments[: 1 if writes else 2] if isinstance(each, str | bytes | os.PathLike)]
        here = _folder(None if writes else arguments[-1])
        _watching[-1].extend(f"{event} {each!r}" for each in paths if not _is_temporary(here / os.fsdecode(each)))


def _folder(descriptor: object) -> Path:
    """The folder that a path is relative to: the working one, or one that is open."""
    known = isinstance(descriptor, int) and descriptor >= 0
    return Path(os.readlink(f"/proc/self/fd/{descriptor}")) if known else Path()  # noqa: PTH115  (a hook must be plain)


def _is_temporary(path: Path) -> bool:
    # a file that is compiled when it is imported first is the interpreter's
    real = Path(os.path.realpath(path))
    inside = any(real.is_relative_to(os.path.realpath(each)) for each in (SCRATCH, tempfile.gettempdir()))
    return inside or str(path) == os.devnull or "__pycache__" in path.parts


sys.addaudithook(_hook)
