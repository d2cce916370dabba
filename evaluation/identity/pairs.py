"""Pairs of names: whether they are taken for one thing, by the same steps as two articles that name them.

Half of the pairs are for choosing thresholds, the other half is held back; a hash of the pair says which.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from evaluation.tally import Tally
from extractors.drafts import MODEL_TYPES, kind_of, slug
from extractors.gazetteer import Gazetteer
from graph.identity import resolution
from graph.identity.scoring import may_meet
from graph.identity.weights import weights
from ontology.records import Article, Entity, Extraction
from ontology.thesaurus import Concept

FILE: Final = Path(__file__).with_name("pairs.tsv")
HALVES: Final = ("tuning", "held back")
ACCEPT: Final = weights().accept
THRESHOLDS: Final = (0.75, 0.8, 0.85, 0.9, 0.95)
EPSILON: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Named:
    """A name as an article of this language gives it, with the class of what it names."""

    name: str
    language: str
    type: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and whether they are of one thing."""

    one: Named
    other: Named
    same: bool
    why: str

    @property
    def half(self) -> str:
        content = "\t".join(sorted((self.one.name, self.other.name)))
        return HALVES[sha256(content.encode()).digest()[0] % 2]


def pairs() -> list[Pair]:
    """All pairs of the set."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    _head, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [Pair(Named(*row[:3]), Named(*row[3:6]), row[6] == "same", row[7]) for row in rows]


def score(pair: Pair, gazetteer: Gazetteer) -> float:
    """How sure it is that two articles that name the two speak of one thing; 1 where both names lead to one id."""
    entities = [_entity(each, gazetteer) for each in (pair.one, pair.other)]
    if entities[0].id == entities[1].id:
        return 1.0
    found = resolution([_extraction(str(number), each) for number, each in enumerate(entities)], gazetteer.thesaurus)
    wanted = {each.id for each in entities}
    if len({found.canonical[id_] for id_ in wanted}) == 1:
        return max((each.score or 0.0 for each in found.made), default=1.0)
    asked = (each for each in found.undecided if {each.one, each.other} == wanted)
    return min(max((each.score or 0.0 for each in asked), default=0.0), ACCEPT - EPSILON)


def tallies(scored: Iterable[tuple[Pair, float]], threshold: float) -> dict[str, Tally]:
    """Pair precision and recall: of the pairs that are taken for one, and of those that are."""
    counted = {half: Tally() for half in (*HALVES, "all")}
    for pair, sure in scored:
        for half in (pair.half, "all"):
            counted[half].add(int(sure >= threshold and pair.same), int(sure >= threshold), int(pair.same))
    return counted


def _entity(named: Named, gazetteer: Gazetteer) -> Entity:
    """The entity that the extractor would make of the name, had it understood the class of what is named."""
    concept = next(_concepts(named, gazetteer), None)
    if concept is not None:
        return Entity(concept.id, concept.type, concept.label(named.language), (named.name,))
    return Entity(f"{kind_of(named.type)}.{slug(named.name)}", named.type, named.name, (named.name,))


def _concepts(named: Named, gazetteer: Gazetteer) -> Iterator[Concept]:
    """What the thesaurus knows by the name, of this class before those that may be of it."""
    label = next((label for label, type_ in MODEL_TYPES.items() if kind_of(type_) == kind_of(named.type)), "ORG")
    demonym = gazetteer.demonym(named.name)
    known = [*gazetteer.known(named.name), *([demonym] if demonym else ())]
    known += gazetteer.spellings.find(named.name, label) if not known else ()
    yield from (each for each in known if each.type == named.type)
    yield from (each for each in known if each.type != named.type and may_meet(each.type, named.type))


def _extraction(id_: str, entity: Entity) -> Extraction:
    return Extraction(Article(id_, "", entity.label, "en"), (), (entity,), ())
