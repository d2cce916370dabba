"""What stands beside a noun without a verb: the holder of an office, and the first part of a compound.

"Coalition spokesman Col. Ryan Dillon", "Mustafa, the spokesman for X", "SDF-talsmann Y"; "US-led", "IS-kontrollerte".
"""

from __future__ import annotations

from extractors.drafts import Name
from extractors.referents import Referents
from extractors.roles import Frame
from extractors.syntax import Word, case_of
from ontology.languages import Grammar
from ontology.lexicon import Lexicon
from ontology.records import Mention
from ontology.vocabulary import is_a

HYPHENS = ("-", "‑", "–")
FORMER = "former"  # the id of the group modifier that says that somebody no longer is what the noun says

BEHIND = 5  # words that the name of a place behind a preposition has at most


class Attributes:
    """Reads titles and compounds of one article."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon, referents: Referents) -> None:
        self.grammar = grammar
        self.lexicon = lexicon
        self.referents = referents

    def is_title(self, word: Word) -> bool:
        """Whether a noun is an office that stands beside a name or serves as one, rather than a predicate."""
        beside = word.dep.partition(":")[0] in ("appos", "flat", "compound", "nmod", "nsubj", "obl", "obj")
        return beside and bool(self.lexicon.find_compound("role", word.lemma.lower()))

    def holders(self, frame: Frame) -> list[Word]:
        """Who holds an office: the subject of "is", the name beside the noun, or the name that the noun stands
        beside."""
        word = frame.head
        words = self.referents.parse.words[max(0, word.i - 3) : word.i]  # "former Nigerian president", however it hangs
        if any(self.grammar.modifiers.get(each.lemma.lower()) == FORMER for each in (*word.deps("amod"), *words)):
            return []
        if "light-verb" not in frame.steps and frame.roles.get("subj"):
            return list(frame.roles["subj"])
        beside = [each for each in word.deps("flat", "appos", "nmod", "acl", "conj") if each.dep != "nmod:poss"]
        beside += [word.head] if word.dep.partition(":")[0] in ("appos", "nmod", "flat", "compound") else []
        beside += [name for other in beside for name in other.deps("flat")]  # "Colonel X", where the title is the head
        beside += self._before_comma(word)
        beside += (
            [word.head] if word.dep == "nsubj" and word.head.deps("cop") else []
        )  # "the capital of Mali is Bamako"
        named = next((other for other in beside if self._is_holder(word, other)), None) or self._titled(word)
        return [named] if named is not None else []

    def _before_comma(self, word: Word) -> list[Word]:
        """The name right before ", the capital of Guinea", wherever the parse hung the apposition."""
        words = self.referents.parse.words
        first = min([word, *(child for child in word.children if child.i < word.i)], key=lambda each: each.i).i
        apposed = word.dep == "appos" and first > 1 and words[first].pos != "PUNCT" and words[first - 1].text == ","
        return [words[first - 2]] if apposed else []

    def _is_holder(self, word: Word, other: Word) -> bool:
        name = self.referents.names.at(other) or self._unseen(other)
        if name is None or (other.head is word and case_of(other) and other.dep.partition(":")[0] in ("nmod", "obl")):
            return False
        if other.head is word and other.i < word.i and other.morph.get("Case") == "Gen":
            return False  # "Yemen's capital Sanaa" is not Yemen
        beside = other.dep == "appos" and other.head is word  # "on the army chief, X"
        if case_of(word) not in ("", *self.grammar.speech["relayed_by"]) and not beside:
            return False
        apposed = other.dep == "appos" or (word.dep == "appos" and other.head is not word)  # not "the bloc's envoy"
        return self._can_hold(word, name) or apposed or (word.dep == "nsubj" and other.head is not word)

    def _unseen(self, other: Word) -> Name | None:
        """A proper noun in apposition is a name, whether the model saw it or not."""
        seen = other.pos != "PROPN" or other.dep != "appos" or not other.text[0].isupper()
        return None if seen else self.referents.names.add(other)

    def _titled(self, word: Word) -> Word | None:
        """The person right behind an office; further titles may stand between ("spokesman Col. Ryan Dillon")."""
        words = self.referents.parse.words
        index = word.i + 1
        while index < len(words) and words[index].lower in self.grammar.words["titles"]:
            index += 1
        name = self.referents.names.at(words[index]) if index < len(words) else None
        return words[index] if name is not None and self._can_hold(word, name) else None

    def _can_hold(self, word: Word, name: Name) -> bool:
        """A person holds an office; a place is what a noun for places says: "the capital Mogadishu"."""
        noun = self.referents.type_of_noun(word)
        settled = noun is not None and is_a(noun.type, "Place") and is_a(name.draft.type, "Place")
        return name.draft.type == "Person" or settled

    def is_compound(self, word: Word) -> bool:
        """A participle as the last part of a compound; its first part is the agent, so it is no predicate of its
        own."""
        if word.lower.lstrip("-") not in self.lexicon.triggers["compound"] or word.pos not in (
            "ADJ",
            "VERB",
            "NOUN",
            "X",
        ):
            return False
        before = self.referents.parse.words[word.i - 1] if word.i else word
        if word.text.startswith("-") or before.text in HYPHENS:
            return True
        # the parts of a compound that was written as one word, taken apart when it was read
        return before.head is word and before.dep == "compound" and word.start - 1 <= before.end <= word.start

    def described(self, word: Word) -> Word | None:
        """The noun that a compound participle stands before: the next one, where the parse skipped over it."""
        if word.dep not in ("amod", "acl", "compound", "nmod") or word.head is word:
            return None
        words = self.referents.parse.words
        for other in words[word.i + 1 : word.head.i]:
            ends_phrase = other.dep != "compound" or words[other.i + 1].pos in ("CCONJ", "PUNCT")
            if other.pos == "NOUN" and ends_phrase:
                return other
        head = word.head
        joined = head.dep == "compound" and head.head.i > head.i and bool(head.deps("conj"))
        return head.head if joined else head  # "a US-led air and ground coalition"

    def prefix(self, word: Word) -> Mention | None:
        """The name, people or group before the hyphen of a compound."""
        words = self.referents.parse.words
        index = word.i - 2 if words[word.i - 1].text in HYPHENS else word.i - 1
        if index < 0:
            return None
        before = words[index]
        name = self.referents.names.at(before)
        if name is not None and not name.first <= word.i < name.last:
            return self.referents.of(before)
        demonym = self.referents.gazetteer.demonym(before.text)
        # "US-led coalition" may be known as a whole; the part before the hyphen is a name all the same
        inside = self.referents.gazetteer.known(before.text)
        if demonym is not None or len(inside) == 1:
            return self.referents.mention_of_concept(before, demonym or inside[0])
        return self.referents.of(before) if self.referents.type_of_noun(before) else None

    def is_one_of_several(self, noun: Word) -> bool:
        """ "A commander", "senior commander", "UN humanitarian chief": an office that is not the highest there is."""
        bodies = [each.i for each in noun.deps("compound") if each.i < noun.i and each.pos == "PROPN"]
        portfolio = bool(bodies) and any(bodies[0] < each.i < noun.i for each in noun.deps("amod"))
        marks = {self.grammar.modifiers.get(each.lemma.lower()) for each in noun.deps("amod")}
        return (
            portfolio
            or "senior" in marks
            or (noun.lemma.lower() in self.grammar.words["ranks"] and bool(bodies))  # "TTP commander Gul Zaman"
            or any(each.lower in self.grammar.words["lesser"] for each in noun.deps("amod", "compound", "nmod"))
            or any(each.lower in self.grammar.pronouns["indefinite"] for each in noun.deps("det", "nummod"))
        )

    def right_behind(self, role: str, head: Word) -> list[Word]:
        """ "Kadugli in Sudan", "Goma øst i Kongo": what stands right behind a name, wherever the parse hung it."""
        name, words = self.referents.names.at(head), self.referents.parse.words
        following = words[name.last : name.last + 2] if name is not None else ()
        directed = len(following) > 1 and following[0].lower in self.grammar.words["directions"]
        mark = following[directed] if len(following) > directed else None
        if mark is None or mark.lower != role or mark.dep != "case" or not mark.i < mark.head.i <= mark.i + BEHIND:
            return []
        return [mark.head] if mark.sentence == head.sentence else []

    def behind_name(self, role: str, frame: Frame) -> list[Word]:
        """ "Governor Ali Osman of Nyala": what an office is of may stand behind its holder."""
        holders = self.holders(frame)
        name = self.referents.names.at(holders[0]) if holders else None
        words = self.referents.parse.words
        if name is None or name.first < frame.head.i or name.last >= len(words):
            return []
        preposition = words[name.last]
        noun = preposition.head
        beside = preposition.dep == "case" and name.first <= noun.head.i < name.last
        return [noun] if beside and preposition.lower == role else []
