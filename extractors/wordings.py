"""What things are called in an article, so that a definite noun may point back to what holds it in its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.drafts import Draft, Name
from extractors.syntax import Word
from ontology.vocabulary import is_a

COMMON = ("Government", "ArmedGroup")


@dataclass(frozen=True, slots=True)
class Wording:
    """A thing under one of its names, with the words, in lower case, of that name and of all its known ones; those of
    names of one word do not count. "The forces" are only such as the article has called so before."""

    draft: Draft
    written: frozenset[str]
    known: frozenset[str]
    first: int

    def has(self, word: Word) -> bool:
        """Whether a noun is one of the words, up to its ending."""
        lemma = word.lemma.lower()
        longest = len(lemma) + 3
        parts = self.written if word.morph.get("Number") == "Plur" else self.known
        return any(part in (lemma, word.lower) or (part.startswith(lemma) and len(part) <= longest) for part in parts)


def wording(name: Name) -> Wording:
    draft, text = name.draft, name.text.lower()
    concept = None if is_a(draft.type, "Place") else draft.concept  # other papers say "Baghdad city"
    forms = [each.text for each in concept.names if each.kind != "demonym"] if concept else []
    common = draft.type in COMMON  # every country has an army and a government
    known = [each for each in forms if not common or text in each.lower()]
    written = _words_of([name.text])
    return Wording(name.draft, written, written | _words_of(known), name.first)


def _words_of(names: Iterable[str]) -> frozenset[str]:
    several = (parts for name in names if len(parts := name.lower().split()) > 1)
    return frozenset(part for parts in several for part in parts)
