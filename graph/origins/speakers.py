"""Whose word one claim is: that of the innermost speaker who has a name, or of the body that the speaker speaks for;
else that of the article, which may be an agency's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.origins.copies import words
from graph.origins.records import OriginKind
from graph.origins.signatures import agencies
from graph.storage.extractions import put_forward_as_fact
from ontology.disagreement import conduct
from ontology.records import Article, Claim, Entity, Extraction, Mention
from ontology.thesaurus import Thesaurus, fold
from ontology.vocabulary import is_a

RANKS: Final[Mapping[OriginKind, int]] = {"named": 0, "publisher": 1, "article": 2, "unnamed": 3}
PERSON, PEOPLE, OUTLET = "Person", "PeopleGroup", "MediaOutlet"
SCOPE: Final = 8
"""Characters of an article's id that the ids of what it only describes end in."""
LEAST_WORDS: Final = 8
"""Words of a sentence that two do not write alike by chance."""


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word a claim is. Two words with a tie in common are of one origin."""

    names: tuple[str, ...]
    kind: OriginKind
    ties: tuple[str, ...]

    @property
    def rank(self) -> int:
        return RANKS[self.kind]


class Speakers:
    """Knows the speakers of all articles, whom they speak for, and which texts are copies."""

    def __init__(
        self, extractions: Sequence[Extraction], thesaurus: Thesaurus | None, copies: Mapping[str, str]
    ) -> None:
        self._concepts = thesaurus.concepts if thesaurus else {}
        self._copies = copies
        self._scopes = {each[:SCOPE] for each in copies}
        self._entities = {each.id: each for extraction in extractions for each in extraction.entities}
        self._bodies = self._spoken_for(extractions)
        self._outlets = self._named_outlets()
        self._agencies: dict[str, frozenset[str]] = {}

    def word(self, claim: Claim, article: Article) -> Word:
        """Whose word a claim of an article is."""
        for speaker in (claim.said_by, *claim.chain):
            named = self._named(speaker) if speaker is not None else None
            if named is not None:
                return Word((self._label(named),), "named", (f"entity {named}",))
        copied = f"text {self._copies[article.id]}"
        sentence = words(claim.quote.text)
        shared = [f"words {' '.join(sentence)}"] if len(sentence) >= LEAST_WORDS else []
        if claim.said_by is not None:
            name = f"unnamed “{' '.join(claim.said_by.label.split())}”"
            # Whom only an agency has spoken to is known by the agency's word alone.
            through = [f"entity {each}" for each in sorted(self._signed(article))]
            return Word((name,), "unnamed", (f"unnamed {fold(claim.said_by.label)} {copied}", *through, *shared))
        return self._own_word(article, copied, shared)

    def _own_word(self, article: Article, copied: str, shared: Sequence[str]) -> Word:
        signed = self._signed(article)
        if signed:
            names = tuple(sorted(self._label(each) for each in signed))
            return Word(names, "named", (*(f"entity {each}" for each in sorted(signed)), copied, *shared))
        if article.publisher:
            outlet = self._outlets.get(fold(article.publisher))
            tie = f"entity {outlet}" if outlet else f"publisher {fold(article.publisher)}"
            return Word((article.publisher,), "publisher", (tie, copied, *shared))
        title = " ".join((article.title or "").split())
        name = f"“{title}”" if title else article.path or article.id
        return Word((name,), "article", (copied, *shared))

    def _signed(self, article: Article) -> frozenset[str]:
        if article.id not in self._agencies:
            self._agencies[article.id] = agencies(article)
        return self._agencies[article.id]

    def _named(self, speaker: Mention) -> str | None:
        """The named entity whose word it is: the body that a person speaks for, the one that sources belong to."""
        entity = self._entities.get(speaker.entity)
        if is_a(speaker.type, PEOPLE) and speaker.entity not in self._concepts:
            part = entity.affiliation if entity else None
            if part is None and entity is not None and entity.origin is not None:
                return speaker.entity  # "US officials": no name, but not just anybody
            return part if part is not None and self._has_name(part) else None
        if not self._has_name(speaker.entity):
            return None
        bodies = self._bodies.get(speaker.entity, set())
        return next(iter(bodies)) if len(bodies) == 1 else speaker.entity

    def _has_name(self, entity: str) -> bool:
        """Whether an entity is known by a name: the id of what is only described ends in the article it is from."""
        if entity in self._concepts:
            return True
        known = self._entities.get(entity)
        return entity.rsplit(".", 1)[-1] not in self._scopes and not (known is not None and known.type == PEOPLE)

    def _label(self, entity: str) -> str:
        concept = self._concepts.get(entity)
        if concept is not None:
            return concept.label("en")
        known = self._entities.get(entity)
        return known.label if known else entity

    def _spoken_for(self, extractions: Iterable[Extraction]) -> Mapping[str, set[str]]:
        """The named bodies that each person speaks for, as far as articles say."""
        found: dict[str, set[str]] = {}
        for extraction in extractions:
            for claim in extraction.claims:
                rules, subject, body = conduct().get(claim.relation), claim.subject, claim.object
                if claim.open or rules is None or not rules.speaking_for or not put_forward_as_fact(claim):
                    continue
                if not isinstance(subject, Mention) or not isinstance(body, Mention):
                    continue
                if is_a(subject.type, PERSON) and self._has_name(body.entity):
                    found.setdefault(subject.entity, set()).add(body.entity)
        return found

    def _named_outlets(self) -> Mapping[str, str]:
        """The outlets of the thesaurus and of the articles, by folded names: a publisher may be one of them."""
        found: dict[str, str] = {}
        for entity in self._entities.values():
            if is_a(entity.type, OUTLET):
                for name in sorted(_names(entity)):
                    found.setdefault(fold(name), entity.id)
        for concept in self._concepts.values():
            if is_a(concept.type, OUTLET):
                found.update({fold(name.text): concept.id for name in concept.names})
        return found


def _names(entity: Entity) -> set[str]:
    return {entity.label, *entity.names}
