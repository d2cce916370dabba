"""What happened to a store and when: one JSON line per event, appended and on the disk before the store changes.

The journal holds what must not be in the graph because it does not depend on the articles alone: times, and the paths
that articles came from. A line that a crash cut short is dropped; the store never depends on the journal.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from graph.errors import StoreDamagedError
from ontology.records import Judgement, Verdict

Event = Literal["added", "found", "replaced", "superseded", "removed", "judged", "unjudged"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, of one article or of a person's judgement on two entities.

    ``found``: the article was there already and came again, perhaps from another path. ``superseded``: a changed
    version of it, ``by``, took its place. ``unjudged``: the judgement was taken back. ``file`` is where ``path`` led to
    then.
    """

    time: str
    event: Event
    article: str | None = None
    path: str | None = None
    extractor: str | None = None
    verdict: Verdict | None = None
    entities: tuple[str, str] | None = None
    file: str | None = None
    by: str | None = None


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Journal:
    """The journal in one file, which need not exist yet."""

    def __init__(self, path: Path, clock: Callable[[], str] = now) -> None:
        self._path = path
        self._clock = clock

    @cached_property
    def _entries(self) -> list[Entry]:
        lines = self._path.read_bytes().split(b"\n")[:-1] if self._path.exists() else []
        return [self._entry(number, line) for number, line in enumerate(lines, 1)]

    def entries(self) -> tuple[Entry, ...]:
        """All events, oldest first."""
        return tuple(self._entries)

    @cached_property
    def _paths(self) -> dict[str, dict[str, None]]:
        paths: dict[str, dict[str, None]] = {}
        for entry in self._entries:
            _follow(paths, entry)
        return paths

    def note(
        self,
        event: Event,
        article: str,
        *,
        path: str | None = None,
        extractor: str | None = None,
        file: str | None = None,
        by: str | None = None,
    ) -> None:
        """Write an event down, so that it is on the disk when this returns."""
        self._append(Entry(self._clock(), event, article, path, extractor, file=file, by=by))

    def note_all(self, entries: Iterable[Entry]) -> None:
        """Write down many events, so that they are on the disk when this returns."""
        self._append(*entries)

    def note_judgement(self, judgement: Judgement, *, taken_back: bool = False) -> None:
        """Write down that a person judged, or took a judgement back, so that it is on the disk when this returns."""
        event: Event = "unjudged" if taken_back else "judged"
        pair = judgement.one, judgement.other
        self._append(Entry(self._clock(), event, verdict=judgement.verdict, entities=pair))

    def _append(self, *new: Entry) -> None:
        told = ({key: value for key, value in asdict(entry).items() if value is not None} for entry in new)
        lines = "".join(json.dumps(each) + "\n" for each in told)
        entries, paths = self._entries, self._paths
        with self._path.open("ab") as file:
            file.truncate(self._whole_lines())
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())
        for entry in new:
            entries.append(entry)
            _follow(paths, entry)

    def paths(self) -> Mapping[str, tuple[str, ...]]:
        """For each article that is in, the paths it came from: first the one that it was added from."""
        return {article: tuple(found) for article, found in self._paths.items()}

    def paths_of(self, article: str) -> tuple[str, ...]:
        """The paths of one article, as in `paths`."""
        return tuple(self._paths.get(article, ()))

    def learned(self) -> Mapping[str, str]:
        """When each article came in first, in UTC: since when the graph knows what it says."""
        found: dict[str, str] = {}
        for entry in self._entries:
            if entry.event == "removed":
                found.pop(entry.article or "", None)
            elif entry.article is not None:
                found.setdefault(entry.article, entry.time)
        return found

    def files(self) -> Mapping[str, frozenset[str]]:
        """The files that each article that is in came from, as far as they are known."""
        found: dict[str, set[str]] = {}
        for entry in self._entries:
            if entry.article is not None and entry.event in ("added", "removed", "superseded"):
                found[entry.article] = set()
            if entry.article is not None and entry.file is not None:
                found.setdefault(entry.article, set()).add(entry.file)
        return {article: frozenset(files) for article, files in found.items()}

    def superseded(self) -> Mapping[str, str]:
        """The articles that gave way to a changed version, each with that version."""
        found: dict[str, str] = {}
        for entry in self._entries:
            if entry.event == "superseded" and entry.article and entry.by:
                found[entry.article] = entry.by
            elif entry.event in ("added", "removed") and entry.article:
                found.pop(entry.article, None)
        return found

    def articles_at(self, path: str) -> frozenset[str]:
        """The articles that came from a path as it was given then, and were not removed since."""
        return frozenset(article for article, paths in self._paths.items() if path in paths)

    def _whole_lines(self) -> int:
        """How long the file is without a last line that was cut short."""
        if not self._path.exists():
            return 0
        size = self._path.stat().st_size
        with self._path.open("rb") as file:
            file.seek(max(0, size - 1))
            if file.read() == b"\n":
                return size
            file.seek(0)
            return file.read().rfind(b"\n") + 1

    def _entry(self, number: int, line: bytes) -> Entry:
        try:
            fields = dict(json.loads(line))
            pair = fields.pop("entities", ())
            if not all(isinstance(each, str) for each in (*pair, *fields.values())):
                raise TypeError
            if "article" in fields:
                return Entry(**fields)
            one, other = pair
            return Entry(**fields, entities=(one, other))
        except (ValueError, TypeError, KeyError, RecursionError):
            raise StoreDamagedError(f"{self._path}: line {number} is not an entry of the journal") from None


def _follow(paths: dict[str, dict[str, None]], entry: Entry) -> None:
    """What an event changes about the paths of articles."""
    if entry.article is None:
        return
    if entry.event in ("added", "superseded", "removed"):
        paths[entry.article] = {}
    if entry.path is not None:
        paths.setdefault(entry.article, {})[entry.path] = None
