"""The extractions of this run, beside the store: reading them back from their quads takes ten times as long.

They lie in a file without a name, which goes with the process. What a store gives back is what it was given, in
`graph.storage.extractions.canonical` order, so it is all the same where it comes from. Equal parts come back as one
object, and names that many articles have as one text: that halves the memory of all claims together.
"""

from __future__ import annotations

import io
import pickle
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from graph.storage.extractions import canonical
from ontology.records import Claim, Extraction, Mention

LONGEST: Final = 48
"""Characters of the texts that articles share."""
MOST: Final = 100_000
"""Texts that are shared: their table must not grow with the articles."""


class Spool:
    """Extractions by the ids of their articles."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (open as long as the store is)
        self._places: dict[str, tuple[int, int]] = {}
        self._numbers: dict[str, int] = {}
        self._texts: list[str] = []
        self._end = 0

    def __contains__(self, article: str) -> bool:
        return article in self._places

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def put(self, extraction: Extraction) -> None:
        """Keep an extraction."""
        data = io.BytesIO()
        pickler = pickle.Pickler(data, pickle.HIGHEST_PROTOCOL)
        pickler.persistent_id = self._number  # type: ignore[method-assign]
        pickler.dump(_shared(canonical(extraction)))
        self._file.seek(self._end)
        self._places[extraction.article.id] = self._end, self._file.write(data.getvalue())
        self._end = self._file.tell()

    def get(self, article: str, path: str) -> Extraction:
        """An extraction that is here, with another path."""
        start, length = self._places[article]
        self._file.seek(start)
        unpickler = pickle.Unpickler(io.BytesIO(self._file.read(length)))  # noqa: S301  (nobody else has the file)
        unpickler.persistent_load = self._texts.__getitem__  # type: ignore[method-assign]
        found: Extraction = unpickler.load()
        return replace(found, article=replace(found.article, path=path))

    def drop(self, articles: Iterable[str]) -> None:
        """Forget those that are here."""
        for article in articles:
            self._places.pop(article, None)

    def _number(self, value: Any) -> int | None:  # noqa: ANN401  (whatever is pickled)
        if type(value) is not str or len(value) > LONGEST:
            return None
        number = self._numbers.get(value)
        if number is None and len(self._texts) < MOST:
            number = self._numbers[value] = len(self._texts)
            self._texts.append(value)
        return number


def _shared(extraction: Extraction) -> Extraction:
    """The same, with one object for each mention and each passage."""
    held: dict[Any, Any] = {}

    def one(value: Any) -> Any:  # noqa: ANN401
        return held.setdefault(value, value) if isinstance(value, Mention) else value

    def claim(each: Claim) -> Claim:
        quote = held.setdefault(each.quote, each.quote)
        ends = {name: one(getattr(each, name)) for name in ("subject", "object", "said_by", "where")}
        return replace(each, quote=quote, chain=tuple(map(one, each.chain)), **ends)

    return replace(
        extraction, mentions=tuple(map(one, extraction.mentions)), claims=tuple(map(claim, extraction.claims))
    )
