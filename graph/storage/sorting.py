"""Sorting more lines than memory should hold: sorted runs on the disk, merged block by block (Knuth, TAOCP 5.4)."""

from __future__ import annotations

import io
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import IO, Final

import pyoxigraph

from graph.remote.quads import Quads

RUN: Final = 1 << 25
"""Bytes that are sorted at once."""
BLOCK: Final = 1 << 23
"""Bytes that are read at once while runs are merged, of all of them together."""
_LEAST: Final = 1 << 12
_COPIED: Final = 1 << 12
"""Lines that are handed on at once."""


class SortedRuns:
    """Lines, each with its line feed, on their way to be sorted by their bytes.

    What does not fit into ``run`` bytes of memory lies sorted in files without names in ``folder``, which go with the
    process.
    """

    def __init__(self, folder: Path, run: int = RUN) -> None:
        self._folder, self._run = folder, run
        self._runs: list[IO[bytes]] = []
        self._held: list[bytes] = []
        self._size = 0

    def add(self, lines: Iterable[bytes]) -> None:
        """Take lines in."""
        for line in lines:
            self._held.append(line)
            self._size += len(line)
            if self._size >= self._run:
                self._spill()

    def merged(self, beside: Iterable[bytes] = ()) -> Iterator[bytes]:
        """All lines in order, with some others among them, some thousand joined at a time. More may be added
        afterwards, and all asked for again."""
        if not self._runs:
            yield from _joined(sorted([*self._held, *beside]))
            return
        self._spill()
        for block in _merged([*self._runs, io.BytesIO(b"".join(sorted(beside)))]):
            yield from _joined(block)

    def close(self) -> None:
        """Let go of the files."""
        while self._runs:
            self._runs.pop().close()

    def _spill(self) -> None:
        if self._held:
            self._held.sort()
            self._runs.append(_written(self._held, self._folder))
            self._held, self._size = [], 0


def sorted_lines(lines: Iterable[bytes], folder: Path, run: int = RUN) -> Iterator[bytes]:
    """The lines by their bytes, as `SortedRuns` gives them."""
    with closing(SortedRuns(folder, run)) as runs:
        runs.add(lines)
        yield from runs.merged()


def dumped(quads: Quads, folder: Path) -> Iterator[bytes]:
    """All quads as canonical N-Quads in order, some thousand lines joined at a time."""
    with tempfile.TemporaryFile(dir=folder) as file:
        if isinstance(quads, pyoxigraph.Store):
            quads.dump(file, format=pyoxigraph.RdfFormat.N_QUADS)
        else:
            file.writelines(f"{quad} .\n".encode() for quad in quads.quads_for_pattern(None, None, None))
        file.seek(0)
        yield from sorted_lines(file, folder)


def _written(lines: list[bytes], folder: Path) -> IO[bytes]:
    """A run, in a file without a name."""
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (open until all is merged)
    for some in _joined(lines):
        file.write(some)
    return file


def _merged(runs: list[IO[bytes]]) -> Iterator[list[bytes]]:
    """Sorted lists of lines, each after the one before.

    A list has all lines up to the least of the last lines that the runs have shown: what comes later is greater. Python
    merges the runs in it, as its sort finds them.
    """
    block = max(_LEAST, BLOCK // len(runs))
    for file in runs:
        file.seek(0)
    waiting = {each: file.readlines(block) for each, file in enumerate(runs)}
    while waiting := {each: lines for each, lines in waiting.items() if lines}:
        limit = min(lines[-1] for lines in waiting.values())
        merged = list[bytes]()
        for each, lines in waiting.items():
            end = bisect_right(lines, limit)
            merged += lines[:end]
            waiting[each] = lines[end:] or runs[each].readlines(block)
        merged.sort()
        yield merged


def _joined(lines: list[bytes]) -> Iterator[bytes]:
    iterator = iter(lines)
    while some := b"".join(islice(iterator, _COPIED)):
        yield some
