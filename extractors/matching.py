"""Matching: trigger entries against frames; ``fillers`` finds what stands at their ends.

A claim that is wrong is worse than one that is missing: a role whose filler is of another sort makes no match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.attributes import Attributes
from extractors.fillers import Filler, Fillers, Match
from extractors.frames import Frames
from extractors.referents import Referents
from extractors.roles import Frame
from extractors.syntax import Word
from ontology.languages import Grammar
from ontology.lexicon import Lexicon, Trigger, open_trigger
from ontology.vocabulary import relations

SHORTEST_ENDING = 4  # letters that a completing noun must have to be the last part of a compound


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
        self.fillers = Fillers(grammar, lexicon, frames, referents, self.attributes)
        self._timed = timed
        self._near: dict[tuple[Frame, str, int], list[Word]] = {}
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
        parts = {"subj": Filler(word, prefix), "obj": self.fillers.of(described)}
        frame = Frame(word, "adjective", steps=["compound"])
        found = []
        for trigger in self.lexicon.triggers["compound"][word.lower.lstrip("-")]:
            relation = relations()[trigger.relation]
            subjects = self.fillers.typed(
                (parts[r] for r in trigger.subject if r in parts), trigger.subject_type, relation.domain
            )
            objects = self.fillers.typed(
                (parts[r] for r in trigger.object if r in parts), trigger.object_type, relation.range
            )
            if subjects and objects:
                found.append(Match(trigger, frame, {}, subjects, list(objects)))
        return found

    def open(self, frame: Frame) -> Match | None:
        """A verb outside the lexicon between two things that we know by name or description."""
        subjects, objects = (
            [filler for filler in map(self.fillers.of, self._timeless(frame.roles.get(role, ()))) if filler.mention]
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
            match.objects = self.fillers.objects(match, relation)
            if not match.objects and not self._is_reciprocal(frame.head):
                return None  # which is most of them, and cheap to know
        match.subjects = self.fillers.subjects(match, relation) or self.fillers.causes(match, relation)
        match.objects = match.objects or self.fillers.objects(match, relation)
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
            others = {role: [each for each in words if not self.fillers.is_war(each)] for role, words in others.items()}
        return bool(match.objects) and not self.fillers.is_filled(trigger.subject, others)

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
            self._near[key] = [*frame.roles.get(role, ()), *self.fillers.nested(role, frame.roles, frame.head)]
        return self._near[key]

    def _has_lemma(self, word: Word, lemmas: frozenset[str]) -> bool:
        lemma = word.lemma.lower()
        if lemma in lemmas or word.lower in lemmas:
            return True
        endings = (each for each in lemmas if len(each) >= SHORTEST_ENDING)
        return self.grammar.compounding and any(lemma.endswith(each) for each in endings)
