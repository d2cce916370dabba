"""The same work on a Dask cluster, with results in the order of what came in.

Each worker process keeps the work, and with it the models, for as long as it lives, and does one task at a time however
many threads it has. No more chunks are sent than the workers need: neither this process nor the cluster holds more when
there is more to do. What a dying worker had is done again by another. A chunk that ends worker after worker is taken
apart, and its tasks are done with nothing beside them, so that only the one at fault is given up.
"""

from __future__ import annotations

import logging
import pickle
import re
import threading
import time
import warnings
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from graph.errors import ClusterError, ClusterMissingError
from graph.fingerprint import Parts, differences, parts
from graph.workers import Lost

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
R = TypeVar("R")
C = TypeVar("C")
A = TypeVar("A")

ADDRESS: Final = re.compile(r"((tcp|tls|wss?)://)?([\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}")
CHUNK: Final = 16
"""Tasks in a chunk, at most."""
CHUNK_SIZE: Final = 15_000
"""Characters in a chunk, about; one task may have more. A second of work, which a message to and fro does not slow."""
AHEAD: Final = 3
"""Chunks that are sent for each worker, finished ones included, while their turn has not come."""
CONNECTING: Final = 5
"""Seconds in which a scheduler has to answer."""
WAITING: Final = 30
"""Seconds that a cluster may be without any worker."""
COUNTING: Final = 5.0
"""Seconds after which the workers are counted again: a cluster may grow and shrink."""
ENDED: Final = "the workers that read it were ended, one after the other (by the system, for want of memory perhaps)"
LOGGERS: Final = ("distributed", "distributed.client", "tornado.application")

_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Failure:
    """What the work raised; it is raised again where the result would come."""

    error: Exception


@dataclass(slots=True)
class _Chunk(Generic[C, T]):
    """Items that travel together, and what will come of their tasks; None where they have none."""

    items: list[tuple[C, T | None]]
    future: Future[Any] | None = None

    @property
    def tasks(self) -> list[T]:
        return [task for _, task in self.items if task is not None]


def in_order(
    items: Iterable[tuple[C, T | None]],
    work: Callable[[T], R],
    *,
    address: str,
    size: Callable[[C], int],
) -> Generator[tuple[C, R | Lost | None]]:
    """What ``work`` makes of each task, as `graph.workers.in_order` gives it, from the workers of a Dask scheduler.

    Raises ClusterError where there is no scheduler, where no worker is left, and where a worker would not do the very
    same: it needs the same claimgraph, and the same libraries below it.
    """
    with _connected(address) as client:
        yield from _Run(client, address, items, work, size).results()


def check_address(address: str) -> None:
    """Raise ClusterError unless it is an address as Dask's schedulers have them."""
    if not ADDRESS.fullmatch(address):
        raise ClusterError(f"{address!r} is no address such as tcp://127.0.0.1:8786")


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    check_address(address)
    try:
        from distributed import Client
    except ImportError:
        raise ClusterMissingError("a cluster needs Dask: pip install 'claimgraph[cluster]'") from None
    with _quiet():
        client = _client(Client, address)
        try:
            yield client
        finally:
            client.close(timeout=CONNECTING)


def _client(make: type[Client], address: str) -> Client:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions on the other side: we look at them ourselves
            client = make(address, timeout=CONNECTING, set_as_default=False, name="claimgraph")
    except (OSError, ValueError, TimeoutError) as error:
        reason = str(error).split(":")[0] if isinstance(error, ValueError) else f"for {CONNECTING} seconds"
        raise ClusterError(f"no Dask scheduler answers at {address} ({reason})") from None
    return client


@contextmanager
def _quiet() -> Iterator[None]:
    """What goes wrong on the cluster is told in one line, by us."""
    before = {name: logging.getLogger(name).level for name in LOGGERS}
    for name in before:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


class _Run(Generic[C, T, R]):
    """The window of chunks between what was read and what was given back."""

    def __init__(
        self,
        client: Client,
        address: str,
        source: Iterable[tuple[C, T | None]],
        work: Callable[[T], R],
        size: Callable[[C], int],
    ) -> None:
        self._client, self._address, self._source, self._size = client, address, iter(source), size
        self._work, self._ours = pickle.dumps(work), parts()
        self._window = deque[_Chunk[C, T]]()
        self._exhausted = False
        self._workers, self._counted = 0, 0.0

    def results(self) -> Iterator[tuple[C, R | Lost | None]]:
        """All results, in order."""
        while self._refill():
            chunk = self._window[0]
            results = self._results(chunk)
            for context, task in chunk.items:
                result = None if task is None else next(results)
                if isinstance(result, _Failure):
                    raise result.error
                yield context, result
            self._window.popleft()

    def _refill(self) -> bool:
        """Send as many chunks ahead as the workers need; False where nothing is left."""
        while not self._exhausted and len(self._window) < AHEAD * self._count():
            chunk = self._next_chunk()
            if chunk.tasks:
                chunk.future = self._sent(chunk.tasks)
            if chunk.items:
                self._window.append(chunk)
        return bool(self._window)

    def _next_chunk(self) -> _Chunk[C, T]:
        chunk, characters = _Chunk[C, T]([]), 0
        for context, task in self._source:
            chunk.items.append((context, task))
            characters += self._size(context)
            if len(chunk.items) >= CHUNK or characters >= CHUNK_SIZE:
                return chunk
        self._exhausted = True
        return chunk

    def _count(self) -> int:
        """The workers, at least one: where there is none yet, one may come."""
        if not self._workers or time.monotonic() - self._counted > COUNTING:
            self._workers, self._counted = len(self._client.nthreads()), time.monotonic()
        return max(1, self._workers)

    def _sent(self, tasks: list[T]) -> Future[Any]:
        return self._client.submit(_read, packed(tasks), self._work, self._ours, pure=False)

    def _results(self, chunk: _Chunk[C, T]) -> Iterator[R | Lost | _Failure]:
        if chunk.future is None:
            return
        found = self._answer(chunk.future)
        if found is not None:
            yield from found
            return
        for each in self._window:
            if each.future is not None:
                self._problem(each.future)  # once all have ended, nobody else is blamed for what is done next
        for task in chunk.tasks:
            again = self._answer(self._sent([task]))
            yield Lost(ENDED) if again is None else again[0]

    def _answer(self, future: Future[Any]) -> list[R | _Failure] | None:
        """What came of a chunk; None where it ended one worker after the other."""
        from distributed import KilledWorker

        problem = self._problem(future)
        if isinstance(problem, KilledWorker):
            return None
        if isinstance(problem, ImportError | AttributeError):
            raise ClusterError(f"a worker of {self._address} lacks claimgraph, or a part of it: {problem}")
        if problem is not None:
            raise ClusterError(f"the cluster at {self._address} gave up: {problem!r}")
        answer = self._patiently(lambda: future.result(timeout=WAITING))
        if isinstance(answer, dict):
            raise ClusterError(f"a worker of {self._address} is not like this machine: {differences(answer)}")
        found: list[R | _Failure] = _unpacked(answer)
        return found

    def _problem(self, future: Future[Any]) -> BaseException | None:
        """What kept a chunk from being done, once it has ended."""
        problem: BaseException | None = self._patiently(lambda: future.exception(timeout=WAITING))
        return problem

    def _patiently(self, question: Callable[[], A]) -> A:
        """What the scheduler answers in the end. Raises ClusterError where it is gone, or nobody is left to work."""
        from distributed.client import ClosedClientError
        from distributed.comm.core import CommClosedError

        while True:
            try:
                return question()
            except TimeoutError:
                if not self._patiently(self._client.nthreads):
                    raise ClusterError(f"the cluster at {self._address} has no workers") from None
            except (CancelledError, ClosedClientError, CommClosedError):
                raise ClusterError(f"the scheduler at {self._address} is gone") from None


def _read(tasks: bytes, work: bytes, theirs: Parts) -> bytes | dict[str, str]:
    """In a worker: what the work makes of each task, or what this process is made of where that differs."""
    ours = parts()
    if ours != theirs:
        return dict(ours)
    with _one_at_a_time:  # the models are not made for several threads
        do = _loaded(work)
        return packed([_done(do, task) for task in _unpacked(tasks)])


@lru_cache(maxsize=2)
def _loaded(work: bytes) -> Callable[[Any], Any]:
    """The work, which keeps its models from chunk to chunk."""
    return pickle.loads(work)  # type: ignore[no-any-return]  # noqa: S301  (Dask hands over functions in this way itself)


def _done(work: Callable[[T], R], task: T) -> R | _Failure:
    try:
        return work(task)
    except Exception as error:  # noqa: BLE001  (raised again where the results are wanted)
        return _Failure(error)


def packed(value: object) -> bytes:
    """Pickled and compressed: a third of the size, and neither scheduler nor network need to look into it."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(data: bytes) -> Any:  # noqa: ANN401
    return pickle.loads(zlib.decompress(data))  # noqa: S301
