"""Noun phrases as the text has them: where they begin, and the words in them that say which thing is meant."""

from __future__ import annotations

from extractors.drafts import Name
from extractors.gazetteer import Gazetteer
from extractors.names import Names
from extractors.syntax import Parse, Word, case_of
from ontology.languages import Grammar


class Phrases:
    """The noun phrases of one article, asked for by their heads."""

    def __init__(self, parse: Parse, grammar: Grammar, gazetteer: Gazetteer, names: Names) -> None:
        self.parse = parse
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.names = names

    def first(self, word: Word) -> Word:
        """Where the phrase begins that ends in ``word``, without determiners and numbers."""
        first = word
        skip = self.grammar.words["articles"]
        for index in range(word.i - 1, -1, -1):
            candidate = self.parse.words[index]
            if (
                candidate.sentence != word.sentence
                or not self._below(candidate, word)
                or (candidate.text in ',;:()«»"–-' and not self._joins(candidate))
            ):
                break
            if (
                candidate.pos in ("DET", "NUM", "ADP", "PUNCT", "ADV", "CCONJ", "SYM", "PART", "PRON", "AUX")
                or candidate.lower in skip
            ):
                inner = candidate.pos == "CCONJ" and candidate.head is not word  # "foreign and local fighters"
                if inner or (candidate.pos in ("PUNCT", "PART", "SYM") and self._joins(candidate)):
                    continue
                break
            first = candidate
        return first

    def _joins(self, word: Word) -> bool:
        return (
            self.parse.text[word.start - 1 : word.end + 1].strip() != word.text
            and len(word.text) <= 2
            and word.pos in ("PUNCT", "PART", "SYM")
        )

    @staticmethod
    def _below(word: Word, head: Word) -> bool:
        for _step in range(6):
            if word is head:
                return True
            if word.is_root:
                return False
            word = word.head
        return False

    def modifiers(self, word: Word) -> list[Word]:
        """The words that say which one a noun means: names, adjectives and nouns before it, and what follows it."""
        found = [
            child
            for child in word.children
            if child.dep.partition(":")[0] in ("amod", "compound", "nmod", "flat", "acl") and child.i < word.i
        ]
        for index in range(word.i - 1, max(-1, word.i - 4), -1):  # also where the parse took the phrase apart
            before = self.parse.words[index]
            if before.sentence != word.sentence or not (
                self.names.at(before) or self.gazetteer.demonym(before.text) or before.pos == "ADJ"
            ):
                break
            if before not in found and case_of(before) == "":
                found.append(before)
        found += [
            grand
            for child in found
            for grand in child.children
            if child.dep != "acl"
            and (child.pos in ("NOUN", "PROPN") or grand.dep == "conj")
            and grand.dep.partition(":")[0] in ("compound", "amod", "conj")
        ]
        found += [
            child
            for child in word.deps("nmod")
            if child.i > word.i and case_of(child) in self.grammar.case["agent"] | self.grammar.case["transparent_of"]
        ]
        return [child for child in found if child.i != word.i]

    def text(self, word: Word, end: int | None = None) -> str:
        """The words below and including ``word``, up to the word ``end``, without its stops."""
        words = [part for part in word.subtree() if part.text not in ".,;" and (end is None or part.i < end)]
        while words and words[-1].pos == "PUNCT":
            words.pop()
        text = self.parse.text
        return " ".join(text[words[0].start : words[-1].end].split()) if words else word.text

    def called(self, word: Word) -> Name | None:
        """The name that follows a noun with a word for naming between: "a man known as X"."""
        behind = self.parse.text[word.end : word.end + 40]
        text = behind.lstrip(" ,").lower()
        phrase = next((each for each in self.grammar.words["known_as"] if text.startswith(f"{each} ")), None)
        if phrase is None:
            return None
        start = word.end + len(behind) - len(text) + len(phrase)
        words = (each for each in self.parse.words[word.i + 1 : word.i + 9] if each.start >= start)
        skipped = self.grammar.words["titles"] | self.grammar.words["articles"]
        first = next((each for each in words if each.lower not in skipped), None)
        return self.names.at(first) if first is not None else None
