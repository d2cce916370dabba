"""Identity applied: extractions in which every entity goes by its canonical id. What is stored stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from graph.storage.extractions import claim_mentions
from ontology.records import Claim, Entity, Extraction, Mention


@dataclass(frozen=True, slots=True)
class _Face:
    """The class and the label that an entity is shown with."""

    type: str
    label: str


_Moved = Mapping[str, str]
_Faces = Mapping[str, _Face]


def applied(extractions: Iterable[Extraction], canonical: Mapping[str, str]) -> list[Extraction]:
    """The extractions with canonical ids. Words, offsets and names stay those of the articles."""
    return list(each_applied(list(extractions), canonical))


def each_applied(extractions: Iterable[Extraction], canonical: Mapping[str, str]) -> Iterator[Extraction]:
    """The same one by one, where the extractions can be gone through twice."""
    moved = {id_: other for id_, other in canonical.items() if id_ != other}
    faces = _faces(extractions if moved else (), frozenset(moved.values()))
    return (_renamed(each, moved, faces) if moved else each for each in extractions)


def _faces(extractions: Iterable[Extraction], wanted: frozenset[str]) -> _Faces:
    """How articles mostly show those who stand for others; of equals the first in the alphabet."""
    shown: dict[str, Counter[_Face]] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            if entity.id in wanted:
                shown.setdefault(entity.id, Counter())[_Face(entity.type, entity.label)] += 1
    return {id_: min(counts, key=lambda face: (-counts[face], face.label, face.type)) for id_, counts in shown.items()}


def _renamed(extraction: Extraction, moved: _Moved, faces: _Faces) -> Extraction:
    return replace(
        extraction,
        mentions=tuple(_mention(each, moved, faces) for each in extraction.mentions),
        entities=_entities(extraction.entities, moved, faces),
        claims=tuple(_claim(each, moved, faces) for each in extraction.claims),
    )


def _mention(mention: Mention, moved: _Moved, faces: _Faces) -> Mention:
    if mention.entity not in moved:
        return mention
    id_ = moved[mention.entity]
    face = faces.get(id_, _Face(mention.type, mention.label))
    return replace(mention, entity=id_, type=face.type, label=face.label)


def _claim(claim: Claim, moved: _Moved, faces: _Faces) -> Claim:
    if not any(each.entity in moved for each in claim_mentions(claim)):
        return claim

    def end(mention: Mention | None) -> Mention | None:
        return None if mention is None else _mention(mention, moved, faces)

    return replace(
        claim,
        subject=end(claim.subject),
        object=end(claim.object) if isinstance(claim.object, Mention) else claim.object,
        said_by=end(claim.said_by),
        where=end(claim.where),
        chain=tuple(_mention(each, moved, faces) for each in claim.chain),
    )


def _entities(entities: Iterable[Entity], moved: _Moved, faces: _Faces) -> tuple[Entity, ...]:
    """One entity for each id: two of one article may turn out to be the same."""
    renamed = sorted((_entity(each, moved, faces) for each in entities), key=lambda each: each.id)
    return tuple(_joined(list(group)) for _id, group in groupby(renamed, key=lambda each: each.id))


def _entity(entity: Entity, moved: _Moved, faces: _Faces) -> Entity:
    def part(id_: str | None) -> str | None:
        return None if id_ is None else moved.get(id_, id_)

    if entity.id not in moved and moved.keys().isdisjoint((entity.role, entity.affiliation, entity.origin)):
        return entity
    parted = replace(entity, role=part(entity.role), affiliation=part(entity.affiliation), origin=part(entity.origin))
    if entity.id not in moved:
        return parted
    id_ = moved[entity.id]
    face = faces.get(id_, _Face(entity.type, entity.label))
    names = tuple(sorted({*entity.names, entity.label}))
    return replace(parted, id=id_, type=face.type, label=face.label, names=names)


def _joined(entities: Sequence[Entity]) -> Entity:
    names = tuple(sorted({name for each in entities for name in each.names}))
    return entities[0] if len(entities) == 1 else replace(entities[0], names=names)
