"""Sorting more lines than memory should hold: sorted runs on the disk, merged block by block (Knuth, TAOCP 5.4)."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import IO, Final

RUN: Final = 1 << 26
"""Bytes that are sorted at once."""
BLOCK: Final = 1 << 23
"""Bytes that are read at once while runs are merged, of all of them together."""
_LEAST: Final = 1 << 12
_COPIED: Final = 1 << 12
"""Lines that are handed on at once."""


def sorted_lines(lines: Iterable[bytes], folder: Path, run: int = RUN) -> Iterator[bytes]:
    """The lines, each with its line feed, by their bytes, some thousand joined at a time. ``folder`` takes what does
    not fit into ``run`` bytes of memory for the time being."""
    with ExitStack() as stack:
        runs = list[IO[bytes]]()
        held, size = list[bytes](), 0
        for line in lines:
            held.append(line)
            size += len(line)
            if size >= run:
                runs.append(stack.enter_context(_written(sorted(held), folder)))
                held, size = [], 0
        held.sort()
        if not runs:
            yield from _joined(held)
            return
        runs.append(stack.enter_context(_written(held, folder)))
        del held
        for block in _merged(runs):
            yield from _joined(block)


def _written(lines: list[bytes], folder: Path) -> IO[bytes]:
    """A run, in a file without a name."""
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (open until all is merged)
    for some in _joined(lines):
        file.write(some)
    file.seek(0)
    return file


def _merged(runs: list[IO[bytes]]) -> Iterator[list[bytes]]:
    """Sorted lists of lines, each after the one before.

    A list has all lines up to the least of the last lines that the runs have shown: what comes later is greater. Python
    merges the runs in it, as its sort finds them.
    """
    block = max(_LEAST, BLOCK // len(runs))
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
