"""All claims as one table, a row for each: as records, as CSV, and as Parquet where pyarrow is installed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from extractors.articles.decoding import SURROGATE
from graph.asking import listing
from graph.asking.listing import Record
from graph.errors import TablesMissingError
from graph.exports.tables import safe
from graph.identity import unified
from graph.storage.store import Store
from ontology.records import Extraction
from ontology.thesaurus import Thesaurus, load

MISSING: Final = "this needs the extra `tables`: pip install 'claimgraph[tables]'"


def records(store: Store, thesaurus: Thesaurus | None = None) -> list[Record]:
    """The claims of a store, open ones too, by date, article and place in the text."""
    known = thesaurus or load()
    return rows(unified(store, known), known)


def rows(held: Sequence[Extraction], known: Thesaurus, wanted: listing.Filter | None = None) -> list[Record]:
    """The claims that a filter lets through, all of them where there is none."""
    if not held:
        return []
    labels = listing.labels(held, known)
    found = listing.claims(held, wanted or listing.Filter(open=True))
    return [listing.claim_row(each, labels) for each in found]


def to_csv(found: Iterable[Record]) -> str:
    """The table as CSV that no spreadsheet program takes for formulas."""
    out = io.StringIO()
    held = list(found)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(held[0] if held else ())
    writer.writerows([_cell(value) for value in row.values()] for row in held)
    return out.getvalue()


def to_parquet(found: Iterable[Record]) -> bytes:
    """The table as Parquet. Raises TablesMissingError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise TablesMissingError(MISSING) from None
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([_with_whole_characters(each) for each in found]), out)
    return out.getvalue()


def _with_whole_characters(row: Record) -> Record:
    """A row without halves of characters, which the path of a file may have and UTF-8 has not."""
    return {name: SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value for name, value in row.items()}


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(value) if isinstance(value, str) else value
