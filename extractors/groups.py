"""Groups without a name: who they are is what the text says of them, role, affiliation, origin and country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.drafts import Draft, kind_of, slug
from extractors.gazetteer import Gazetteer
from extractors.names import Names
from extractors.syntax import Parse, Word
from ontology.languages import Grammar
from ontology.records import Mention
from ontology.thesaurus import Concept
from ontology.vocabulary import is_a

if TYPE_CHECKING:
    from extractors.referents import Referents


class Groups:
    """Describes the groups of one article; the parts of a description are resolved by ``referents``."""

    def __init__(
        self, parse: Parse, grammar: Grammar, gazetteer: Gazetteer, names: Names, referents: Referents
    ) -> None:
        self.parse = parse
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.names = names
        self.referents = referents

    def describe(self, word: Word, first: Word, noun: Concept) -> Mention:
        """Identity by description: role, affiliation, origin; numbers are never part of it."""
        affiliation, origin, marks, telling = None, None, [], [word]
        known = self.referents.wording(word).split(" ")[:-1]  # "tribal elders" are not tribal once more
        for modifier in (each for each in self.referents.phrases.modifiers(word) if each.lemma.lower() not in known):
            name = self._name_of(modifier, word)
            demonym = self.gazetteer.demonym(modifier.text) or self.gazetteer.demonym(modifier.lemma)
            marked = self.grammar.modifiers.get(modifier.lemma.lower(), self.grammar.modifiers.get(modifier.lower))
            if marked is not None and name is None:
                marks += [marked] if marked else []
            elif demonym is not None and origin is None:
                origin = self.referents.concept_draft(demonym)
            elif name is not None and is_a(name.type, "Place") and origin is None:
                origin = name
            elif name is not None and kind_of(name.type) == "org" and affiliation is None:
                affiliation = name
            else:
                continue
            telling += [modifier] if modifier.i < word.i else []
        marks += self._kinds_of(word, telling)
        role = self._role(word, noun)
        parts = ["-".join([*sorted({*marks}.difference(role.split("-"))), role])]  # tribal elders are tribal leaders
        if affiliation is None and origin is None:
            parts.append(f"in-{self.referents.setting}")  # "the rebels" of two wars are two
        parts += [affiliation.id.replace(".", "-")] if affiliation else []
        parts += [f"from-{origin.id.replace('.', '-')}"] if origin else []
        identity = ".".join(["group", *parts])
        type_ = "Person" if noun.type == "Person" and word.morph.get("Number") == "Sing" else "PeopleGroup"
        draft = self.referents.drafts.setdefault(identity, Draft(identity, type_, self._wording(telling)))
        draft.role = noun.id
        draft.affiliation = affiliation.id if affiliation else None
        draft.origin = origin.id if origin else None
        for part in (affiliation, origin):
            if part is not None:
                self.referents.drafts.setdefault(part.id, part)
        return self.referents.mention(first.start, word.end, draft)

    def others(self, noun: Word) -> list[Word]:
        """ "Rwandan and Mozambican troops" are two: the adjective whose people the noun alone does not stand for."""
        pairs = [(each, other) for each in noun.deps("amod", "compound") for other in each.deps("conj")]
        for pair in pairs:
            lands = [self.gazetteer.demonym(each.text) for each in pair]
            if None not in lands and pair[1].i == noun.i - 1 and lands[0] is not lands[1]:
                return [pair[0] if self.names.at(pair[1]) is not None else pair[1]]
        return []

    def joined(self, adjective: Word) -> Mention | None:
        """The soldiers of another country, told with the same noun: "[Rwandan] and Mozambican troops"."""
        first = adjective.head if adjective.dep == "conj" else adjective
        if first.dep not in ("amod", "compound"):
            return None
        noun, land = first.head, self.gazetteer.demonym(adjective.text)
        if land is None or adjective not in self.others(noun):
            return None
        known = self.gazetteer.known(f"{adjective.text} {noun.text}")
        if known:
            return self.referents.mention(adjective.start, adjective.end, self.referents.concept_draft(known[0]))
        kind = self.referents.type_of_noun(noun)
        if kind is None or kind.type != "PeopleGroup":
            return None
        identity = f"group.{self._role(noun, kind)}.from-{land.id}"
        draft = Draft(identity, kind.type, f"{adjective.text} {noun.text}", role=kind.id, origin=land.id)
        self.referents.concept_draft(land)
        return self.referents.mention(adjective.start, adjective.end, draft)

    def _name_of(self, modifier: Word, word: Word) -> Draft | None:
        """The named entity that a modifier stands for; after the noun it may be described ("members of the group")."""
        name = self.names.at(modifier)
        if name is not None:
            return name.draft
        mention = self.referents.of(modifier) if modifier.i > word.i and self.referents.type_of_noun(modifier) else None
        return self.referents.drafts[mention.entity] if mention is not None and "." not in mention.entity else None

    def _role(self, word: Word, noun: Concept) -> str:
        """The concept of the noun; a noun that only is of its sort, or a compound, stands for itself."""
        lemma = self.referents.wording(word)
        return noun.id if self.gazetteer.names_exactly(noun, lemma) else slug(lemma)

    def _kinds_of(self, word: Word, telling: list[Word]) -> list[str]:
        """Common nouns before the noun set groups apart: "government soldiers" are not just soldiers."""
        known = self.referents.wording(word).split(" ")[:-1]
        nouns = [
            child
            for child in word.deps("compound")
            if child.i < word.i and child.pos == "NOUN" and child not in telling and child.lemma.lower() not in known
        ]
        return [slug(child.lemma) for child in nouns]

    def _wording(self, words: list[Word]) -> str:
        """The words that tell the group, as the text joins them: "syriske IS-krigere"."""
        spans = sorted({self._span(word) for word in words})
        label, end = "", spans[0][0]
        for start, stop in spans:
            between = self.parse.text[end:start]
            joined = between.strip().lower() in self.grammar.words["conjunctions"]  # "foreign and local fighters"
            label += (between if between in ("", "-") or joined else " ") + self.parse.text[max(start, end) : stop]
            end = max(end, stop)
        return " ".join(label.split())

    def _span(self, word: Word) -> tuple[int, int]:
        name = self.names.at(word)
        words = self.parse.words[name.first : name.last] if name is not None else (word,)
        return words[0].start, words[-1].end
