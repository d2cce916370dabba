"""The same work in several processes, with results in the order of what came in.

Each worker is a fresh interpreter (spawned, so nothing is inherited by accident) that keeps the work, and with it the
models, for as long as it lives. It is handed one chunk at a time, and no more chunks are read ahead than the workers
need: memory does not grow with the number of tasks. A worker that dies costs its chunk another try, task by task; a
task that ends two workers is given up. When the parent dies, its workers find their pipe closed and end.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing import connection, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Final, Generic, TypeVar

from graph.errors import ClaimgraphError, WorkerError

T = TypeVar("T")
R = TypeVar("R")
C = TypeVar("C")

FEW: Final = 8
"""With fewer tasks, starting workers takes longer than they save."""
LITTLE: Final = 100_000
"""So it does with less work than this, in characters."""
CHUNK: Final = 16
"""Tasks in a chunk, at most."""
CHUNK_SIZE: Final = 60_000
"""Characters in a chunk, about; one task may have more."""
AHEAD: Final = 3
"""Chunks that are read for each worker, finished ones included, while their turn has not come."""
PATIENCE: Final = 3
"""Workers that may die before they have started, until it is clear that none ever will."""
LIVES: Final = 2
"""Workers that a task may end."""

FAR, FAR_SIZE = 256, 1_000_000
"""Items and characters to look at, at most, to see how much there is to do."""

Job = Callable[[T], R]


@dataclass(frozen=True, slots=True)
class Lost:
    """Comes in place of a result: the task ended the process that worked on it, each time."""

    reason: str = "the process that read it was ended, twice (by the system, for want of memory perhaps)"


@dataclass(frozen=True, slots=True)
class _Failure:
    """What the work raised; it is raised again where the result would come."""

    error: Exception


@dataclass(slots=True)
class _Slot(Generic[T]):
    """A place in the order, and what has come of it."""

    context: Any
    task: T | None
    result: Any = None
    done: bool = False
    deaths: int = 0


@dataclass(eq=False, slots=True)
class _Worker(Generic[T]):
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    chunk: list[_Slot[T]] = field(default_factory=list)

    @property
    def idle(self) -> bool:
        return self.ready and not self.chunk


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    items: Iterable[tuple[C, T | None]], work: Job[T, R], *, jobs: int, size: Callable[[C], int], risky: bool = False
) -> Generator[tuple[C, R | Lost | None]]:
    """What ``work`` makes of each task, with what came beside it; items without a task go through as they are.

    ``work`` is pickled once for each worker, ``size`` tells the characters of an item. With one job, and where there is
    little to do and it is not ``risky``, all is done in this process. What the work raises is raised in its turn: all
    results before it have been given. Raises WorkerError where no worker can be started.
    """
    source = iter(items)
    while jobs > 1:
        first, much = _beginning(source, size)
        if much or (first and risky):
            with _Crew(chain(first, source), work, jobs, size) as crew:
                yield from crew.results()
            return
        if not first:
            return
        yield from _here(first, work)
    yield from _here(source, work)


def _here(items: Iterable[tuple[C, T | None]], work: Job[T, R]) -> Iterator[tuple[C, R | None]]:
    for context, task in items:
        yield context, None if task is None else work(task)


def _beginning(source: Iterator[tuple[C, T | None]], size: Callable[[C], int]) -> tuple[list[tuple[C, T | None]], bool]:
    """The next items, as many as it takes to see whether there is enough to do for several, and whether there is."""
    first, tasks, to_do, held = list[tuple[C, T | None]](), 0, 0, 0
    for context, task in source:
        characters = size(context)
        first.append((context, task))
        held += characters
        if task is not None:
            tasks, to_do = tasks + 1, to_do + characters
        if tasks >= FEW and to_do >= LITTLE:
            return first, True
        if len(first) >= FAR or held >= FAR_SIZE:
            break
    return first, False


class _Crew(Generic[C, T, R]):
    """The workers, and the window of slots between what was read and what was given back."""

    def __init__(
        self, source: Iterable[tuple[C, T | None]], work: Job[T, R], jobs: int, size: Callable[[C], int]
    ) -> None:
        self._source, self._work, self._jobs, self._size = iter(source), work, jobs, size
        self._exhausted = False
        self._chunks = deque[list[_Slot[T]]]()
        self._window = deque[list[_Slot[T]]]()
        self._workers: list[_Worker[T]] = []
        self._stillborn = 0

    def __enter__(self) -> _Crew[C, T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()  # there is nothing that a worker could leave half done
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join()

    def results(self) -> Iterator[tuple[C, R | Lost | None]]:
        """All results, in order."""
        while self._refill():
            for slot in self._window[0]:
                while not slot.done:
                    self._advance(wait=True)
                if isinstance(slot.result, _Failure):
                    raise slot.result.error
                yield slot.context, slot.result
                self._advance(wait=False)  # whoever is done must not wait while the caller stores what came
            self._window.popleft()

    def _refill(self) -> bool:
        """Read ahead as far as the window goes; False where nothing is left."""
        while not self._exhausted and len(self._window) < AHEAD * self._jobs:
            chunk = self._next_chunk()
            if chunk:
                self._window.append(chunk)
                if any(not slot.done for slot in chunk):
                    self._chunks.append([slot for slot in chunk if not slot.done])
            self._dispatch()
        return bool(self._window)

    def _next_chunk(self) -> list[_Slot[T]]:
        chunk, characters = list[_Slot[T]](), 0
        for context, task in self._source:
            chunk.append(_Slot(context, task, done=task is None))
            characters += self._size(context)
            if len(chunk) >= CHUNK or characters >= CHUNK_SIZE:
                return chunk
        self._exhausted = True
        return chunk

    def _advance(self, *, wait: bool) -> None:
        """Take what has come, and hand out what is next."""
        self._dispatch()
        busy = {worker.pipe: worker for worker in self._workers if worker.chunk or not worker.ready}
        for pipe in connection.wait(list(busy), None if wait else 0):
            self._take(busy[pipe])  # type: ignore[index]  # they are the pipes that it was given
        self._dispatch()

    def _take(self, worker: _Worker[T]) -> None:
        try:
            results = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if not worker.ready:
            worker.ready, self._stillborn = True, 0
            return
        for slot, result in zip(worker.chunk, results, strict=True):
            slot.result, slot.done = result, True
        worker.chunk = []

    def _dispatch(self) -> None:
        """A chunk for everyone who has none; new workers while there is more to do than they can."""
        while len(self._workers) < min(self._jobs, len(self._workers) + len(self._chunks)):
            self._workers.append(_started(self._work))
        for worker in [each for each in self._workers if each.idle]:
            if self._chunks:
                worker.chunk = self._chunks.popleft()
                try:
                    worker.pipe.send([slot.task for slot in worker.chunk])
                except OSError:
                    self._bury(worker)

    def _bury(self, worker: _Worker[T]) -> None:
        """Let a dead worker go; what it had is done again, task by task, so that the one at fault shows."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= PATIENCE:
                raise WorkerError(
                    f"the worker processes end as soon as they start (exit code {worker.process.exitcode}); "
                    "one job does it without them"
                )
        alone = len(worker.chunk) == 1
        for slot in reversed(worker.chunk):
            slot.deaths += alone
            if slot.deaths >= LIVES:
                slot.result, slot.done = Lost(), True
            else:
                self._chunks.appendleft([slot])


def _started(work: Job[T, R]) -> _Worker[T]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True, name="claimgraph worker")
    with _deaf():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started inside never hears Ctrl-C, not even while it starts; we hear it afterwards, and end it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it inside would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Job[T, R]) -> None:
    """The life of a worker: chunks in, results out, until the pipe is closed."""
    with suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            _answer(pipe, [_done(work, task) for task in pipe.recv()])


def _done(work: Job[T, R], task: T) -> R | _Failure:
    try:
        return work(task)
    except Exception as error:  # noqa: BLE001  (raised again in the parent)
        return _Failure(error)


def _answer(pipe: Connection, results: Sequence[object]) -> None:
    try:
        pipe.send(results)
    except (AttributeError, TypeError, ValueError) as error:  # an exception that cannot be pickled
        message = f"what the work came to cannot be handed over: {error}"
        pipe.send([_Failure(ClaimgraphError(message)) for _ in results])
