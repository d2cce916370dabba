"""Pointing back: what a pronoun or a definite noun stands for.

A sieve (after Raghunathan et al. 2010): precise rules first, and no answer rather than a wrong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from itertools import takewhile
from typing import TYPE_CHECKING

from extractors.drafts import Draft, Name
from extractors.gazetteer import Gazetteer
from extractors.names import Names
from extractors.syntax import Parse, Word, case_of
from extractors.wordings import COMMON, Wording, wording
from ontology.languages import Grammar
from ontology.records import Mention
from ontology.thesaurus import Concept
from ontology.vocabulary import fits, is_a

if TYPE_CHECKING:
    from extractors.referents import Referents

SHORTEST = 4  # letters that a noun has which may be the last part of a compound: "sikkerhetsstyrken", "styrken"
NEAR = 3  # sentences within which a definite noun may point back
BODIES = ("ArmedGroup", "Coalition", "Government", "Organization", "Country")
ARGUMENTS = ("nsubj", "obj", "obl", "iobj", "conj", "nmod", "appos")
CROWDS = ("ArmedGroup", "Coalition", "Government", "Organization", "PeopleGroup")


class Anaphora:
    """Resolves pronouns and definite nouns of one article against what ``referents`` has resolved."""

    def __init__(
        self, parse: Parse, grammar: Grammar, gazetteer: Gazetteer, names: Names, referents: Referents
    ) -> None:
        self.parse = parse
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.names = names
        self.referents = referents
        self._wordings: dict[tuple[int, str], Wording] = {}
        self._indexed = 0  # names that are among the wordings
        self.voice: Callable[[Word], str | None] = lambda _word: None
        """Whom "we" speaks for; set once it is known who says what, which in turn is read off what is resolved here."""

    def antecedent(self, word: Word, noun: Concept) -> Draft | None:
        """A definite noun points to the one thing whose name holds it ("the coalition"), or to the one of its kind
        before it."""
        if not self.is_definite(word) or noun.type in ("Event", "Thing", "Agreement", "Place", "Region"):
            return None
        if self._is_placed(word) or any(self.names.at(child) for child in self.referents.phrases.modifiers(word)):
            return None
        excluded = {mention.entity for mention in self._company(word, outer=not is_a(noun.type, "Place"))}
        if (introduced := self._introduced_as(word)) is not None and introduced.id not in excluded:
            return introduced
        called = {
            wording.draft.id: wording.draft
            for wording in self._wordings_so_far()
            if is_a(wording.draft.type, noun.type)
            and wording.has(word)
            and (noun.type not in COMMON or wording.first < word.i)  # "the government" is not one named later
        }
        if called:
            return next(iter(called.values())) if len(called) == 1 and excluded.isdisjoint(called) else None
        generic = word.lemma.lower() in self.grammar.pronouns["generic"]
        many = word.morph.get("Number") == "Plur"  # "the towns" are not the town, nor the agencies the one agency
        if not is_a(noun.type, "Place") and (not generic or (many and noun.type == "Organization")):
            return None  # "the army" is not the next best armed group
        if is_a(noun.type, "Place") and (many or not self.gazetteer.names_exactly(noun, word.lemma)):
            return None
        return self._one_of_its_kind(word, noun, excluded)

    def _one_of_its_kind(self, word: Word, noun: Concept, excluded: Collection[str]) -> Draft | None:
        """The one thing of the kind of a noun that was named before it, near it or most often."""
        town = noun.type == "City"  # of a name that nobody knows, the article may say no more than that it is a place
        fitting = [
            name
            for name in self.names.all
            if (is_a(name.draft.type, noun.type) or (town and name.draft.type == "Place" and not name.draft.concept))
            and name.draft.id not in excluded
        ]
        before = [each for each in reversed(fitting) if each.first < word.i and not self._is_seat(each, word)]
        before = [each for each in before if not self._is_of_another_kind(each, noun)]
        if noun.type in ("City", "Province"):
            here = [each for each in before if self.parse.words[each.first].sentence == word.sentence]
            at_hand = [each for each in here if not self._is_landmark(each)]
            if len({each.draft.id for each in at_hand}) == 1:
                return at_hand[0].draft
            return self._prominent(before, word) if before else None
        if noun.type == "Country":
            near = [each.draft for each in before]
            words = self.parse.words
            here = [each for each in before if words[each.first].sentence == word.sentence]
            acting = [each for each in here if words[each.first].dep.startswith("nsubj")] or here
            if len({each.draft.id for each in acting}) == 1:
                return acting[0].draft
            return self._prominent(before, word) if near and self._dominates(near) else None
        recent = {
            name.draft.id: name.draft
            for name in fitting
            if 0 <= word.sentence - self.parse.words[name.first].sentence <= NEAR and name.first < word.i
        }
        return next(iter(recent.values())) if len(recent) == 1 else None

    def _introduced_as(self, word: Word) -> Draft | None:
        """ "The militant group JNIM", "gjengen Gran Grif": the one body whose name stood right behind such a noun."""
        if word.morph.get("Number") == "Plur":
            return None
        lemma, words, found = word.lemma.lower(), self.parse.words, dict[str, Draft]()
        for name in (each for each in self.names.all if 0 < each.first < word.i):
            before = words[name.first - 1]
            if before.pos != "NOUN" or before.sentence != words[name.first].sentence:
                continue
            kind = before.lemma.lower()
            inside = self.grammar.compounding and len(lemma) >= SHORTEST and kind.endswith(lemma)
            if (kind == lemma or inside) and name.draft.type in BODIES:
                found[name.draft.id] = name.draft
        return next(iter(found.values())) if len(found) == 1 else None

    def _wordings_so_far(self) -> Iterable[Wording]:
        """Each thing as it is called in the article, what is mentioned last coming last. Names are only ever added."""
        for name in self.names.all[self._indexed :]:
            key = (id(name.draft), name.text)
            known = self._wordings.pop(key) if key in self._wordings else wording(name)
            self._wordings[key] = known
        self._indexed = len(self.names.all)
        return self._wordings.values()

    def _is_seat(self, name: Name, word: Word) -> bool:
        """ "The government in Ouagadougou denied that it had lost the town": where somebody sits is not the town."""
        if self.parse.words[name.first].sentence != word.sentence:
            return False
        head = self.parse.words[name.last - 1]
        outside = next((each for each in (head, *head.ancestors()) if not name.first <= each.head.i < name.last), head)
        sits = outside.dep == "nmod" and bool(case_of(outside)) and self.names.at(outside.head) is None
        kind = self.gazetteer.noun(outside.head.lemma.lower(), self.grammar) if sits else None
        return kind is not None and (is_a(kind.type, "Actor") or kind.type in BODIES)

    def _is_of_another_kind(self, name: Name, noun: Concept) -> bool:
        """ "The villages of Fua and Kefraya": what was called a village is not "the town"."""
        first = self.parse.words[name.first]
        joined = self.names.at(first.head) if first.dep == "conj" else None
        start = joined.first if joined is not None else name.first
        kind = self.referents.type_of_noun(self.parse.words[start - 1]) if start else None
        return kind is not None and kind.scheme == "kinds" and is_a(kind.type, "Place") and kind.id != noun.id

    def _is_landmark(self, name: Name) -> bool:
        """ "Bashiqa, 13 km northeast of Mosul": a place from which another is measured."""
        return any(
            each.head.lemma.lower() in self.grammar.words["directions"]
            for each in self.parse.words[name.first : name.last]
            if each.dep.partition(":")[0] in ("obl", "nmod")
        )

    def _prominent(self, before: list[Name], word: Word) -> Draft:
        """Of several, the one named most often so far; among equals the nearest, if it was named just now, or else
        the first, which the article is about."""
        counts = Counter(each.draft.id for each in before)
        best = max(counts.values())
        equals = [each for each in before if counts[each.draft.id] == best]
        near = word.sentence - self.parse.words[equals[0].first].sentence <= 1
        return (equals[0] if near else equals[-1]).draft

    @staticmethod
    def _dominates(near: list[Draft]) -> bool:
        """Many countries are named in passing; "the country" is the one that is named more often than all others."""
        first, second = [*Counter(draft.id for draft in near).most_common(2), ("", 0)][:2]
        return first[1] > second[1] and first[1] > 1

    def is_definite(self, word: Word) -> bool:
        if word.morph.get("Definite") == "Def" or (word.pos == "PROPN" and self.names.at(word) is None):
            return True
        if word.dep == "compound" and word.text[:1].isupper():
            return True  # "Coalition spokesman Ryan Dillon"
        return any(child.dep == "det" and child.lower in self.grammar.pronouns["definite"] for child in word.children)

    def _company(self, word: Word, *, outer: bool) -> list[Mention]:
        """The other arguments of the clause, and with ``outer`` the subjects above it: a phrase does not mean its own
        neighbour."""
        clause = word.head
        beside = [child for child in clause.children if child is not word]
        if clause.dep == "conj" and not clause.deps("nsubj"):
            beside += clause.head.deps("nsubj")  # "took the town and shelled it"
        found = [self.referents.resolved(child.i) for child in beside]
        if outer:
            # "The group has won, its spokesman says": what stands beside a clause may well mean its subject
            above = takewhile(lambda each: each.dep != "parataxis", [clause, *clause.ancestors()])
            found += [
                self.referents.resolved(child.i)
                for each in above
                for child in each.head.deps("nsubj")
                if each.head is not each
            ]
        return [mention for mention in found if mention is not None]

    def pronoun(self, word: Word) -> Draft | None:
        """What a pronoun points back to: the subject of the verb of saying above it, else a subject before it."""
        pronouns = self.grammar.pronouns
        lower = word.lower
        if lower in pronouns["first_plural"]:
            spoken_for = self.voice(word)
            return self.referents.drafts.get(spoken_for) if spoken_for else None
        if lower in pronouns["place_adverbs"] or lower in pronouns["first"] or word.deps("acl:relcl"):
            return None  # "what he calls a crime", "those who fled": the clause says who
        if word.dep == "obj" and word.head.lemma.lower() in pronouns["acts"]:
            return None  # "we will not do it"
        sorts = ((("Person",), pronouns["person"], 2), (CROWDS, pronouns["plural"], 1), (BODIES, pronouns["thing"], 1))
        for types, words, reach in sorts:
            if lower in words and word.dep != "expl":
                if types is CROWDS and self._describes(word.head):
                    return self._only_crowd(word)
                if types is CROWDS and (counted := self._counted_of(word)) is not None:
                    return self.referents.drafts[counted.entity]
                if (parallel := self._parallel(word, types)) is not None:
                    return self.referents.drafts[parallel.entity]
                if lower in pronouns["gendered"] and (thing := self._previous_subject(word, BODIES, 0)) is not None:
                    return self.referents.drafts[thing.entity]
                return self._subject_before(word, types, reach)
        return None

    def _subject_before(self, word: Word, types: tuple[str, ...], reach: int) -> Draft | None:
        inside = word.head.dep.startswith("acl")  # "territory it held": of this sentence, or unsaid
        back = self._speech_subject(word, types) or self._previous_subject(word, types, 0 if inside else reach)
        if back is not None:
            return self.referents.drafts[back.entity]
        return self._body_of_people(word) if inside and types is BODIES and word.dep == "nsubj" else None

    def _body_of_people(self, word: Word) -> Draft | None:
        """ "IS fighters agreed to leave territory it held": the one body whose people the sentence tells of."""
        before = [each for each in self.parse.sentences[word.sentence].words if each.i < word.i and each.pos == "NOUN"]
        people = [mention for each in before if (mention := self.referents.of(each)) is not None]
        bodies = {self.referents.drafts[each.entity].affiliation for each in people} - {None}
        known = [each for each in map(self.referents.drafts.get, sorted(each for each in bodies if each)) if each]
        return known[0] if len(known) == 1 and is_a(known[0].type, "ArmedGroup") else None

    def _describes(self, clause: Word) -> bool:
        """ "In Doha, where they agreed": whom a clause about a noun means by "they", is seldom said in it."""
        places = self.grammar.pronouns["relative_places"]
        where = clause.dep == "acl" and any(each.lower in places for each in clause.children)
        return where or clause.dep == "acl:relcl"

    def _only_crowd(self, word: Word) -> Draft | None:
        """ "The rebels left the provinces, both of which they had taken": those whom the sentence has named, if they
        are the only ones."""
        before = [each for each in self.parse.sentences[word.sentence].words if each.i < word.i and each.pos == "NOUN"]
        many = [self.referents.of(each) for each in before if each.morph.get("Number") == "Plur"]
        crowds = {each.entity for each in many if each is not None and fits(each.type, CROWDS)}
        return self.referents.drafts[crowds.pop()] if len(crowds) == 1 else None

    def _counted_of(self, word: Word) -> Mention | None:
        """ "Sent 200 soldiers, and 36 of them were killed": those named last in the sentence."""
        if case_of(word) not in self.grammar.case["transparent_of"]:
            return None
        single = word.head.lower in self.grammar.pronouns["indefinite"]  # "one of them" is one of whomever
        for index in range(word.sentence, max(-1, word.sentence - (1 if single else 2)), -1):
            for other in reversed(self.parse.sentences[index].words):
                named = other.i < word.i and other.pos == "NOUN" and other.morph.get("Number") == "Plur"
                if named and (index == word.sentence or other.deps("nummod")):  # of the sentence before, those counted
                    mention = self.referents.of(other)
                    if mention is not None and mention.type == "PeopleGroup":
                        return mention
        return None

    def _parallel(self, word: Word, types: Iterable[str]) -> Mention | None:
        """ "Has withdrawn brigades and will send them": the object of a verb is that of the verb it is joined to."""
        verb = word.head
        if word.dep != "obj" or verb.dep != "conj":
            return None
        many = word.lower in self.grammar.pronouns["plural"]
        for other in verb.head.deps("obj"):
            mention = self.referents.of(other) if other.pos in ("NOUN", "PROPN") else None
            if mention is not None and self._agrees(other, mention, many) and fits(mention.type, (*types,)):
                return mention
        return None

    def fitting(self, word: Word, types: Iterable[str]) -> Draft | None:
        """What a pronoun stands for when its verb says of what sort that is: the only thing of the sort that the
        sentence has named before it, or else the sentence before."""
        pronouns = self.grammar.pronouns
        if word.lower not in (pronouns["thing"] | pronouns["plural"]) - pronouns["first_plural"] or word.dep == "expl":
            return None
        many = word.lower in pronouns["plural"]
        excluded = {mention.entity for mention in self._company(word, outer=False)}
        acts = word.dep == "nsubj"  # whoever acts is somebody, not the loss or the town that stands nearby
        for index in range(word.sentence, max(-1, word.sentence - 2), -1):
            found: dict[str, Mention] = {}
            done_to: set[str] = set()
            for other in self.parse.sentences[index].words:
                if other.i < word.i and other.dep.partition(":")[0] in ARGUMENTS and other.pos in ("NOUN", "PROPN"):
                    mention = self.referents.of(other)
                    if mention is not None and mention.entity not in excluded and self._agrees(other, mention, many):
                        found[mention.entity] = mention
                        done_to |= {mention.entity} if other.dep in ("obj", "nsubj:pass") else set()
            fit = [each for each in found.values() if fits(each.type, tuple(types))]
            fit = ([each for each in fit if fits(each.type, (*BODIES, *CROWDS))] if acts else []) or fit
            if len(fit) > 1 and word.dep == "obj":
                fit = [each for each in fit if each.entity in done_to] or fit  # an object is rather the object before
            if fit:
                return self.referents.drafts[fit[0].entity] if len(fit) == 1 else None
        return None

    def _is_placed(self, word: Word) -> bool:
        """ "The government in Damascus" is told by its seat, however the parse hung that."""
        words = self.parse.sentences[word.sentence].words
        behind = [each for each in words if word.i < each.i <= word.i + 2]
        placed = len(behind) > 1 and behind[0].lower in self.grammar.case["place"] and behind[0].pos == "ADP"
        name = self.names.at(behind[1]) if placed else None
        return name is not None and is_a(name.draft.type, "Place")

    @staticmethod
    def _agrees(word: Word, mention: Mention, many: bool) -> bool:
        """ "They" are more than one; "it" is one, and nobody."""
        plural = mention.type == "PeopleGroup" or word.morph.get("Number") == "Plur"
        return plural == many if word.pos == "NOUN" else not many or mention.type in CROWDS

    def _speech_subject(self, word: Word, types: Iterable[str]) -> Mention | None:
        """ "The coalition said it had not been involved": the subject of a complement points to the subject of the
        main verb."""
        clause = word.head
        if word.dep.partition(":")[0] != "nsubj" or clause.dep not in (
            "ccomp",
            "csubj",
            "advcl",
            "conj",
            "xcomp",
            "acl",
        ):
            return None
        if clause.dep == "acl" and clause.head.pos == "NOUN":
            candidates = clause.head.deps("nmod:poss")  # "the army's claim that it has taken the airport"
        else:
            candidates = [each for each in clause.head.deps("nsubj") if each is not word and each.pos != "PRON"]
        if clause.head.lemma.lower() in self.grammar.speech["impersonal"]:
            near = [*clause.head.children, *(grand for child in clause.head.children for grand in child.children)]
            candidates += [child for child in near if case_of(child) in self.grammar.speech["statement_from"]]
        for subject in candidates:
            if types is CROWDS and subject.pos == "NOUN" and subject.morph.get("Number") == "Sing":
                group = self.referents.of(subject)
                if group is None or not fits(group.type, BODIES):
                    continue  # "they shelled the town, a resident said"
            mention = self.referents.of(subject)
            mention = self.referents.acting(subject, mention) if mention is not None else None
            if mention is not None and any(
                is_a(mention.type, type_) for type_ in (*types, *(BODIES if types is CROWDS else ()))
            ):
                return mention
        return None

    def _previous_subject(self, word: Word, types: tuple[str, ...], reach: int) -> Mention | None:
        """The nearest subject of a fitting sort in the sentence, else that of a main clause up to ``reach`` sentences
        back."""
        above = [each.i for ancestor in word.ancestors() for each in ancestor.deps("nsubj")]
        for index in range(word.sentence, max(-1, word.sentence - reach - 1), -1):
            for candidate in reversed(self.parse.sentences[index].words):
                if word.dep == "obj" and candidate.i in above:
                    continue  # "his deputy said that men had taken him"
                if candidate.i >= word.i or candidate.dep.partition(":")[0] != "nsubj" or candidate.pos == "PRON":
                    continue
                if index < word.sentence and not self._leads(candidate.head, types is CROWDS):
                    continue
                if types is CROWDS and candidate.pos == "NOUN" and candidate.morph.get("Number") == "Sing":
                    continue  # "they" are more than one
                mention = self.referents.of(candidate)
                if mention is not None and any(is_a(mention.type, type_) for type_ in types):
                    return mention
            if types == ("Person",) and index < word.sentence and (named := self._persons(index)):
                return named[0] if len(named) == 1 else None
        return None

    def _persons(self, index: int) -> list[Mention]:
        """The people whom a sentence names, in whatever role."""
        words = self.parse.sentences[index].words
        found = {
            name.draft.id: self.referents.of(word)
            for word in words
            if (name := self.names.at(word)) is not None and name.draft.type == "Person"
        }
        return [mention for mention in found.values() if mention is not None]

    def _leads(self, verb: Word, many: bool) -> bool:
        """Whether a clause is what its sentence is about: the main clause, or, for "they", what somebody says in it."""
        said = [child for child in verb.deps("ccomp") if child.deps("nsubj")]
        if not many and verb.dep == "parataxis" and verb.head.is_root:
            return self._is_speech(verb)  # "..., says the minister"; then "he"
        if verb.is_root:
            return not (many and said and self._is_speech(verb))
        return many and verb.dep == "ccomp" and verb.head.is_root and self._is_speech(verb.head)

    def _is_speech(self, verb: Word) -> bool:
        return any(governor.speaker for governor in self.grammar.governors.get(verb.lemma.lower(), ()))
