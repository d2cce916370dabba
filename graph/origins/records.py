"""The nouns of corroboration: where word of something comes from, and how much that is worth together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

OriginKind = Literal["named", "unnamed", "publisher", "article"]

WEIGHTS: Final = {"named": 1.0, "publisher": 1.0, "article": 1.0, "unnamed": 0.5}
"""What an origin counts for: one that nobody names counts half."""
HEARSAY: Final = 0.5
"""What remains of it where all of its claims are hearsay ("is said to have")."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Somebody whose word a claim is, and all claims and articles that rest on it.

    ``named``: a speaker or an agency by name; ``unnamed``: a speaker whom no article names; ``publisher`` and
    ``article``: the word of a publisher, or of an article of unknown publisher. ``hearsay``: none of the claims is put
    forward as a fact.
    """

    name: str
    kind: OriginKind
    articles: tuple[str, ...]
    claims: tuple[str, ...]
    hearsay: bool = False

    @property
    def weight(self) -> float:
        """What the origin adds to the score."""
        return WEIGHTS[self.kind] * (HEARSAY if self.hearsay else 1.0)


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How well something is borne out: the origins that say so, and those that deny it.

    ``score`` is the sum of the weights of those that say so: an origin counts 1, one that nobody names ½, and either
    half of that where it passes on hearsay only. Articles do not count, nor do denials: they stand beside it.
    """

    origins: tuple[Origin, ...]
    denying: tuple[Origin, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(sorted({article for each in self.origins for article in each.articles}))

    @property
    def score(self) -> float:
        return sum(each.weight for each in self.origins)

    @property
    def chain(self) -> str:
        """ "3 articles, 1 origin: SOHR"."""
        names = ", ".join(each.name for each in self.origins)
        return f"{_count(len(self.articles), 'article')}, {_count(len(self.origins), 'origin')}: {names}"

    @property
    def parts(self) -> str:
        """The score with what it is made of: "1.5 = 1 SOHR + 0.5 “monitor”"."""
        return f"{self.score:g} = " + " + ".join(f"{each.weight:g} {each.name}" for each in self.origins)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
