"""What denies a predicate in its own clause: adverbs, determiners, and phrases of several words.

The words are data (``negators`` and their like of each grammar);
what stands above a predicate is for `extractors.stance`.
"""

from __future__ import annotations

from extractors.syntax import Parse, Word, case_of
from ontology.languages import Grammar

REACH = 40
"""Characters before a predicate in which a phrase that denies it begins."""


class Negation:
    """Finds what is denied in one parse."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse = parse
        self.grammar = grammar
        text = " ".join(parse.text.lower().split())
        self._phrases = tuple(f" {each}" for each in grammar.words["negators"] if " " in each and each in text)

    def of(self, word: Word) -> bool:
        """Whether the predicate ``word`` is denied by a word of its own or by an argument that is nobody."""
        if any(self._is_denying(child) for child in word.children):
            return True
        near = [*word.children, *(each for child in word.deps("nsubj", "obj") for each in child.children)]
        if any(self._is_no_longer(each) for each in near if each.dep == "advmod"):
            return True
        return bool(self._phrases) and self._behind_phrase(word)

    def _is_denying(self, child: Word) -> bool:
        words, lower, role = self.grammar.words, child.lower, child.dep.partition(":")[0]
        if lower in words["negators"] and role in ("advmod", "cc", "det", "discourse"):
            following = self._following(child)
            if following is None or following.lower not in words["not_negating_before"]:
                return True
        if lower in words["approximators"] and role == "advmod":  # "nearly took the town", and not "nearly 100"
            following = self._following(child)
            return following is not None and following.pos != "NUM"
        if lower in words["negative_marks"] and role in ("mark", "case"):
            return True
        if lower in words["negative_determiners"] and child.dep == "det":
            return True
        if role in ("nsubj", "obj", "obl") and self.is_empty(child):
            return True
        return role in ("nsubj", "obj") and self._none_of(child)

    def _is_no_longer(self, adverb: Word) -> bool:
        """ "There are no longer French soldiers", where "no" hangs on "longer" and that on the soldiers."""
        before = self.parse.words[adverb.i - 1] if adverb.i else adverb
        words = self.grammar.words
        return adverb.lower in words["anymore"] and before.lower in words["negators"] | words["negative_determiners"]

    def _following(self, word: Word) -> Word | None:
        return self.parse.words[word.i + 1] if word.i + 1 < len(self.parse.words) else None

    def _behind_phrase(self, word: Word) -> bool:
        """ "No longer controls", "has yet to be retaken": negators of several words, as the parse takes them apart."""
        start = word.start
        for each in reversed(self.parse.words[: word.i]):
            if each.head.i != word.i or each.dep.partition(":")[0] not in ("aux", "cop", "advmod"):
                break
            start = each.start
            if self._ends_in_phrase(start):
                return True
        return self._ends_in_phrase(word.start)

    def _ends_in_phrase(self, position: int) -> bool:
        before = " ".join(self.parse.text[max(0, position - REACH) : position].lower().split())
        return f" {before}".endswith(self._phrases)

    def is_empty(self, argument: Word) -> bool:
        """ "no soldiers", "nobody": the negation sits in an argument; not in "nothing more", nor in a name."""
        empty = self.grammar.words["negative_determiners"]
        inner = [*argument.children, *(each for child in argument.deps("amod") for each in child.children)]
        return self._denies(argument) or any(
            child.lower in empty
            and child.dep in ("det", "amod", "advmod", "cc", "cc:preconj", "nsubj")
            and self._denies(child)
            for child in inner
        )

    def _none_of(self, argument: Word) -> bool:
        """ "Not a single soldier", "not all of them": a negator that stands before a determiner or number."""
        negators, words = self.grammar.words["negators"], self.parse.words
        return any(
            child.lower in negators and child.i < argument.i and words[child.i + 1].pos in ("DET", "NUM")
            for child in argument.deps("advmod", "nmod", "cc")
        )

    def _denies(self, word: Word) -> bool:
        if word.lower not in self.grammar.words["negative_determiners"]:
            return False
        words = self.parse.words
        before, behind = words[max(0, word.i - 1)], words[min(len(words) - 1, word.i + 1)]
        named = word.text.istitle() and before.sentence == word.sentence and before.text.istitle() and word.i > 0
        return not named and f"{word.lower} {behind.lower}" not in self.grammar.words["not_empty"]

    def is_correlative(self, predicate: Word) -> bool:
        """ "Neither bombed nor shelled": denied with all that is joined to it."""
        words = self.grammar.words
        both = words["negators"] & words["negative_determiners"]
        return any(child.lower in both and child.i < predicate.i for child in predicate.deps("cc", "advmod"))

    def in_excess(self, quality: Word) -> bool:
        """ "Too weak": what the clause behind it names is not done."""
        excess = self.grammar.words["excess"]
        return any(
            child.lower in excess and child.i == quality.i - 1 for child in quality.deps("advmod", "case", "mark")
        )

    def called_false(self, verb: Word, claim: Word) -> bool | None:
        """ "Called the claim that ... a lie": whether what is named is no fact; None where the verb names nothing."""
        if verb.lemma.lower() not in self.grammar.echo["naming"] or case_of(claim):
            return None
        end = max(each.i for each in claim.subtree())
        words = [each for each in self.parse.sentences[verb.sentence].words if each.i > claim.i]
        if any(each.lower in self.grammar.words["falsehoods"] for each in words):
            return True
        return False if any(each.i > end and each.head is verb for each in words if each.pos != "PUNCT") else None
