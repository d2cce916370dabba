"""The nouns of claimgraph: frozen values that every layer passes on and none changes.

Offsets are counted in characters of ``Article.text``, half open, so that ``article.text[start:end] == text`` always
holds.
Dates are ISO 8601 strings with the granularity that the source gave ("2017", "2017-10", "2017-10-15"), never padded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "reported", "predicted", "planned", "possible"]
Bound = Literal["exact", "about", "at-least", "at-most"]
Verdict = Literal["same", "different"]
Judge = Literal["person", "claimgraph"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was read.

    ``id`` is derived from the content (text and metadata), never from the path: the same article found twice is one.
    ``path`` is where it was found, as given; it is not part of the content.
    """

    id: str
    path: str
    text: str
    language: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that stand for an entity: by name, by description or by pronoun.

    ``entity`` is the id of the entity, ``label`` its preferred name, ``type`` a class of the ontology ("Person",
    "City" ...).
    """

    span: Span
    type: str
    entity: str
    label: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing as one article gives it.

    ``names`` are the surface forms used for it by name or description (no pronouns), sorted. The last three fields
    describe a group that has no name (``PeopleGroup``): they hold the ids of its role concept, affiliation and origin.
    """

    id: str
    type: str
    label: str
    names: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound: "over 1.100" is (1100, "at-least", ...). ``unit`` is what is counted, or "percent"."""

    value: float
    bound: Bound = "exact"
    unit: str | None = None

    def __post_init__(self) -> None:
        """Numbers are written alike wherever they have been kept: 3 and 3.0 are one."""
        object.__setattr__(self, "value", float(self.value))


@dataclass(frozen=True, slots=True)
class When:
    """A time as an interval of ISO dates, both ends included; open or unresolved ends are None and ``text`` stays."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """That somebody puts a relation forward about a subject and an object, in the words of ``quote``.

    ``said_by`` is the innermost speaker; ``chain`` holds the further speakers outwards ("SANA quoted a source as
    saying": said_by the source, chain SANA). ``trigger`` is the word that made the claim, ``rule`` names the lexicon
    entry and the syntactic frame it came through. ``open`` claims carry a lemma instead of a relation of the ontology.
    """

    id: str
    relation: str
    subject: Mention | None
    object: Mention | str | None
    polarity: Polarity
    modality: Modality
    quote: Span
    trigger: Span
    rule: str
    open: bool = False
    said_by: Mention | None = None
    chain: tuple[Mention, ...] = ()
    quantity: Quantity | None = None
    share: Quantity | None = None
    when: When | None = None
    where: Mention | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article holds: its mentions in text order, its entities and claims sorted by id."""

    article: Article
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """That two entities are one thing or two, by whom and why. ``one`` comes before ``other`` in the alphabet.

    A person's word outranks any score. ``reasons`` names the features that a score rests on ("spelling",
    "introduced-acronym"); a person gives the reason in their own words, or none.
    """

    verdict: Verdict
    one: str
    other: str
    by: Judge = "person"
    why: str = ""
    score: float | None = None
    reasons: tuple[str, ...] = ()
