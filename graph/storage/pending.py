"""Articles on their way into a store: many go into Oxigraph at once, which costs a fraction of one transaction each.

What is held back is in no file yet. Whoever reads from the store has it put in first, so nobody sees the difference; a
crash loses the articles since the last time, and the next build reads them again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import RdfFormat

MOST = 100_000
"""Quads that are held back: some fifty articles. Oxigraph takes up to a million of them all or none."""
LONGEST = 20.0
"""Seconds for which they are."""


class Pending:
    """What articles that are being added say, as lines of N-Quads, and who extracted them."""

    def __init__(self) -> None:
        self.extractors: dict[str, str] = {}
        self._lines: list[bytes] = []
        self._since = 0.0

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, article: str, extractor: str, lines: Iterable[bytes]) -> None:
        """Hold an article back."""
        if not self._lines:
            self._since = time.monotonic()
        self.extractors[article] = extractor
        self._lines.extend(lines)

    @property
    def due(self) -> bool:
        """Whether enough has come together, or waited long enough."""
        waited = bool(self._lines) and time.monotonic() - self._since > LONGEST
        return waited or len(self._lines) >= MOST

    def put_into(self, store: pyoxigraph.Store) -> None:
        """Put all of it in, and hold nothing any more."""
        lines, self._lines = self._lines, []
        self.extractors.clear()
        if lines:
            store.bulk_load(b"".join(lines), format=RdfFormat.N_QUADS, lenient=True)  # we wrote it ourselves
