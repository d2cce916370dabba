"""Groups without a name: their ids are made of what describes them, so they follow what becomes of the parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.identity.bearers import GROUP
from ontology.records import Entity, Extraction, Judgement

SAME_PARTS = "same-description"


def described_alike(extractions: Iterable[Extraction], canonical: Mapping[str, str]) -> tuple[Judgement, ...]:
    """That groups are one whose descriptions agree once their parts go by their canonical ids."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        for entity in extraction.entities:
            if entity.id.startswith(GROUP):
                groups[_described(entity, canonical)].add(entity.id)
    return tuple(
        Judgement("same", min(ids), other, "claimgraph", score=1.0, reasons=(SAME_PARTS,))
        for ids in groups.values()
        for other in sorted(ids - {min(ids)})
    )


def _described(entity: Entity, canonical: Mapping[str, str]) -> str:
    """The id that the group would have if its parts had been known by their canonical ids."""
    moved: dict[str, str] = {}
    for part in (entity.affiliation, entity.origin):
        if part is not None:
            old, new = (id_.replace(".", "-") for id_ in (part, canonical.get(part, part)))
            moved |= {old: new, f"from-{old}": f"from-{new}"}
    return ".".join(moved.get(piece, piece) for piece in entity.id.split("."))
