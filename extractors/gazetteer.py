"""The thesaurus over running text: names of known actors and places, nouns of roles and kinds, and compounds to take
apart.

Matching follows the longest name from each word on. A name must carry a capital letter in the text, unless the
thesaurus writes it small and in several words ("den syriske regjeringen"), an acronym its own letters; so "is" is never
the group and "us" never the country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.spellings import Spellings
from extractors.syntax import Parse, Word
from ontology.languages import Grammar, codes, grammar, lineage
from ontology.lexicon import lexicon
from ontology.thesaurus import Concept, Thesaurus, fold

_HYPHENATED = re.compile(r"^(?P<first>[^\W\d_][\w.'’-]*?)[-‑–](?P<second>[^\W\d_A-ZÆØÅ][^\W\d_]{2,})$")
_ARTICLES = frozenset(
    {"al", "el", "ad", "ed", "as", "es", "an", "en", "ar", "er", "az", "ez", "at", "et", "ash", "esh", "ul", "ibn"}
)
_LONGEST = 9  # words of a name
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``first`` to ``last`` (exclusive) are a name of these concepts."""

    first: int
    last: int
    concepts: tuple[Concept, ...]


class Gazetteer:
    """An index of the thesaurus for matching."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.spellings = Spellings(thesaurus)
        self._names: dict[str, dict[str, Concept]] = {}
        self._written_small: set[str] = set()
        self._acronyms: dict[str, dict[str, Concept]] = {}
        self._demonyms: dict[str, Concept] = {}
        self._longest: dict[str, int] = {}
        self._nouns: dict[
            str, dict[str, Concept]
        ] = {}  # by language: "offer" is one thing in English, another in Norwegian
        self._spellings: dict[str, set[str]] = {}
        self._found: dict[tuple[str, str], Concept | None] = {}
        self._above: dict[str, frozenset[str]] = {}
        self._exact: dict[str, frozenset[str]] = {}
        self._splits: dict[str, int | None] = {}
        self._limits: dict[str, int] = {}
        self._seconds: dict[str, set[str]] = {}  # what may follow the first piece of a name
        self.states: dict[str, Concept] = {}
        """By the id of their capital."""
        for concept in thesaurus.concepts.values():
            self._index(concept)
            self.states.update(dict.fromkeys(concept.capitals, concept))
        endings = {ending for code in codes() for ending in grammar(code).case["genitive"]}
        self._genitives = tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))
        self._participles = tuple(
            sorted({form for code in codes() for form in lexicon(code).triggers["compound"]}, key=len, reverse=True)
        )

    def _index(self, concept: Concept) -> None:
        for name in concept.names:
            key = fold(name.text)
            if concept.scheme in ("roles", "kinds"):
                self._nouns.setdefault(name.language, {}).setdefault(key, concept)
                self._spellings.setdefault(name.language, set()).add(name.text.lower())
                continue
            if name.kind == "demonym":
                self._demonyms.setdefault(key, concept)
                continue
            if name.kind == "acronym":
                self._acronyms.setdefault(name.text.replace(".", ""), {})[concept.id] = concept
            else:
                self._names.setdefault(key, {})[concept.id] = concept
                if name.text.islower() and " " in name.text:
                    self._written_small.add(key)
            pieces = key.split(" ")
            self._longest[pieces[0]] = max(self._longest.get(pieces[0], 0), len(pieces))
            if len(pieces) > 1:
                self._seconds.setdefault(pieces[0], set()).add(_opening(pieces[1]))

    def demonym(self, text: str) -> Concept | None:
        """The place or people that an adjective or inhabitant's name belongs to ("Syrian", "syriske")."""
        return self._demonyms.get(fold(text))

    def noun(self, lemma: str, grammar: Grammar) -> Concept | None:
        """The role or kind that a common noun of a language stands for; with compounding, by its longest known
        ending."""
        key = (grammar.code, lemma)
        if key not in self._found:
            self._found[key] = self._noun(fold(lemma), grammar)
        return self._found[key]

    def _noun(self, key: str, grammar: Grammar) -> Concept | None:
        tables = [self._nouns.get(code, {}) for code in lineage(grammar.code)]
        endings = (key[start:] for start in (0, *range(2, len(key) - 2))) if grammar.compounding else (key,)
        return next((table[ending] for ending in endings for table in tables if ending in table), None)

    def names_exactly(self, concept: Concept, lemma: str) -> bool:
        """Whether the noun is a name of the concept itself, not only of its sort or the ending of a compound."""
        names = self._exact.get(concept.id)
        if names is None:
            names = frozenset(fold(name.text) for name in concept.names if name.kind != "related")
            self._exact[concept.id] = names
        return fold(lemma) in names

    def nouns(self, grammar: Grammar) -> frozenset[str]:
        """The common nouns of roles and kinds in a language, in lower case."""
        return frozenset(noun for code in lineage(grammar.code) for noun in self._spellings.get(code, ()))

    def above(self, concept: Concept) -> frozenset[str]:
        """What a concept lies in or is part of, all the way up."""
        found = self._above.get(concept.id)
        return found if found is not None else self._above.setdefault(concept.id, self._find_above(concept))

    def _find_above(self, concept: Concept) -> frozenset[str]:
        known = self.thesaurus.concepts
        found: set[str] = set()
        waiting = [*concept.located_in, *concept.part_of]
        while waiting:
            other = waiting.pop()
            if other not in found:
                found.add(other)
                waiting += [*known[other].located_in, *known[other].part_of] if other in known else []
        return frozenset(found)

    def known(self, text: str) -> tuple[Concept, ...]:
        """Concepts of exactly this name."""
        key = fold(text)
        acronyms = self._acronyms.get(text.replace(".", ""))
        names = self._names.get(key) if not text.islower() or key in self._written_small else None
        if not acronyms and not names:
            return ()
        found = {**(acronyms or {}), **(names or {})}
        return tuple(found[key] for key in sorted(found))

    def matches(self, parse: Parse) -> Iterator[Match]:
        """The longest name from each word on; words inside a match are passed over."""
        words = parse.words
        index = 0
        while index < len(words):
            match = self._longest_at(parse, index)
            if match is None:
                index += 1
            else:
                yield match
                index = match.last

    def _longest_at(self, parse: Parse, first: int) -> Match | None:
        words = parse.words
        start = words[first]
        if not start.text[0].isalnum():
            return None
        limit = self._limit(start.text)
        if not limit:
            return None
        end = min(len(words), first + limit + 3, first + _LONGEST)
        if end > first + 1 and words[first + 1].text[0].isalnum() and not self._goes_on(start, words[first + 1]):
            end = first + 1
        for last in range(end, first, -1):
            final = words[last - 1].text
            if not final[-1].isalnum() and (len(final) == 1 or "." not in final):
                continue
            text = parse.text[start.start : words[last - 1].end]
            if "\n" in text:
                continue
            concepts = self.known(text) or self._genitive(text)
            if concepts:
                return Match(first, last, concepts)
        return None

    def _goes_on(self, first: Word, second: Word) -> bool:
        """Whether a name begins with two words; most do not, which is cheaper to know than to try all lengths."""
        forms = _with_and_without_s(_opening(fold(second.text)))
        seconds = (self._seconds.get(each, ()) for each in _with_and_without_s(fold(first.text).split(" ")[0]))
        return any(form in each for each in seconds for form in forms)

    def _limit(self, text: str) -> int:
        """How many words a name may have that begins with this one; 0 where none does."""
        found = self._limits.get(text)
        if found is None:
            pieces = _with_and_without_s(fold(text).split(" ")[0])
            found = max(self._longest.get(piece, 0) for piece in pieces)
            self._limits[text] = found
        return found

    def _genitive(self, text: str) -> tuple[Concept, ...]:
        for ending in self._genitives if text.endswith(self._genitives) else ():
            if text.endswith(ending) and len(text) > len(ending) + 1:
                concepts = self.known(text[: -len(ending)])
                if concepts:
                    return concepts
        return ()

    def split(self, text: str) -> int | None:
        """Where the second part of a compound begins whose first part is a name or a people ("SDF-talsmann"), if it is
        one."""
        if text not in self._splits:
            self._splits[text] = self._split(text)
        return self._splits[text]

    def _split(self, text: str) -> int | None:
        if len(text) < 6:
            return None
        match = _HYPHENATED.match(text)
        if match:
            first = match["first"]
            if (
                first.lower() in _ARTICLES
                or self.known(text)
                or not (any(map(str.isupper, first)) or self.demonym(first))
            ):
                return None
            return match.start("second")
        for form in self._participles if text.endswith(self._participles) else ():
            if text.endswith(form) and len(text) > len(form) + 3:
                stem = text[: -len(form)].rstrip("-")
                if self.demonym(stem) or self.known(stem[:1].upper() + stem[1:]):
                    return len(text) - len(form)
        return None


def _with_and_without_s(piece: str) -> tuple[str, ...]:
    """A genitive, and a plural that a parse takes apart: "Lord's Resistance Army", "Norwegian People's Aid"."""
    return piece, piece.removesuffix("s"), f"{piece}s"


def _opening(piece: str) -> str:
    """The first letters or digits of a piece of a name, which may have several words of a parse: "ez-zor"."""
    found = _WORD.search(piece)
    return found.group() if found else piece
