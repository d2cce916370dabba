"""The workers: how many there are, which is free, and their end when a query takes too long.

A worker that is ended is replaced when somebody next needs it. When the store has changed, each worker moves on to a
copy of what it holds now before its next query.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from graph.console import TRACEBACK
from graph.errors import StoreDamagedError, StoreError
from graph.serve.protocol import Question, RefusedError
from graph.storage.store_files import StoreFiles

MIB: Final = 1 << 20
START: Final = 30.0
"""Seconds within which a worker must have opened the store."""
LOOK_AGAIN: Final = 1.0
"""Seconds between two looks at whether the store has changed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take. ``seconds`` counts while a worker works on it, ``patience`` while it waits for one."""

    seconds: float = 30.0
    most: int = 32 * MIB
    memory: int = 1024 * MIB
    patience: float = 120.0
    workers: int = 0

    @property
    def processes(self) -> int:
        return self.workers or max(2, min(8, os.cpu_count() or 2))


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole of an answer, and the form that it is in."""

    form: str
    body: bytes


class _KilledError(RefusedError):
    """Somebody else ended the worker."""


class _Copy:
    """A copy of the quads, there as long as anybody uses it."""

    def __init__(self, files: StoreFiles, state: str) -> None:
        store, self.folder = files.open_copy()
        del store  # it was opened to see that it can be
        self.state = state
        self._users = 1

    def take(self) -> Self:
        self._users += 1
        return self

    def drop(self) -> None:
        self._users -= 1
        if not self._users:
            shutil.rmtree(self.folder, ignore_errors=True)


class _Worker:
    """A process and the copy that it looks at."""

    def __init__(self, process: asyncio.subprocess.Process, copy: _Copy) -> None:
        self.copy = copy
        self._process = process
        self._ended = False

    @classmethod
    async def start(cls, copy: _Copy, memory: int) -> Self:
        command = [sys.executable, "-P", "-m", "graph.serve.worker", str(copy.folder), str(memory)]
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=None if os.environ.get(TRACEBACK) else asyncio.subprocess.DEVNULL,
        )
        worker = cls(process, copy.take())
        try:
            async with asyncio.timeout(START):
                await worker.receive()
        except (TimeoutError, asyncio.IncompleteReadError):
            await worker.end()
            raise StoreDamagedError(f"cannot open a copy of the store in {copy.folder}") from None
        except BaseException:
            await worker.end()
            raise
        return worker

    async def ask(self, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdin is not None  # noqa: S101  (started so)
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        with suppress(ConnectionError):  # it died while it was waiting; reading from it says so
            await self._process.stdin.drain()
        return await self.receive()

    async def receive(self) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdout is not None  # noqa: S101
        header = json.loads(await self._process.stdout.readuntil(b"\n"))
        return header, await self._process.stdout.readexactly(header["size"])

    def lives(self) -> bool:
        """Whether it can be asked. The system is asked first, since asyncio hears of a death only later."""
        if self._process.returncode is not None or sys.platform == "win32":
            return self._process.returncode is None
        with suppress(ChildProcessError):
            return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
        return False

    async def was_killed(self) -> bool:
        """Whether somebody else has ended it, once it has ended; it did not die of what it did."""
        await self._process.wait()
        return sys.platform != "win32" and self._process.returncode == -signal.SIGKILL

    async def end(self) -> None:
        if not self._ended:
            self._ended = True
            self.copy.drop()
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


class Pool:
    """The workers over one store. Use it as an asynchronous context manager."""

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._files = StoreFiles(folder)
        self._slots: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        self._copy: _Copy | None = None
        self._looked = 0.0

    async def __aenter__(self) -> Self:
        """Start one worker, to see that it can be done; the others start when they are needed."""
        self._files.check()
        self._copy = _Copy(self._files, self._files.state())
        for _ in range(self.limits.processes - 1):
            self._slots.put_nowait(None)
        try:
            self._slots.put_nowait(await _Worker.start(self._copy, self.limits.memory))
        except BaseException:
            self._copy.drop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        while not self._slots.empty():
            if worker := self._slots.get_nowait():
                await worker.end()
        if self._copy:
            self._copy.drop()

    async def ask(self, question: Question, rows: str | None, graphs: str | None) -> Answer:
        """Answer a question in the form ``rows`` or ``graphs``, whichever is its kind.

        Raises RefusedError where there is no answer within the limits. A caller who goes away ends the query.
        """
        try:
            return await self._answer(question, rows, graphs)
        except _KilledError:  # by somebody else, perhaps while it was waiting: the query need not be at fault
            return await self._answer(question, rows, graphs)

    async def _answer(self, question: Question, rows: str | None, graphs: str | None) -> Answer:
        limits = self.limits
        asked = {
            "sparql": question.sparql,
            "default": question.default,
            "named": question.named,
            "rows": rows,
            "graphs": graphs,
            "seconds": limits.seconds,
            "most": limits.most,
        }
        async with self._worker() as worker:
            try:
                async with asyncio.timeout(limits.seconds):
                    header, body = await worker.ask(asked)
            except TimeoutError:
                raise RefusedError(504, f"the query took longer than {limits.seconds:g} seconds") from None
            except asyncio.IncompleteReadError:
                reason = f"the query took more than {limits.memory // MIB} MiB of memory, or is nested too deeply"
                raise (_KilledError if await worker.was_killed() else RefusedError)(507, reason) from None
        if header["status"] != 200:
            raise RefusedError(header["status"], header["message"])
        return Answer(header["form"], body)

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[_Worker]:
        """A worker for one query. It is back in its place afterwards, or an empty place that the next one fills."""
        try:
            async with asyncio.timeout(self.limits.patience):
                slot = await self._slots.get()
        except TimeoutError:
            raise RefusedError(503, "too many queries are waiting; ask again later") from None
        keep: _Worker | None = None
        try:
            slot = worker = await self._current(slot)
            yield worker
            keep = worker
        finally:
            self._slots.put_nowait(keep)
            if keep is None and slot is not None:
                await slot.end()

    async def _current(self, worker: _Worker | None) -> _Worker:
        """The worker if it looks at the store as it is now, or else a new one that does."""
        self._look()
        assert self._copy is not None  # noqa: S101  (entered)
        if worker is not None:
            if worker.lives() and worker.copy is self._copy:
                return worker
            await worker.end()
        return await _Worker.start(self._copy, self.limits.memory)

    def _look(self) -> None:
        """Copy the store anew if it has changed. While somebody writes, what they found stays what is shown."""
        if time.monotonic() < self._looked + LOOK_AGAIN:
            return
        self._looked = time.monotonic()
        with suppress(OSError, StoreError):  # nothing can be copied now, but what was copied is still there
            state = self._files.state()
            if self._copy and state not in ("", self._copy.state):
                fresh = _Copy(self._files, state)
                self._copy.drop()
                self._copy = fresh
