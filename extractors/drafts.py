"""The nouns of an article while it is read: names, and drafts of the entities that they stand for."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from ontology.thesaurus import Concept, fold
from ontology.vocabulary import is_a

MODEL_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "EVT": "Event", "PROD": "Thing"}
KINDS = {
    "Person": "person",
    "Place": "place",
    "PeopleGroup": "group",
    "Agreement": "event",
    "Event": "event",
    "ArmedGroup": "org",
    "Coalition": "org",
    "Government": "org",
    "Organization": "org",
}
SETTLED = ("City", "Province", "Country")  # "the town of Azaz" is Azaz; "areas of Darfur" are parts of it


@dataclass(slots=True, eq=False)
class Draft:
    """An entity while the article is read."""

    id: str
    type: str
    label: str
    concept: Concept | None = None
    names: set[str] = field(default_factory=set)
    role: str | None = None
    affiliation: str | None = None
    origin: str | None = None


@dataclass(slots=True, eq=False)
class Name:
    """A name in the text: words ``first`` to ``last`` (exclusive) and the entity that it names."""

    first: int
    last: int
    text: str
    label: str
    concepts: tuple[Concept, ...]
    draft: Draft = field(init=False)


def slug(text: str) -> str:
    """The part of an id that a name makes: letters and digits of the folded name, or a digest where none is Latin."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if plain and len(plain) <= 80 and len(plain) * 2 >= len(fold(text)):
        return plain
    digest = hashlib.sha256(fold(text).encode()).hexdigest()[:16]
    return f"{plain[:40]}-{digest}".strip("-")


def kind_of(type_: str) -> str:
    """The kind that begins the id of an entity of this class."""
    return next((kind for ancestor, kind in KINDS.items() if is_a(type_, ancestor)), "thing")
