"""Articles that do nothing but name things, and a small stock of known ones, for tests of identity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.drafts import kind_of, slug
from ontology.records import Article, Claim, Entity, Extraction, Mention, Span
from ontology.thesaurus import Concept, Name, Thesaurus

TEXT: Final = "X" * 40
CONCEPTS: Final = (
    Concept("harran", "City", "places", (Name("Harran", "en", "preferred"),), located_in=("harran-province", "sarin")),
    Concept("harran-province", "Province", "places", (Name("Harran", "en", "preferred"),), located_in=("sarin",)),
    Concept("sarin", "Country", "places", (Name("Sarin", "en", "preferred"),)),
    Concept("omra", "Country", "places", (Name("Omra", "en", "preferred"),)),
    Concept("dawud-karim", "Person", "actors", (Name("Dawud Karim", "en", "preferred"),)),
    Concept(
        "coast-guard",
        "ArmedGroup",
        "actors",
        (Name("Sarin Coast Guard", "en", "preferred"), Name("SCG", "und", "acronym")),
    ),
)
KNOWN: Final = Thesaurus(CONCEPTS)


def entity(type_: str, name: str, *others: str) -> Entity:
    """A named entity with the id that an article would give it."""
    return Entity(f"{kind_of(type_)}.{slug(name)}", type_, name, tuple(sorted((name, *others))))


def article(number: int, *entities: Entity, claims: Sequence[Claim] = (), about: str | None = None) -> Extraction:
    """An article that names the entities, and a country that it is ``about``."""
    mentions = [Mention(Span(0, 1, "X"), each.type, each.id, each.label) for each in entities]
    if about is not None:
        mentions.append(Mention(Span(1, 2, "X"), "Country", about, about))
    return Extraction(Article(f"{number:024x}", "", TEXT, "en"), tuple(mentions), entities, tuple(claims))


def claim(subject: Entity, relation: str, object_: Entity, id_: str = "c") -> Claim:
    """That one has the relation to the other."""
    one, other = (Mention(Span(0, 1, "X"), each.type, each.id, each.label) for each in (subject, object_))
    return Claim(id_, relation, one, other, "positive", "asserted", Span(0, 9, "X" * 9), Span(2, 3, "X"), "r")
