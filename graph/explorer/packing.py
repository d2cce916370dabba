"""Tables of records as columns: what stands in many rows is written once, so that large pages stay small.

A record is a mapping of plain JSON values; a key that a record lacks is null in its column. A column is one of

- ``[value, ...]``: one for each row;
- ``{"of": [value, ...], "at": [index, ...]}``: the different values, and which of them each row has;
- ``{"fields": {key: column, ...}}``: objects, themselves as columns; null where all their fields are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

Json: TypeAlias = dict[str, Any]
_INDEX: Final = 5  # what the place of a value in "of" takes, about, in characters


def pack(records: Sequence[Mapping[str, Any]]) -> Json:
    """The records as ``{"size": rows, "fields": {key: column}}``, with the keys in the order in which they come up."""
    return {"size": len(records), "fields": _fields(records)}


def _fields(records: Sequence[Mapping[str, Any]]) -> Json:
    keys = dict.fromkeys(key for each in records for key in each)
    return {key: _column([each.get(key) for each in records]) for key in keys}


def _column(values: Sequence[Any]) -> Any:  # noqa: ANN401  (any JSON)
    present = [each for each in values if each is not None]
    if present and all(isinstance(each, dict) for each in present):
        return {"fields": _fields([each or {} for each in values])}
    if present and all(isinstance(each, str) for each in present):
        return _numbered(values)
    return list(values)


def _numbered(values: Sequence[str | None]) -> Any:  # noqa: ANN401
    """Texts by number where that is shorter than the texts themselves."""
    distinct = list(dict.fromkeys(values))
    length = {each: len(each or "null") + 3 for each in distinct}
    plain = sum(length[each] for each in values)
    if sum(length.values()) + _INDEX * len(values) >= plain:
        return list(values)
    index = {each: i for i, each in enumerate(distinct)}
    return {"of": distinct, "at": [index[each] for each in values]}
