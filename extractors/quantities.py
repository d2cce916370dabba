"""Numbers beside the things they count: "rundt 100", "over 1.100", "up to 10,000", "dozens of", "90 percent of"."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.syntax import Parse, Word, counted_before
from ontology.languages import Grammar
from ontology.records import Bound, Quantity

_GROUPED = re.compile(r"^\d{1,3}(?:[.,   ]\d{3})+$")
_DECIMAL = re.compile(r"^\d+[.,]\d+$")
_GROUP = re.compile(r"^\d{3}$")
TEN, HUNDRED = 10, 100
GROUP = 3  # digits between thousands marks
_WINDOW = 28  # characters before a number within which its bound stands


def number(text: str, grammar: Grammar) -> float | None:
    """The value of a number in digits (with the thousands marks of any of our languages) or in words."""
    if _GROUPED.match(text):
        return float(re.sub(r"\D", "", text))
    if text.isdigit():
        return float(text)
    if _DECIMAL.match(text):
        return float(text.replace(",", "."))
    lower = text.lower()
    value = grammar.numbers["words"].get(lower) or grammar.numbers["multipliers"].get(lower)
    return float(value) if value else None


class Quantities:
    """Reads how many there are of what a noun phrase stands for. ``timed`` holds the words of expressions of time."""

    def __init__(self, parse: Parse, grammar: Grammar, timed: frozenset[int] = frozenset()) -> None:
        self.parse = parse
        self._timed = timed
        self.grammar = grammar
        self._vague_phrases: dict[str, list[tuple[str, float]]] = {}  # by their last words, the longest first
        for phrase, value in sorted(grammar.numbers["vague"].items(), key=lambda each: -len(each[0])):
            self._vague_phrases.setdefault(phrase.split(" ")[-1], []).append((phrase, value))
        self._bounds = sorted(
            (
                (phrase, bound)
                for key, bound in (("about", "about"), ("at_least", "at-least"), ("at_most", "at-most"))
                for phrase in grammar.bounds[key]
            ),
            key=lambda pair: -len(pair[0]),
        )

    def of(self, outer: Word, head: Word) -> tuple[Quantity | None, Quantity | None]:
        """(quantity, share) of a noun phrase: ``outer`` is its syntactic head, ``head`` the noun that it is about."""
        unit = head.lemma.lower()
        more = head.lower in self.grammar.pronouns["others"]
        share = None
        # "14 of the 20 hostages": 14
        quantity = (self._itself(outer, unit) if outer is not head else None) or self._count(head, unit)
        if more and quantity is not None:
            counted = counted_before(head, self.parse.sentences[head.sentence].words)
            quantity = replace(quantity, unit=counted.lemma.lower() if counted is not None else None)
        if outer is head and quantity is None:  # "31 were wounded", "hundreds have fled"
            noun = counted_before(head, self.parse.sentences[head.sentence].words)
            of = noun.lemma.lower() if noun is not None else None
            quantity = self._itself(head, of)
        word = outer
        while word is not head:
            if self._is_share(word):
                share = self._share(word)
            elif quantity is None:
                quantity = self._count(word, unit) or self._itself(word, unit)
            elif quantity.bound == "at-least":
                quantity = self._vague(word, unit) or quantity  # "hundreds of thousands of people"
            word = next((child for child in word.children if head is child or head in child.subtree()), head)
        return quantity, share

    def _is_share(self, word: Word) -> bool:
        return (
            word.lemma.lower() in self.grammar.words["share_words"] or word.lower in self.grammar.words["share_words"]
        )

    def _count(self, word: Word, unit: str) -> Quantity | None:
        hundreds = [each for each in word.deps("nmod") if each.lower in self.grammar.numbers["multipliers"]]
        beside = [*word.deps("nummod", "amod", "det"), *hundreds]
        parts = sorted((child for child in beside if self._counts(child, word)), key=lambda child: child.i)
        numerals = [
            child
            for child in parts
            if child.pos == "NUM" or child in hundreds or any(character.isdigit() for character in child.text)
        ]
        if not numerals:
            return None
        last = numerals[-1]
        numbered = any(child.pos == "NUM" for child in last.children)  # "1.5 million" is not just "millions"
        if (vague := self._vague(last, unit, 2 if numbered else 1)) is not None:
            return vague  # "several hundred soldiers"
        value = self._total(last)
        first = min([last, *(child for child in last.children if child.pos == "NUM")], key=lambda each: each.i)
        low = self._range(last)
        if low is not None:
            return Quantity(low, "at-least", unit)
        return None if value is None else Quantity(value, self._bound(first.start), unit)

    def _total(self, number: Word) -> float | None:
        """What a number comes to with those that hang on it: "half a million", "two hundred and fifty"."""
        value = self._value(number)
        if value is None:
            return None
        parts = self.grammar.numbers["fractions"]
        value *= next((parts[each.lower] for each in number.deps("det", "amod") if each.lower in parts), 100) / 100
        groups, joined = self._written(number).count(" "), number.deps("conj")
        for child in (each for each in number.children if not number.i - groups <= each.i < number.i):
            between = self.parse.words[min(child.i, number.i) + 1 : max(child.i, number.i)]
            one = child.pos == "NUM" and all(each.pos in ("NUM", "PUNCT") for each in between)  # but "20 of 24"
            factor = self._value(child) if one and child not in joined else None
            if factor is not None:
                # "two thousand" multiplies, "twenty-eight" adds up
                value = factor + value if value < TEN <= factor < HUNDRED else value * factor
        added = (self._value(each) or 0 for each in joined if each.text.isalpha() and each.pos == "NUM")
        return value + sum(each for each in added if each < value)

    def _is_compound(self, unit: Word) -> bool:
        """Whether a number is the second half of one like "twenty-three", and no end of a range."""
        words = self.parse.words[max(0, unit.i - 2) : unit.i]
        tens = self._value(words[0]) if words and words[0].text.isalpha() else None
        return tens is not None and words[-1].text == "-" and words[-1].end == unit.start and tens % TEN == 0

    def _range(self, number: Word) -> float | None:
        """The lower end of "between 20 and 30", "50 to 60", of whose numbers either may be ``number``."""
        words, joins = self.parse.words, self.grammar.words["range"]
        for low in (number.i - 2, number.i):
            if low < 0 or low + 2 >= len(words) or {words[low].pos, words[low + 2].pos} != {"NUM"}:
                continue
            paired = low > 0 and words[low - 1].lower in self.grammar.case["pair"]
            if self._is_compound(words[low + 2]):
                continue
            if words[low + 1].lower in joins or (paired and words[low + 1].pos == "CCONJ"):
                return self._value(words[low])
        return None

    def _counts(self, number: Word, word: Word) -> bool:
        """ "On 25 April fighters", "Ama, 38," count nothing."""
        return number.i < word.i and number.i not in self._timed and self._value(number) is not None

    def _value(self, word: Word) -> float | None:
        return number(self._written(word), self.grammar)

    def _written(self, word: Word) -> str:
        """A number with all its groups: "350 000" is two words."""
        text, index = word.text, word.i
        while _GROUP.match(text[:3]) and index and self._is_group(self.parse.words[index - 1], self.parse.words[index]):
            index -= 1
            text = f"{self.parse.words[index].text} {text}"
        return text

    @staticmethod
    def _is_group(before: Word, word: Word) -> bool:
        beside = before.end + 1 == word.start and before.sentence == word.sentence
        return beside and before.text.isdigit() and len(before.text) <= GROUP and len(word.text) == GROUP

    def _itself(self, word: Word, unit: str | None) -> Quantity | None:
        if (vague := self._vague(word, unit)) is not None:
            return vague
        value = self._value(word) if word.pos == "NUM" else None
        return None if value is None else Quantity(value, self._bound(word.start), unit)

    def _vague(self, word: Word, unit: str | None, least: int = 1) -> Quantity | None:
        """What a phrase of ``least`` words or more stands for: "several hundred", "tens of thousands"."""
        phrases = self._vague_phrases.get(word.lower, ())
        for phrase, value in (each for each in phrases if each[0].count(" ") >= least - 1):
            start = max(0, word.end - len(phrase))
            if self.parse.text[start : word.end].lower().endswith(phrase):
                return Quantity(float(value), "at-least", unit)
        return None

    def _share(self, word: Word) -> Quantity | None:
        counted = self._count(word, "percent")
        if counted is not None:
            factor = self.grammar.numbers["fractions"].get(word.lower) or self.grammar.numbers["fractions"].get(
                word.lemma.lower()
            )
            return Quantity(counted.value * factor, counted.bound, "percent") if factor else counted
        fraction = self.grammar.numbers["fractions"].get(word.lower) or self.grammar.numbers["fractions"].get(
            word.lemma.lower()
        )
        return Quantity(float(fraction), self._bound(word.start), "percent") if fraction else None

    def _bound(self, start: int) -> Bound:
        words = self.parse.text[max(0, start - _WINDOW) : start].lower().split()
        bounds = {phrase for phrase, _bound in self._bounds}
        while words and words[-1] not in bounds and words[-1] in self.grammar.words["articles"]:
            words.pop()  # "about a dozen"
        before = " ".join(words)
        for phrase, bound in self._bounds:
            if before == phrase or before.endswith(f" {phrase}"):
                return bound  # type: ignore[return-value]
        return "exact"
