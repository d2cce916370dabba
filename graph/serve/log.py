"""One line per request: when, who, how it ended, how long it took, how much went out, and what was asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from graph.asking.formats import CONTROL

Log = Callable[[str], None]
SHOWN: Final = 120
"""Characters of a query that a line shows."""


@dataclass(slots=True)
class Entry:
    """What is known of a request so far; ``line`` when it has ended."""

    client: str
    method: str
    sparql: str = ""
    note: str = ""
    began: float = field(default_factory=time.monotonic)

    def line(self, status: int, size: int) -> str:
        """The line, with nothing in it that could break out of it or move the cursor of a terminal."""
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        took = (time.monotonic() - self.began) * 1000
        asked = _one_line(self.sparql)
        shown = asked if len(asked) <= SHOWN else asked[: SHOWN - 1] + "…"
        told = f"  [{_one_line(self.note)}]" if self.note else ""
        return f"{now} {self.client} {self.method} {status} {took:.0f} ms {size} bytes{told}  {shown}".rstrip()


def _one_line(text: str) -> str:
    return " ".join(CONTROL.sub(" ", text[: 10 * SHOWN]).split())
