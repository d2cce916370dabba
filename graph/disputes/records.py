"""The nouns of the dispute ledger."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from operator import attrgetter
from typing import Final

from ontology.disagreement import OBJECT, SUBJECT, WHERE
from ontology.records import Article, Claim, Mention

_PARTS: Final = {SUBJECT: attrgetter("subject"), OBJECT: attrgetter("object"), WHERE: attrgetter("where")}


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim and the article that makes it."""

    claim: Claim
    article: Article

    @property
    def voice(self) -> tuple[str, str]:
        """Whose word it is: the article's, or that of somebody whom the article quotes."""
        return self.article.id, self.claim.said_by.entity if self.claim.said_by else ""

    def part(self, name: str) -> Mention | None:
        """The subject, the object or the place of the claim, if it is an entity."""
        found = _PARTS[name](self.claim)
        return found if isinstance(found, Mention) else None

    def end(self, name: str) -> str | None:
        """The entity that stands in a part of the claim."""
        found = self.part(name)
        return found.entity if found else None

    @property
    def order(self) -> tuple[str, str, int, str]:
        """By date, article and place in the text."""
        return self.article.published or "", self.article.id, self.claim.quote.start, self.claim.id


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both be true, by a kind of dispute of the ontology.

    ``left_position`` and ``right_position`` say what each stands for, in a word that is the same for all who agree.
    """

    kind: str
    left: Cited
    right: Cited
    left_position: str
    right_position: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """What sources contradict each other about: the claims of both sides in reading order, and what the matter is."""

    kind: str
    left: tuple[Cited, ...]
    right: tuple[Cited, ...]
    left_positions: tuple[str, ...]
    right_positions: tuple[str, ...]

    @property
    def id(self) -> str:
        """Derived from the kind and the claims, whichever side they are on."""
        sides = sorted(" ".join(sorted(each.claim.id for each in side)) for side in (self.left, self.right))
        return sha256("|".join((self.kind, *sides)).encode()).hexdigest()[:24]
