"""What is held to be one and why, and what is undecided: rows that a person can work through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from graph.asking.formats import Format, is_tabular
from graph.asking.listing import Record
from graph.identity.resolution import Resolution
from ontology.records import Extraction, Judgement
from ontology.thesaurus import Thesaurus

Status = Literal["undecided", "merged", "same", "different"]

COLUMNS: Final = ("status", "a", "b", "type a", "type b", "score", "reasons", "id a", "id b")
"""The columns of the table for people."""


def rows(
    extractions: Sequence[Extraction], thesaurus: Thesaurus, found: Resolution, said: Iterable[Judgement]
) -> list[tuple[Status, Judgement, Record]]:
    """Every judgement with its status and what it is about: first what wants a decision, then the weakest merges."""
    shown = _shown(extractions, thesaurus)
    listed: list[tuple[Status, Judgement]] = [("undecided", each) for each in found.undecided]
    merged = sorted(found.made, key=lambda each: (each.score or 0.0, each.one, each.other))
    listed += [("merged", each) for each in merged]
    listed += [(each.verdict, each) for each in said]
    return [(status, each, _record(status, each, shown)) for status, each in listed]


def row(record: Record, form: Format) -> Record:
    """A judgement in the shape that suits the form."""
    if not is_tabular(form):
        return record
    one, other = _side(record["a"]), _side(record["b"])
    values = (
        record["status"],
        one["label"],
        other["label"],
        one["type"],
        other["type"],
        record["score"],
        ", ".join(map(str, _list(record["reasons"]))) or record["why"],
        one["id"],
        other["id"],
    )
    return dict(zip(COLUMNS, values, strict=True))


def _record(status: Status, each: Judgement, shown: Mapping[str, tuple[str, str]]) -> Record:
    def side(id_: str) -> dict[str, str]:
        label, type_ = shown.get(id_, (id_, ""))
        return {"id": id_, "label": label, "type": type_}

    return {
        "status": status,
        "a": side(each.one),
        "b": side(each.other),
        "score": each.score,
        "reasons": list(each.reasons),
        "by": each.by,
        "why": each.why,
    }


def _shown(extractions: Iterable[Extraction], thesaurus: Thesaurus) -> dict[str, tuple[str, str]]:
    """Label and class by id, the first label in the alphabet where articles differ."""
    shown: dict[str, tuple[str, str]] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            face = entity.label, entity.type
            shown[entity.id] = min(face, shown.get(entity.id, face))
    return shown | {each.id: (each.label("en"), each.type) for each in thesaurus.concepts.values()}


def _side(value: object) -> Mapping[str, str]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []
