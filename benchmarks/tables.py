"""Rows of figures, and how they are shown: on a terminal, and in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Row: TypeAlias = Mapping[str, str | int | float]


def show(rows: Sequence[Row]) -> None:
    """Print the rows under their headings."""
    print("\n".join(plain(rows)))


def plain(rows: Sequence[Row]) -> list[str]:
    """The rows as lines of text, numbers to the right."""
    columns = _columns(rows)
    texts = [columns, *([_text(row.get(each, "")) for each in columns] for row in rows)]
    widths = [max(len(line[at]) for line in texts) for at in range(len(columns))]
    right = [_is_number(rows, each) for each in columns]
    return [
        "  ".join(
            f"{cell:>{width}}" if to else f"{cell:<{width}}"
            for cell, width, to in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in texts
    ]


def markdown(rows: Sequence[Row]) -> list[str]:
    """The rows as a table in Markdown."""
    columns = _columns(rows)
    marks = ("---:" if _is_number(rows, each) else "---" for each in columns)
    lines = [
        columns,
        list(marks),
        *([_text(row.get(each, "")).replace("|", "\\|") for each in columns] for row in rows),
    ]
    return [f"| {' | '.join(line)} |" for line in lines]


def _columns(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))


def _is_number(rows: Sequence[Row], column: str) -> bool:
    values = [row[column] for row in rows if row.get(column, "") != ""]
    return all(isinstance(each, int | float) or each.endswith(("%", "×")) for each in values)


def _text(value: str | int | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{round(value, 1 if abs(value) >= 10 else 3):,.10g}"
