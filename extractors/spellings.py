"""Known names in spellings that the thesaurus lacks, by their sounds, where one known thing alone can be meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from ontology.thesaurus import Concept, Thesaurus, fold
from ontology.transliteration import alike, keys
from ontology.vocabulary import is_a

SURE: Final = 0.9
"""How alike a spelling must be: one vowel may be its neighbour, and no consonant may be missing."""
CONSONANTS: Final = 3
SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "PER": ("Person",),
    "LOC": ("Place",),
    "ORG": ("ArmedGroup", "Coalition", "Organization"),
}


class Spellings:
    """An index of known names by their sounds, made when the first unknown name asks for it."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus

    def find(self, text: str, label: str) -> tuple[Concept, ...]:
        """The concepts of the model's ``label`` that a name may be a spelling of: one, or places of one name."""
        if not is_proper(text) or (label == "PER" and " " not in text):
            return ()
        likeness: defaultdict[str, float] = defaultdict(float)
        concepts: dict[str, Concept] = {}
        for key in keys(text):
            for name, concept in self._index.get(key, ()):
                if any(is_a(concept.type, sort) for sort in SORTS.get(label, ())):
                    concepts[concept.id] = concept
                    likeness[concept.id] = max(likeness[concept.id], alike(text, name))
        sure = [concepts[id_] for id_ in sorted(likeness) if likeness[id_] >= SURE]
        of_one_name = len({fold(each.label("en")).split(" ")[0] for each in sure}) == 1
        return tuple(sure) if len(sure) == 1 or (label == "LOC" and of_one_name) else ()

    @cached_property
    def _index(self) -> Mapping[str, list[tuple[str, Concept]]]:
        index: defaultdict[str, list[tuple[str, Concept]]] = defaultdict(list)
        for name, concept in dict.fromkeys(self._names()):
            for key in keys(name):
                if len(key) >= CONSONANTS:
                    index[key].append((name, concept))
        return index

    def _names(self) -> Iterator[tuple[str, Concept]]:
        for concept in self._thesaurus.concepts.values():
            if concept.scheme in ("actors", "places"):
                for name in concept.names:
                    if name.kind in ("preferred", "alternative") and is_proper(name.text):
                        yield name.text, concept


def is_proper(name: str) -> bool:
    """Whether a name is written as one throughout; the words of others mean something and have one spelling."""
    words = [word for word in re.split(r"[\s-]+", name) if word[:1].isalpha()]
    return any(len(word) > 2 for word in words) and all(word[0].isupper() or len(word) <= 2 for word in words)
