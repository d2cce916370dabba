"""Matching: trigger entries against frames. Fills the roles of a relation with mentions of the classes that it takes.

A claim that is wrong is worse than one that is missing: a role whose filler is of another sort makes no match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.attributes import Attributes
from extractors.frames import Frames
from extractors.referents import Referents
from extractors.roles import Frame
from extractors.syntax import Word, described
from ontology.languages import Grammar
from ontology.lexicon import Lexicon, Trigger, open_trigger
from ontology.records import Mention
from ontology.vocabulary import Relation, fits, is_a, relations

GRAMMATICAL = frozenset({"gap", "subj", "obj", "iobj", "clause", "poss", "compound", "amod", "share", "relative-place"})
NOT_HOLDING = frozenset({"gap", "amod", "compound", "poss", "clause", "relative-place"})
AGENTIVE = frozenset({"subj", "poss", "by"})  # the roles in which a capital acts for its country in any relation
SHORTEST_BODY = 3  # letters that the first part of a compound must have to name a body: "hærsjef"
SHORTEST_ENDING = 4  # letters that a completing noun must have to be the last part of a compound


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


class Matcher:
    """Finds the matches of predicates in one article. ``timed`` holds the words of expressions of time."""

    def __init__(
        self, grammar: Grammar, lexicon: Lexicon, frames: Frames, referents: Referents, timed: frozenset[int]
    ) -> None:
        self.grammar = grammar
        self.lexicon = lexicon
        self.frames = frames
        self.referents = referents
        self.attributes = Attributes(grammar, lexicon, referents)
        self._timed = timed
        self._near: dict[tuple[Frame, str, int], list[Word]] = {}
        self._phrases: dict[tuple[int, int], list[tuple[int, Frame]]] = {}
        self._roles_of: dict[tuple[Frame, int], dict[str, list[Word]]] = {}

    def of(self, frame: Frame) -> list[Match]:
        """The matches of a frame: of the entries that fit, those that fix most of its wording."""
        fitting = [match for trigger in self._triggers(frame) if (match := self._match(trigger, frame)) is not None]
        firm = [match for match in fitting if not match.trigger.optional]
        if not firm:
            return fitting[:1]
        specific = max(match.trigger.specificity for match in firm)
        return [match for match in firm if match.trigger.specificity == specific]

    def compound(self, word: Word) -> list[Match]:
        """The matches of a compound participle ("IS-kontrollerte områder", "US-led coalition")."""
        prefix = self.attributes.prefix(word)
        described = self.attributes.described(word)
        if prefix is None or described is None:
            return []
        parts = {"subj": Filler(word, prefix), "obj": self._filler(described)}
        frame = Frame(word, "adjective", steps=["compound"])
        found = []
        for trigger in self.lexicon.triggers["compound"][word.lower.lstrip("-")]:
            relation = relations()[trigger.relation]
            subjects = self._typed(
                (parts[r] for r in trigger.subject if r in parts), trigger.subject_type, relation.domain
            )
            objects = self._typed((parts[r] for r in trigger.object if r in parts), trigger.object_type, relation.range)
            if subjects and objects:
                found.append(Match(trigger, frame, {}, subjects, list(objects)))
        return found

    def open(self, frame: Frame) -> Match | None:
        """A verb outside the lexicon between two things that we know by name or description."""
        subjects, objects = (
            [filler for filler in map(self._filler, self._timeless(frame.roles.get(role, ()))) if filler.mention]
            for role in ("subj", "obj")
        )
        if not subjects or not objects:
            return None
        return Match(open_trigger(frame.lemma), frame, frame.roles, subjects, list(objects))

    # ---- one entry

    def _triggers(self, frame: Frame) -> Iterator[Trigger]:
        nobody = any(each.lower in self.grammar.pronouns["thing"] for each in frame.head.deps("nsubj"))
        if nobody and frame.lemma in self.grammar.control["lasting"] and self._takes_time(frame.head):
            return  # "it takes a month": nobody takes the town that the parse finds there
        named = frame.head.pos == "PROPN" and self.referents.names.at(frame.head) is not None  # "Abdel" is no "del"
        find = self.lexicon.find_compound if self.grammar.compounding and not named else self.lexicon.find
        if frame.kind == "verb":
            yield from self.lexicon.find("verb", frame.lemma)
        elif frame.kind == "noun":
            yield from find("noun", frame.lemma)
            yield from find("role", frame.lemma)
            if named and (name := self.referents.names.at(frame.head)) is not None:
                yield from self.lexicon.find("name", name.draft.type.lower())  # "Aqaba in Jordan"
        else:
            yield from self.lexicon.find("adjective", frame.lemma)

    def _takes_time(self, verb: Word) -> bool:
        units = self.grammar.time_values["units"]
        return any(child.i in self._timed or child.lower in units for child in verb.deps("obj"))

    def _match(self, trigger: Trigger, frame: Frame) -> Match | None:
        if trigger.indefinite is not None and self.attributes.is_one_of_several(frame.head):
            trigger = replace(trigger, relation=trigger.indefinite)
        own = frame.particles & self.grammar.pronouns["reflexive"]
        if own and trigger.particles and trigger.particles.isdisjoint(own):
            return None  # "tok seg over grensen" is not to take it over
        missing = trigger.particles - frame.particles
        taken = len(missing) == 1 and not frame.roles.get("obj") and missing <= frame.roles.keys()
        completion = self._completed(trigger, frame) if not missing or taken else None
        if completion is None:
            return None
        relation = relations()[trigger.relation]
        match = Match(trigger, frame, self._roles(frame, completion), [], [], completion=completion)
        if taken:  # "took over the airport": the parse made a preposition of the particle, and a place of the object
            match.roles["obj"] = match.roles.get(next(iter(missing)), [])
        if trigger.kind == "verb" and not trigger.optional and trigger.object and not relation.symmetric:
            match.objects = self._objects(match, relation)
            if not match.objects and not self._is_reciprocal(frame.head):
                return None  # which is most of them, and cheap to know
        match.subjects = self._subjects(match, relation) or self._causes(match, relation)
        match.objects = match.objects or self._objects(match, relation)
        if trigger.kind == "name":  # "Donetsk in the neighbouring province" tells nothing that has a name
            match.objects = [each for each in match.objects if isinstance(each, Filler) and self._is_named(each.word)]
        if not match.objects and len(match.subjects) > 1 and self._is_reciprocal(frame.head):
            match.objects = list(match.subjects)  # "A and B accused each other"
        mutual = not {"obj", *self.grammar.case["reciprocal"]}.isdisjoint(trigger.object)  # "fought" is not "alongside"
        beside = [each for each in match.roles.get("obj", ()) if each not in match.completion]
        several = not match.objects and len(match.subjects) > 1
        alone = several and not (beside if trigger.mutual else match.roles.get("obj"))
        if relation.symmetric and mutual and alone:
            match.subjects, match.objects = match.subjects[:1], list(match.subjects[1:])  # "A and B met"
        return match if self._holds(match) and not self._is_content(match) else None

    def _is_named(self, word: Word | None) -> bool:
        return word is not None and self.referents.names.at(word) is not None

    def _is_reciprocal(self, verb: Word) -> bool:
        words, several = self.referents.parse.words, self.grammar.pronouns["each_other"]
        pairs = (f"{words[child.i - 1].lower} {child.lower}" for child in verb.deps("obj", "iobj") if child.i)
        alone = (f"{child.lower} {words[child.i + 1].lower}" for child in verb.deps("obj") if child.i + 1 < len(words))
        return any(each in several or each.split(" ")[-1] in several for each in (*pairs, *alone))

    def _is_content(self, match: Match) -> bool:
        """ "Waits in the town that they come": a verb with a clause for what it says is about no place."""
        clauses = match.frame.roles.get("clause", ())
        told = any(
            mark.lower in self.grammar.words["complementizers"] for each in clauses for mark in each.deps("mark")
        )
        beside = "subj" in match.trigger.subject and not {"obj", "iobj", "clause"} & {*match.trigger.object}
        return told and beside and match.frame.lemma in self.grammar.governors

    def _roles(self, frame: Frame, completion: Iterable[Word]) -> dict[str, list[Word]]:
        """The roles of a predicate and, of a light verb, those of the nouns that complete it."""
        roles = self._own_roles(frame)
        for noun in completion:
            inner = self.frames.of(noun) if noun is not frame.head else self.frames.phrase(noun)
            for role, words in (inner.roles if inner else {}).items():
                if role != "subj":
                    kept = roles.get(role, [])
                    roles[role] = [*kept, *(word for word in words if word not in kept)]
        return roles

    def _own_roles(self, frame: Frame) -> dict[str, list[Word]]:
        """The roles of a predicate without its times; asked once for all entries, unless names were added."""
        key = (frame, len(self.referents.names.all))
        if key not in self._roles_of:
            kept = {role: self._timeless(words) for role, words in frame.roles.items()}
            self._roles_of[key] = {role: words for role, words in kept.items() if words}
        return dict(self._roles_of[key])

    def _holds(self, match: Match) -> bool:
        trigger = match.trigger
        if any(match.frame.roles.get(role) for role in trigger.unless):
            return False
        beside = [each for each in match.roles.get("obj", ()) if each not in match.completion]
        if not match.objects and trigger.object and (not trigger.optional or beside):
            return False  # a verb with an object of another sort says something else
        if match.subjects:
            return True
        if self._is_cut_short(match.frame):
            return False
        if match.frame.head.dep == "amod" and relations()[trigger.relation].speech_act:
            return False  # "the criticised plan": who says so, and when, is left open
        if (
            trigger.agent
            or trigger.kind == "role"
            or (trigger.kind == "verb" and not {"subj", "obj", "nobody"} & set(trigger.subject))
        ):
            return False  # an office needs its holder, and a converse wording both ends
        # a subject may be unsaid; but if one is there and is no such thing as the relation wants, the sense is another
        others = {role: [each for each in words if each not in match.completion] for role, words in match.roles.items()}
        if match.completion:  # "the fighting has put thousands to flight": an idiom is clear without its subject
            others = {role: [each for each in words if not self._is_war(each)] for role, words in others.items()}
        return bool(match.objects) and not self._is_filled(trigger.subject, others)

    def _is_war(self, word: Word) -> bool:
        """Whether a noun is for something that goes on and does nothing itself."""
        wars = tuple(self.grammar.words["wars"])
        return bool(wars) and word.lemma.lower().endswith(wars) and not word.deps("amod")

    @staticmethod
    def _is_cut_short(frame: Frame) -> bool:
        """ "Asked for help", as a heading: a finite verb whose subject is left out for the reader to guess."""
        finite = frame.kind == "verb" and frame.head.is_root and frame.head.morph.get("VerbForm") == "Fin"
        return finite and "passive" not in frame.steps and not frame.roles.get("subj")

    def _timeless(self, words: Iterable[Word]) -> list[Word]:
        """The words that are not part of an expression of time: "on Saturday" is no place and "lørdag" nobody."""
        return [word for word in words if word.i not in self._timed or self.referents.names.at(word) is not None]

    def _completed(self, trigger: Trigger, frame: Frame) -> list[Word] | None:
        """The nouns that complete a light verb; None where the wording of the trigger is not there."""
        nouns = []
        for role, lemmas in trigger.completion.items():
            words = self._in_role(frame, role)
            inner = (self.referents.semantic_head(word) for word in words)  # "a wave of attacks"
            noun = next((word for word in (*words, *inner) if self._has_lemma(word, lemmas)), None)
            if noun is None:
                return None
            nouns.append(noun)
        return nouns

    def _in_role(self, frame: Frame, role: str) -> list[Word]:
        """The words in a role, and below it; asked once for all entries of a predicate, unless names were added."""
        key = (frame, role, len(self.referents.names.all))
        if key not in self._near:
            self._near[key] = [*frame.roles.get(role, ()), *self._nested(role, frame.roles, frame.head)]
        return self._near[key]

    def _has_lemma(self, word: Word, lemmas: frozenset[str]) -> bool:
        lemma = word.lemma.lower()
        if lemma in lemmas or word.lower in lemmas:
            return True
        endings = (each for each in lemmas if len(each) >= SHORTEST_ENDING)
        return self.grammar.compounding and any(lemma.endswith(each) for each in endings)

    # ---- roles

    def _subjects(self, match: Match, relation: Relation) -> list[Filler]:
        trigger = match.trigger
        if "holder" in trigger.subject:
            holders = map(self._filler, self.attributes.holders(match.frame))
            return self._typed(holders, trigger.subject_type, relation.domain)
        for role in trigger.subject:
            words = [match.frame.head] if role == "self" else self._role(role, match)
            acting = "Actor" in relation.domain and (role in AGENTIVE or relation.political)
            fillers = self._fitting(words, trigger.subject_type, relation.domain, acting=acting)
            if not fillers and role == "subj" and "relative" in match.frame.steps:
                fillers = self._typed(self._fillers(described(words)), trigger.subject_type, relation.domain)
            if not fillers and role == "subj" and "coordination" in match.frame.steps:
                outer = self.frames.subjects_above(match.frame.head)
                fillers = self._typed(self._fillers(outer), trigger.subject_type, relation.domain)
            if fillers:
                match.used.add(role)
                return fillers
            if role == "obj" and self._is_filled((role,), match.roles):
                return []  # "moved its guns to the hill": what moved is there, and of another sort
        return []

    def _causes(self, match: Match, relation: Relation) -> list[Filler]:
        """ "Killed in an air raid": where nobody is said to have done it, the event in which it happened did."""
        if "passive" not in match.frame.steps or not fits("Event", relation.domain) or match.trigger.agent:
            return []
        words = (word for role in self.grammar.case["cause"] for word in match.roles.get(role, ()))
        find = self.lexicon.find_compound if self.grammar.compounding else self.lexicon.find
        nouns = (word for word in words if word.pos == "NOUN" and not self._is_war(word))  # there, a side kills
        events = [word for word in nouns if find("noun", word.lemma.lower())]
        return [each for each in self._fillers(events) if each.mention is not None and each.mention.type == "Event"]

    def _objects(self, match: Match, relation: Relation) -> list[Filler | str]:
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
        return list(self._typed([body], trigger.object_type, relation.range)) if body is not None else []

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
        return list(self._typed(self._fillers(match.roles.get("gap", ())), match.trigger.object_type, relation.range))

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
        below = self._nested(role, holders, match.frame.head)
        return below if below or match.trigger.kind != "role" else self.attributes.behind_name(role, match.frame)

    def _nested(self, role: str, roles: Mapping[str, list[Word]], head: Word) -> list[Word]:
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
        return (self._filler(part, acting=acting) for word in words for part in self.referents.parts(word))

    def _filler(self, word: Word, *, acting: bool = False) -> Filler:
        mention = self.referents.of(word)
        return Filler(word, self.referents.acting(word, mention) if acting and mention is not None else mention)

    def _is_filled(self, wanted: Sequence[str], roles: Mapping[str, list[Word]]) -> bool:
        return any(self.referents.of(word) is not None for role in wanted for word in roles.get(role, ()))

    def _fitting(
        self, words: Sequence[Word], wanted: tuple[str, ...], generous: tuple[str, ...], *, acting: bool
    ) -> list[Filler]:
        """The fillers of a fitting class; a pronoun may find its noun only by what class that must be of."""
        if not words:
            return []
        if fits("Materiel", wanted or generous):  # "has sent five": of what, is not said
            words = [word for word in words if word.pos != "NUM" or not self.referents.is_bare_number(word)]
        found = self._typed(self._fillers(words, acting=acting), wanted, generous)
        types = wanted or generous
        if found or not types:
            return found
        inner = (self.referents.semantic_head(word) for word in words)  # "40 percent of it"
        pointed = (Filler(outer, self.referents.pointed(word, types)) for outer, word in zip(words, inner, strict=True))
        return self._typed(pointed, wanted, generous)

    @staticmethod
    def _typed(fillers: Iterable[Filler], wanted: tuple[str, ...], generous: tuple[str, ...]) -> list[Filler]:
        """Those that are of a class that the entry wants, and of one that the ontology allows."""
        return [
            filler
            for filler in fillers
            if filler.mention is not None and fits(filler.mention.type, wanted) and fits(filler.mention.type, generous)
        ]
