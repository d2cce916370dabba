"""Node and edge tables in the columns that Gephi's spreadsheet import knows, safe to open in a spreadsheet program.

A text that a spreadsheet program would run as a formula gets an apostrophe in front, by which such programs know text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from graph.exports.columns import Value, clean, context, edge_columns, kind, node_columns, one_line, row_id
from graph.files import replace_text
from graph.views.view import View

# Some programs pass over blanks and invisible characters before a formula, and take its signs in full width too.
_FORMULA: Final = re.compile(r"[\t\r\n]|[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*[=+\-@＝＋－＠]")
_Cell: TypeAlias = str | int | float


def write(view: View, path: Path) -> tuple[Path, Path]:
    """Writes ``NAME-nodes.csv`` and ``NAME-edges.csv`` beside ``path`` (``NAME.csv``); gives back what it wrote."""
    nodes, edges = (path.with_name(f"{path.stem}-{part}.csv") for part in ("nodes", "edges"))
    replace_text(nodes, nodes_csv(view))
    replace_text(edges, edges_csv(view))
    return nodes, edges


def nodes_csv(view: View) -> str:
    """One row for each node."""
    columns = node_columns(context(view))
    header = ["Id", "Label", *(each.name for each in columns)]
    rows = (
        [row_id(node.id), one_line(node.label), *(_cell(each.value(node)) for each in columns)] for node in view.nodes
    )
    return _table(header, rows)


def edges_csv(view: View) -> str:
    """One row for each edge. Gephi keeps edges of different ``Kind`` between the same two nodes apart."""
    columns = edge_columns(context(view))
    header = ["Source", "Target", "Type", "Id", "Label", "Kind", "Weight", *(each.name for each in columns)]
    rows = (
        [
            row_id(edge.source),
            row_id(edge.target),
            "Directed",
            edge.id,
            one_line(kind(edge)),
            one_line(kind(edge)),
            edge.weight,
            *(_cell(each.value(edge)) for each in columns),
        ]
        for edge in view.edges
    )
    return _table(header, rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[_Cell]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_closed(safe(each)) if isinstance(each, str) else each for each in row] for row in rows)
    return out.getvalue()


def _closed(text: str) -> str:
    """To Gephi a backslash escapes what follows: at the end of a cell that would be the quotation mark that ends it."""
    return f"{text} " if text.endswith("\\") else text


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet program runs."""
    text = clean(text)
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(value: Value) -> _Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return value
    return " | ".join(value or ())
