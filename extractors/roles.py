"""A predicate and the roles of its arguments: what the predicate-argument layer hands on to matching.

Roles: ``subj`` and ``obj`` are logical (agent and patient), ``iobj``, ``clause`` (head of a complement clause),
``poss``, ``compound`` and ``amod`` for nouns, and each preposition as it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from extractors.syntax import Word

Kind = Literal["verb", "noun", "adjective"]


@dataclass(slots=True, eq=False)
class Frame:
    """A predicate and the heads of its arguments; ``steps`` names the constructions that were undone on the way."""

    head: Word
    kind: Kind
    roles: dict[str, list[Word]] = field(default_factory=lambda: defaultdict(list))
    particles: set[str] = field(default_factory=set)
    steps: list[str] = field(default_factory=list)
    copula: Word | None = None  # the verb where the predicate is a place: "are still [in the city]"
    bearer: Word | None = None  # the verb that a noun is said with: "was [appointed] governor"

    @property
    def lemma(self) -> str:
        """The lemma of the predicate word."""
        return (self.copula or self.head).lemma.lower()

    def add(self, role: str, words: Iterable[Word]) -> None:
        """Fill a role, keeping order and leaving out what is there already."""
        for word in words:
            if word not in self.roles[role]:
                self.roles[role].append(word)
