"""Filling the roles of a relation: which mention stands at either end of a match, if any of a fitting class does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.attributes import Attributes
from extractors.frames import Frames
from extractors.referents import Referents
from extractors.roles import Frame
from extractors.syntax import Word, described
from ontology.languages import Grammar
from ontology.lexicon import Lexicon, Trigger
from ontology.records import Mention
from ontology.vocabulary import Relation, fits, is_a

GRAMMATICAL = frozenset({"gap", "subj", "obj", "iobj", "clause", "poss", "compound", "amod", "share", "relative-place"})
NOT_HOLDING = frozenset({"gap", "amod", "compound", "poss", "clause", "relative-place"})
AGENTIVE = frozenset({"subj", "poss", "by"})  # the roles in which a capital acts for its country in any relation
SHORTEST_BODY = 3  # letters that the first part of a compound must have to name a body: "hærsjef"


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the word, and the mention it resolves to (None where the text does not say who)."""

    word: Word | None
    mention: Mention | None


NOBODY = Filler(None, None)


@dataclass(slots=True)
class Match:
    """A trigger that fits a frame: the fillers of its two ends, the roles they took, the nouns that complete the
    predicate."""

    trigger: Trigger
    frame: Frame
    roles: dict[str, list[Word]]
    subjects: list[Filler]
    objects: list[Filler | str]
    used: set[str] = field(default_factory=set)
    completion: list[Word] = field(default_factory=list)


class Fillers:
    """Finds who and what fills the roles of a match."""

    def __init__(
        self, grammar: Grammar, lexicon: Lexicon, frames: Frames, referents: Referents, attributes: Attributes
    ) -> None:
        self.grammar = grammar
        self.lexicon = lexicon
        self.frames = frames
        self.referents = referents
        self.attributes = attributes
        self._phrases: dict[tuple[int, int], list[tuple[int, Frame]]] = {}

    def subjects(self, match: Match, relation: Relation) -> list[Filler]:
        trigger = match.trigger
        if "holder" in trigger.subject:
            holders = map(self.of, self.attributes.holders(match.frame))
            return self.typed(holders, trigger.subject_type, relation.domain)
        for role in trigger.subject:
            words = [match.frame.head] if role == "self" else self._role(role, match)
            acting = "Actor" in relation.domain and (role in AGENTIVE or relation.political)
            fillers = self._fitting(words, trigger.subject_type, relation.domain, acting=acting)
            if not fillers and role == "subj" and "relative" in match.frame.steps:
                fillers = self.typed(self._fillers(described(words)), trigger.subject_type, relation.domain)
            if not fillers and role == "subj" and "coordination" in match.frame.steps:
                outer = self.frames.subjects_above(match.frame.head)
                fillers = self.typed(self._fillers(outer), trigger.subject_type, relation.domain)
            if fillers:
                match.used.add(role)
                return fillers
            if role == "obj" and self.is_filled((role,), match.roles):
                return []  # "moved its guns to the hill": what moved is there, and of another sort
        return []

    def causes(self, match: Match, relation: Relation) -> list[Filler]:
        """ "Killed in an air raid": where nobody is said to have done it, the event in which it happened did."""
        if "passive" not in match.frame.steps or not fits("Event", relation.domain) or match.trigger.agent:
            return []
        words = (word for role in self.grammar.case["cause"] for word in match.roles.get(role, ()))
        find = self.lexicon.find_compound if self.grammar.compounding else self.lexicon.find
        nouns = (word for word in words if word.pos == "NOUN" and not self.is_war(word))  # there, a side kills
        events = [word for word in nouns if find("noun", word.lemma.lower())]
        return [each for each in self._fillers(events) if each.mention is not None and each.mention.type == "Event"]

    def objects(self, match: Match, relation: Relation) -> list[Filler | str]:
        trigger = match.trigger
        for role in trigger.object:
            words = self._role(role, match)
            if role == "clause" and words:
                return [self.referents.phrases.text(words[0])]
            if role == "obj" and "clause" in trigger.object and (clause := self._taken_up(words)) is not None:
                return [self.referents.phrases.text(clause, words[0].i)]
            fillers = self._fitting(words, trigger.object_type, relation.range, acting=relation.political)
            if fillers:
                match.used.add(role)
                return list(fillers)
            before = "relative" in match.frame.steps or self._is_gap(words)
            if role == "obj" and before and (gap := self._in_gap(match, relation)):
                return gap  # the clause describes the noun right before it, though the parse hung it higher
            if words and "clause" in trigger.object and not trigger.object_type and words[0].pos == "NOUN":
                return [self.referents.phrases.text(words[0])]  # what is demanded or promised may be anything
        body = self._compound_body(match) if trigger.kind == "role" and relation.name != trigger.indefinite else None
        return list(self.typed([body], trigger.object_type, relation.range)) if body is not None else []

    def _compound_body(self, match: Match) -> Filler | None:
        """ "Juntatalsmann", "hærsjef": the body that the first part of an office names."""
        word, office = match.frame.head, match.trigger.lemma
        lemma = word.lemma.lower()
        if not self.grammar.compounding or not lemma.endswith(office) or len(lemma) - len(office) < SHORTEST_BODY:
            return None
        mention = self.referents.first_part(word, lemma.removesuffix(office))
        return Filler(word, mention) if mention is not None else None

    def _taken_up(self, words: Sequence[Word]) -> Word | None:
        """ "They were told to surrender, something they had ruled out": the verb that such a word stands for."""
        if not words or words[0].lower not in self.grammar.echo["open"]:
            return None
        before = self.referents.parse.sentences[words[0].sentence].words
        return next((each for each in reversed(before) if each.i < words[0].i and each.pos == "VERB"), None)

    def _is_gap(self, words: Sequence[Word]) -> bool:
        """Whether the object of a relative clause stands before it: there is none in it, or only "much of"."""
        return all(word.lemma.lower() in self.grammar.words["transparent"] for word in words)

    def _in_gap(self, match: Match, relation: Relation) -> list[Filler | str]:
        return list(self.typed(self._fillers(match.roles.get("gap", ())), match.trigger.object_type, relation.range))

    def _role(self, role: str, match: Match) -> list[Word]:
        if match.trigger.kind == "name":
            return self.attributes.right_behind(role, match.frame.head)
        words = match.roles.get(role)
        if words or (role in self.grammar.case["place"] and match.roles.get("relative-place")):
            return words or match.roles["relative-place"]  # "the town where the militia is based"
        if role == "adjmod":
            found = ((word, self.referents.gazetteer.demonym(word.text)) for word in match.roles.get("amod", ()))
            office = match.trigger.kind == "role"  # a Kurdish commander is not in command of the Kurds
            return [word for word, concept in found if concept and (not office or is_a(concept.type, "Place"))]
        if role in GRAMMATICAL or match.frame.copula is not None:
            return []  # "was behind the attacks in Zamfara": nobody was in Zamfara
        noun = "light-verb" in match.frame.steps  # "joined the offensive at the request of X": X was not attacked
        narrow = GRAMMATICAL | match.trigger.completion.keys() | {*match.trigger.object}
        whole = not noun and not match.trigger.completion
        holders = {key: words for key, words in match.roles.items() if whole or key in narrow}
        below = self.nested(role, holders, match.frame.head)
        return below if below or match.trigger.kind != "role" else self.attributes.behind_name(role, match.frame)

    def nested(self, role: str, roles: Mapping[str, list[Word]], head: Word) -> list[Word]:
        """A prepositional role that the parse hung one level too low: "evacuated [fighters from Aleppo]"."""
        for holder in (role for role in roles if role not in NOT_HOLDING and not role.startswith("noun ")):
            for word in roles[holder]:
                for place, inner in self._phrases_of(word):
                    if place > head.i and (found := inner.roles.get(role)):
                        return found
        return []

    def _phrases_of(self, word: Word) -> list[tuple[int, Frame]]:
        """The noun phrases that a word stands for, with the place of each; asked once, unless names were added."""
        key = (word.i, len(self.referents.names.all))
        if key not in self._phrases:
            parts = self.referents.parts(word)
            heads = {each: None for part in parts for each in (part, self.referents.semantic_head(part))}
            frames = ((each.i, self._phrase_of(each)) for each in heads)
            self._phrases[key] = [(i, frame) for i, frame in frames if frame is not None and frame.kind == "noun"]
        return self._phrases[key]

    def _phrase_of(self, word: Word) -> Frame | None:
        people = word.pos == "ADJ" and word.lemma.lower() not in self.grammar.words["transparent"]
        return self.frames.phrase(word) if people else self.frames.of(word)  # "sine ansatte"

    def _fillers(self, words: Iterable[Word], *, acting: bool = False) -> Iterator[Filler]:
        return (self.of(part, acting=acting) for word in words for part in self.referents.parts(word))

    def of(self, word: Word, *, acting: bool = False) -> Filler:
        mention = self.referents.of(word)
        return Filler(word, self.referents.acting(word, mention) if acting and mention is not None else mention)

    def is_filled(self, wanted: Sequence[str], roles: Mapping[str, list[Word]]) -> bool:
        return any(self.referents.of(word) is not None for role in wanted for word in roles.get(role, ()))

    def _fitting(
        self, words: Sequence[Word], wanted: tuple[str, ...], generous: tuple[str, ...], *, acting: bool
    ) -> list[Filler]:
        """The fillers of a fitting class; a pronoun may find its noun only by what class that must be of."""
        if not words:
            return []
        if fits("Materiel", wanted or generous):  # "has sent five": of what, is not said
            words = [word for word in words if word.pos != "NUM" or not self.referents.is_bare_number(word)]
        found = self.typed(self._fillers(words, acting=acting), wanted, generous)
        types = wanted or generous
        if found or not types:
            return found
        inner = (self.referents.semantic_head(word) for word in words)  # "40 percent of it"
        pointed = (Filler(outer, self.referents.pointed(word, types)) for outer, word in zip(words, inner, strict=True))
        return self.typed(pointed, wanted, generous)

    @staticmethod
    def typed(fillers: Iterable[Filler], wanted: tuple[str, ...], generous: tuple[str, ...]) -> list[Filler]:
        """Those that are of a class that the entry wants, and of one that the ontology allows."""
        return [
            filler
            for filler in fillers
            if filler.mention is not None and fits(filler.mention.type, wanted) and fits(filler.mention.type, generous)
        ]

    def is_war(self, word: Word) -> bool:
        """Whether a noun is for something that goes on and does nothing itself."""
        wars = tuple(self.grammar.words["wars"])
        return bool(wars) and word.lemma.lower().endswith(wars) and not word.deps("amod")
