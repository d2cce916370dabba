"""A process that works out one query at a time over a copy of the store, and can be ended at any moment.

It reads one JSON line per query from standard input, and answers on standard output with one JSON line and, if that
gives a size, as many bytes. Whoever started it ends it when a query takes too long; should that one be gone, the
kernel does, by an alarm. Memory has a limit too, beyond which the process dies rather than the machine.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph

from graph.asking.queries import FORMATS, evaluate
from graph.errors import QueryError

GRACE: Final = 5.0
"""Seconds that the alarm waits beyond the time limit, so that it goes off only if nobody else acts."""
LONGEST: Final = 1000
"""Characters of a message: it must fit into the line that the server reads."""
_Json = dict[str, Any]


class _TooLargeError(Exception):
    """The answer is larger than it may be."""


class _Limited(io.RawIOBase):
    """A buffer that takes no more than it may."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401  (any buffer)
        self._size += len(data)
        if self._size > self._most:
            raise _TooLargeError
        self._parts.append(bytes(data))
        return len(data)

    def value(self) -> bytes:
        return b"".join(self._parts)


def main(folder: str, memory: str) -> None:
    """Answer queries about the quads in a folder until standard input ends."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints anything, it must not get into an answer
    store = _opened(Path(folder))
    _limit_memory(int(memory))
    _send(answers, {"status": 200})
    for line in questions:
        asked = json.loads(line)
        _set_alarm(asked["seconds"] + GRACE)
        header, body = _answered(store, asked)
        _set_alarm(0)
        _send(answers, header, body)


def _answered(store: pyoxigraph.Store, asked: _Json) -> tuple[_Json, bytes]:
    try:
        answer = evaluate(store, asked["sparql"], default=asked["default"], named=asked["named"])
        form = asked["graphs"] if isinstance(answer, pyoxigraph.QueryTriples) else asked["rows"]
        if form is None:
            return _refused(406, "this query has no answer in a form that the client accepts"), b""
        body = _Limited(asked["most"])
        answer.serialize(body, format=FORMATS[form])  # type: ignore[arg-type]
        return {"status": 200, "form": form}, body.value()
    except QueryError as error:
        return _refused(400, str(error)), b""
    except _TooLargeError:
        return _refused(507, f"the answer is larger than {asked['most']:,} bytes; LIMIT makes it smaller"), b""
    except MemoryError:
        return _refused(507, "the query takes more memory than it may have"), b""
    except (OSError, RuntimeError, ValueError) as error:
        return _refused(500, f"the query cannot be answered: {error}"), b""


def _refused(status: int, message: str) -> _Json:
    return {"status": status, "message": " ".join(message.split())[:LONGEST]}


def _send(answers: IO[bytes], header: _Json, body: bytes = b"") -> None:
    answers.write(json.dumps({**header, "size": len(body)}).encode() + b"\n")
    answers.write(body)
    answers.flush()


def _opened(folder: Path) -> pyoxigraph.Store:
    return pyoxigraph.Store.read_only(str(folder)) if (folder / "CURRENT").exists() else pyoxigraph.Store()


def _set_alarm(seconds: float) -> None:
    """Nobody handles the signal, so it ends the process, even in the middle of Oxigraph's work."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(extra: int) -> None:
    """Allow so many bytes beyond what the open store takes. Only Linux keeps to it."""
    if sys.platform == "linux":
        import resource

        held = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmData:"))
        most = int(held.split()[1]) * 1024 + extra
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


if __name__ == "__main__":
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its workers
    main(*sys.argv[1:])
