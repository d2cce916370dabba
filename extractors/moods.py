"""How a predicate stands by its own helpers: auxiliaries, the words that open its clause, and adverbs.

What the predicates above it do to it is for `extractors.stance`.
"""

from __future__ import annotations

from extractors.governors import is_gerund, is_infinitive
from extractors.syntax import Parse, Word
from ontology.languages import Grammar
from ontology.records import Modality

HEDGES: tuple[Modality, ...] = ("reported", "possible", "predicted")


class Moods:
    """Reads the modality that predicates of one parse have by themselves."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse = parse
        self.grammar = grammar

    def of(self, word: Word) -> Modality:
        """The modality of a predicate, whatever stands above it."""
        if any(child.lower in self.grammar.pronouns["anybody"] for child in word.deps("nsubj")):
            return "possible"  # "whoever sends a child to school": of nobody in particular
        helpers = [child for child in word.children if child.dep.partition(":")[0] in ("aux", "cop")]
        if (found := self._by_helpers(word, helpers) or self._by_opening(word, helpers)) is not None:
            return found
        qualities = {form for child in word.deps("amod") for form in (child.lower, child.lemma.lower())}
        if qualities & self.grammar.words["planned_modifiers"]:
            return "planned"
        return self._by_adverb(word)

    def _by_helpers(self, word: Word, helpers: list[Word]) -> Modality | None:
        auxiliaries = self.grammar.auxiliaries
        lowers = {child.lower for child in helpers}
        perfect = any(child.lemma.lower() in auxiliaries["perfect"] and child.dep == "aux" for child in helpers)
        to = any(child.lower in self.grammar.case["infinitive"] for child in word.deps("mark"))
        finite = (each for each in helpers if each.dep == "aux" and each.morph.get("VerbForm") == "Fin")
        be = word.deps("cop") or any(each.lemma.lower() in auxiliaries["passive"] for each in finite)
        if to and be and word.pos == "VERB":
            return "planned"  # "are to leave by May"
        resulting = word.morph.get("VerbForm") == "Part" and any(
            child.lemma.lower() in auxiliaries["resultative"] for child in helpers
        )
        there = bool(word.deps("expl")) and word.pos in ("VERB", "AUX")
        if lowers & auxiliaries["reported_with_perfect"] and (perfect or resulting or (there and self._is_being(word))):
            return "reported"  # "skal ha tatt", "skal være drept"
        if lowers & auxiliaries["compelled"] and not perfect and word.dep != "ccomp":
            return "asserted"  # "måtte forlate byen"
        if lowers & auxiliaries["demanded"]:
            return "possible" if perfect else "planned"
        order: tuple[Modality, ...] = ("possible", "predicted", "planned")
        return next((modality for modality in order if lowers & auxiliaries[modality]), None)

    def _is_being(self, verb: Word) -> bool:
        """ "Det skal være 8000 soldater i byen": so it is told."""
        return verb.lemma.lower() in self.grammar.auxiliaries["resultative"]

    def _by_opening(self, word: Word, helpers: list[Word]) -> Modality | None:
        marks = self._opening(word)
        if marks & self.grammar.words["conditional_marks"] and not is_infinitive(word, self.grammar):
            return "possible"  # "om å" only opens an infinitive
        if self._in_inverted_condition(word):
            return "possible"
        infinitive = is_infinitive(word, self.grammar)
        if marks & self.grammar.words["until_marks"] and (not infinitive or is_gerund(word)):
            # "before they were driven out", "before retreating"
            tensed = [word.head, *word.head.deps("aux")] if infinitive else helpers or [word]
            return "asserted" if any(each.morph.get("Tense") == "Past" for each in tensed) else "predicted"
        return None

    def _opening(self, word: Word) -> set[str]:
        """The words that open a clause on which something hangs: "unless", "before", "whether"."""
        if word.dep in ("advcl", "dep"):
            return {child.lower for child in word.deps("mark", "advmod", "case")}
        marks = {child.lower for child in word.deps("mark")} if word.dep in ("ccomp", "csubj") else set()
        return set() if marks & self.grammar.words["complementizers"] else marks  # "rykter om at ..."

    def _in_inverted_condition(self, word: Word) -> bool:
        """ "Had they taken the town, it would ...": all before the comma."""
        words = self.parse.sentences[word.sentence].words
        if words[0].lower not in self.grammar.words["inverted_conditions"] or self.in_question(word):
            return False
        comma = next((each for each in words if each.text == ","), None)
        return comma is not None and word.i < comma.i

    def _by_adverb(self, word: Word) -> Modality:
        adverbs = {child.lower for child in word.deps("advmod")}
        for modality in HEDGES:
            if adverbs & self.grammar.adverbs[modality]:
                return modality
        return "asserted"

    def in_question(self, word: Word) -> bool:
        """Whether the sentence of a predicate asks."""
        sentence = self.parse.sentences[word.sentence]
        return sentence.words[-1].text == next(iter(self.grammar.words["question_mark"]))
