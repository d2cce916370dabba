"""The versions of articles that gave way to changed ones: one JSON line each, beside the store and never in it.

The store is what is known now; the history is what was known, from when to when. Removing an article removes its older
versions too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.jsonl import BadLineError, from_dict, to_dict
from graph.errors import StoreDamagedError
from graph.files import append_line, replace_text
from ontology.records import Extraction

if TYPE_CHECKING:
    from graph.storage.store import Store


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said before it was changed, and from when to when that was what was known, in UTC."""

    extraction: Extraction
    by: str
    learned: str | None
    superseded: str


def known_on(store: Store, date: str) -> list[Extraction]:
    """What the graph held at the end of a day, month or year (in UTC): articles as they were, the later ones left out.

    What was removed since is not in it: nothing of it is kept.
    """
    learned = store.journal.learned()
    held = [each for each in store.extractions() if learned.get(each.article.id, "")[: len(date)] <= date]
    older = (
        each.extraction
        for each in store.history.versions()
        if (each.learned or "")[: len(date)] <= date < each.superseded[: len(date)]
    )
    return sorted([*held, *older], key=lambda each: each.article.id)


class History:
    """The history in one file, which need not exist yet."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def versions(self) -> tuple[Version, ...]:
        """All older versions, in the order in which they gave way."""
        lines = self._path.read_bytes().split(b"\n")[:-1] if self._path.exists() else []
        found = {each.extraction.article.id: each for each in map(self._version, range(1, len(lines) + 1), lines)}
        return tuple(found.values())

    def keep(self, versions: Iterable[Version]) -> None:
        """Write versions down, so that they are on the disk when this returns."""
        for each in versions:
            append_line(self._path, _line(each))

    def forget(self, article: str) -> None:
        """Drop all versions that led to an article."""
        kept = self.versions()
        gone = {article}
        for each in reversed(kept):
            if each.by in gone:
                gone.add(each.extraction.article.id)
        if len(gone) > 1:
            left = (each for each in kept if each.extraction.article.id not in gone)
            replace_text(self._path, "".join(f"{_line(each)}\n" for each in left))

    def _version(self, number: int, line: bytes) -> Version:
        try:
            data = json.loads(line)
            by, learned, superseded = data["by"], data["learned"], data["superseded"]
            if not (isinstance(by, str) and isinstance(learned, str | None) and isinstance(superseded, str)):
                raise TypeError
            return Version(from_dict(data["extraction"]), by, learned, superseded)
        except (BadLineError, ValueError, KeyError, TypeError, RecursionError):
            raise StoreDamagedError(f"{self._path}: line {number} is not a version of an article") from None


def _line(version: Version) -> str:
    data = {
        "by": version.by,
        "learned": version.learned,
        "superseded": version.superseded,
        "extraction": to_dict(version.extraction),
    }
    return json.dumps(data)
