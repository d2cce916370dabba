"""Which of several known things an ambiguous name means: one per article, unless a word beside it says otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractors.gazetteer import Gazetteer, Match
from extractors.syntax import Parse
from ontology.languages import Grammar
from ontology.thesaurus import Concept
from ontology.vocabulary import is_a


class Senses:
    """Chooses among the concepts of the matches of one article."""

    def __init__(self, parse: Parse, grammar: Grammar, gazetteer: Gazetteer) -> None:
        self.parse = parse
        self.grammar = grammar
        self.gazetteer = gazetteer

    def of(self, matches: Sequence[Match]) -> Iterator[tuple[Match, Concept]]:
        """Each match with the concept that it means."""
        senses = self._senses(matches)
        for match in matches:
            yield match, self._said_beside(match) or senses[_ids(match)]

    def _senses(self, matches: Sequence[Match]) -> dict[tuple[str, ...], Concept]:
        """One sense per article for an ambiguous name: what stands beside it somewhere, and where the article takes
        place."""
        sure = [match.concepts[0] for match in matches if len(match.concepts) == 1]
        present = Counter(identity for concept in sure for identity in (concept.id, *self.gazetteer.above(concept)))
        beside: Counter[str] = Counter()
        for match in matches:
            said = self._said_beside(match) if len(match.concepts) > 1 else None
            if said is not None and not is_a(said.type, "Place"):
                beside[said.id] += 1  # city and province of one name may both occur
        towns = self._always_called_towns(matches)
        return {
            _ids(match): max(
                (concept for concept in match.concepts if concept.id not in towns),
                key=lambda concept: (beside[concept.id], self._is_familiar(concept, present), *_preferred(concept)),
            )
            for match in matches
        }

    def _always_called_towns(self, matches: Sequence[Match]) -> set[str]:
        """Towns that the article mostly calls "X city": who takes that care means the province by the bare name."""
        called: Counter[str] = Counter()
        bare: Counter[str] = Counter()
        for match in matches:
            town = next((concept for concept in match.concepts if concept.type == "City"), None)
            if town is not None and any(concept.type == "Province" for concept in match.concepts):
                said = self._said_beside(match)
                called[town.id] += said is town
                bare[town.id] += said is None
        return {town for town, count in called.items() if count > bare[town] > 0}

    def _is_familiar(self, concept: Concept, present: Mapping[str, int]) -> bool:
        """Whether the article names it in full, or what it lies in or is part of, however many steps up."""
        return any(present.get(other) for other in (concept.id, *self.gazetteer.above(concept)))

    def _said_beside(self, match: Match) -> Concept | None:
        """The concept whose class stands beside an ambiguous name ("X province", "the group X")."""
        if len(match.concepts) == 1:
            return match.concepts[0]
        words = self.parse.words
        near = [words[i] for i in (match.first - 1, match.last, match.last + 1) if 0 <= i < len(words)]
        near += [child for child in words[match.last - 1].children if child.dep in ("compound", "amod", "nmod")]
        if match.first > 1 and words[match.first - 1].lower in self.grammar.case["transparent_of"]:
            near.append(words[match.first - 2])  # "the city of X"
        for word in near:
            kind = self.gazetteer.noun(word.lemma.lower(), self.grammar)
            for concept in match.concepts if kind and kind.scheme == "kinds" else ():
                if kind is not None and concept.type == kind.type:
                    return concept
        return None


def _ids(match: Match) -> tuple[str, ...]:
    return tuple(concept.id for concept in match.concepts)


def _preferred(concept: Concept) -> tuple[bool, bool, bool]:
    """With nothing else to go by, news means the town rather than the province of the same name, and those who fight
    rather than an association of the same letters."""
    return concept.type == "City", concept.type == "Country", is_a(concept.type, "ArmedGroup")
