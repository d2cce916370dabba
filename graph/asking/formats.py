"""Records on standard output: a table for people, lines of JSON, JSON, CSV and TSV for programs."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

Record = dict[str, object]
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
CSV_END = "\r\n"
NARROWEST = 12
"""Columns are not squeezed below this many characters, however small the terminal."""


class Format(StrEnum):
    """How records are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"


def is_tabular(form: Format) -> bool:
    """Whether a form has rows and columns, and so room for flat values only."""
    return form in (Format.TABLE, Format.CSV, Format.TSV)


def render(records: Sequence[Record], form: Format, columns: Sequence[str] = ()) -> Iterator[str]:
    """The lines of the output, without their ends. ``columns`` head a table that has no rows."""
    names = list(records[0]) if records else list(columns)
    if form is Format.JSONL:
        yield from (json.dumps(record, ensure_ascii=False) for record in records)
    elif form is Format.JSON:
        yield json.dumps(list(records), ensure_ascii=False, indent=2)
    elif form is Format.CSV:
        yield from _csv(records, names)
    elif form is Format.TSV:
        yield "\t".join(names)
        yield from ("\t".join(_one_line(_safe(record[name])) for name in names) for record in records)
    else:
        yield from _table(records, names)


def _csv(records: Iterable[Record], names: Sequence[str]) -> Iterator[str]:
    for row in ([*names], *([_safe(record[name]) for name in names] for record in records)):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator=CSV_END).writerow(row)  # it quotes what holds a character of its line ends
        yield buffer.getvalue().removesuffix(CSV_END)


def _safe(value: object) -> str:
    """A cell that a spreadsheet program takes for text or a number, and never for a formula."""
    from graph.exports.tables import safe

    return _plain(value) if isinstance(value, int | float) else safe(_plain(value))


def _plain(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _one_line(value: object) -> str:
    """A text that cannot break out of its cell or move the cursor of a terminal."""
    return CONTROL.sub(" ", _plain(value)).strip()


def _table(records: Sequence[Record], names: Sequence[str]) -> Iterator[str]:
    rows = [list(names), *([_one_line(record[name]) for name in names] for record in records)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(names))]
    if sys.stdout.isatty():
        widths = _fitted(widths, _terminal_width())
    for row in rows:
        yield "  ".join(_cut(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _fitted(widths: Sequence[int], available: int) -> list[int]:
    """The widths, the widest cut until all fit side by side; quotes stand last and give way first."""
    fitted = list(widths)
    while sum(fitted) + 2 * (len(fitted) - 1) > available and max(fitted, default=0) > NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _cut(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns
