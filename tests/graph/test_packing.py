"""Tables as columns: everything comes back, and what repeats is written once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from graph.explorer.packing import pack


def value(column: Any, row: int) -> Any:  # noqa: ANN401  (any JSON)
    """What the page reads from a column."""
    if isinstance(column, list):
        return column[row]
    if "at" in column:
        return column["of"][column["at"][row]]
    made = {key: value(each, row) for key, each in column["fields"].items()}
    return None if all(each is None for each in made.values()) else made


@pytest.mark.parametrize(
    "records",
    [
        [],
        [{"a": 1, "b": "x"}, {"a": None, "b": None}],
        [{"a": "the same long word"}] * 9,
        [{"at": {"node": "front", "start": 0}}, {"at": None}, {"at": {"node": "front", "start": 7}}],
        [{"deep": {"er": {"x": 1}}, "list": [1, {"y": 2}]}, {"deep": None, "list": []}],
        [{"mixed": "text"}, {"mixed": 7}, {"mixed": {"x": 1}}],
    ],
)
def test_every_record_comes_back(records: Sequence[Mapping[str, Any]]) -> None:
    packed = json.loads(json.dumps(pack(records)))
    assert packed["size"] == len(records)
    back = [{key: value(column, row) for key, column in packed["fields"].items()} for row in range(packed["size"])]
    assert back == list(records)


def test_a_missing_key_is_null() -> None:
    packed = pack([{"a": 1}, {"b": 2}])
    assert packed["fields"] == {"a": [1, None], "b": [None, 2]}


def test_what_repeats_is_written_once() -> None:
    records = [{"publisher": f"The Lakeside Wire number {i % 3}"} for i in range(100)]
    text = json.dumps(pack(records))
    assert text.count("Lakeside") == 3
    assert len(text) < len(json.dumps(records)) / 5
