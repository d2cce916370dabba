"""Of what class a named thing is: votes of the model over all its names, of the words beside them and inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.drafts import MODEL_TYPES, SETTLED, Name
from extractors.gazetteer import Gazetteer
from extractors.syntax import Parse, Word, case_of
from ontology.languages import Grammar
from ontology.vocabulary import is_a

CUE_VOTES = 2  # a title before the name or a kind word inside it outweighs one vote of the model


class NameTypes:
    """Decides the classes of the names of one article that the thesaurus does not know."""

    def __init__(self, parse: Parse, grammar: Grammar, gazetteer: Gazetteer) -> None:
        self.parse = parse
        self.grammar = grammar
        self.gazetteer = gazetteer

    def of(self, names: Sequence[Name], label: str) -> str:
        """The class of an entity, by all its names; ``label`` is the fullest of them."""
        votes: Counter[str] = Counter()
        for name in names:
            if name.label:
                votes[MODEL_TYPES[name.label]] += 1
            votes.update(self._cues(name))
        inside = self._kind_inside(label, person=votes["Person"] > 0)
        if inside:
            votes[inside] += CUE_VOTES
        if not votes and all(self._is_flat(name) for name in names):
            return "Person"
        if not votes:
            return "Organization" if label.isupper() and len(label) > 1 else self._by_place(names)
        best = max(votes.values())
        leading = sorted(
            (type_ for type_, count in votes.items() if count == best), key=lambda type_: (-_depth(type_), type_)
        )
        return leading[0]

    def _by_place(self, names: Sequence[Name]) -> str:
        """A name of which nothing else is known is one of a place where it says where something is."""
        months = self.grammar.time_values["months"]
        heads = (word for name in names if (word := self.parse.words[name.first]).lower not in months)
        return "Place" if any(self._is_where(each) for each in heads) else "Thing"

    def _is_where(self, word: Word) -> bool:
        """ "In Martakert"; "to Parachinar, where tribes have fought"."""
        clauses = (child for clause in word.deps("acl") for child in clause.children)
        places = self.grammar.pronouns["relative_places"]
        return case_of(word) in self.grammar.case["place"] or any(child.lower in places for child in clauses)

    def _is_flat(self, name: Name) -> bool:
        """Proper nouns side by side without a head, as the parts of a person's name."""
        words = self.parse.words[name.first : name.last]
        flat = [word for word in words if word.dep.startswith("flat") and name.first <= word.head.i < name.last]
        return len(words) > 1 and len(flat) == len(words) - 1 and all(word.pos == "PROPN" for word in words)

    def _beside(self, name: Name) -> str | None:
        """ "Their leader, X", "X, a spokesman", "X, a town": what the noun beside the name says that it is."""
        words = self.parse.words
        head = next((word for word in words[name.first : name.last] if word.dep == "appos"), None)
        beside = [head.head] if head is not None else []
        beside += [child for word in words[name.first : name.last] for child in word.deps("appos")]
        nouns = [self.gazetteer.noun(word.lemma.lower(), self.grammar) for word in beside if word.pos == "NOUN"]
        found = [noun for noun in nouns if noun is not None]
        if any(noun.scheme == "roles" and noun.type == "Person" for noun in found):
            return "Person"
        return next((noun.type for noun in found if noun.scheme == "kinds" and is_a(noun.type, "Place")), None)

    def _cues(self, name: Name) -> Iterable[str]:
        words = self.parse.words
        before = words[name.first - 1] if name.first else None
        if (
            before is not None
            and before.lower in self.grammar.words["titles"]
            and before.end + 1 >= words[name.first].start
        ):
            yield from ("Person",) * CUE_VOTES
        beside = self._beside(name)
        if beside is not None:
            yield from (beside,) * CUE_VOTES
        for index in (name.first - 1, name.last):
            if not 0 <= index < len(words) or (index < name.first and self._ends_title(words[index])):
                continue
            kind = self.gazetteer.noun(words[index].lemma.lower(), self.grammar)
            if kind is not None and kind.type == "Person" and index < name.first:
                yield from ("Person",) * CUE_VOTES  # "special envoy X"
            if kind is None or kind.scheme != "kinds" or kind.type in ("Event", "Agreement", "Thing"):
                continue
            if (
                index < name.first
                or is_a(kind.type, "Place")
                or is_a(kind.type, "Organization")
                or kind.type == "ArmedGroup"
            ):
                strong = index < name.first and (is_a(kind.type, "Place") or name.label == "PER")
                yield from (kind.type,) * (CUE_VOTES if strong else 1)
        yield from self._of_the_same_kind(words[name.first])
        yield from self._by_deeds(name)
        head = words[name.first].head
        of_kind = self.gazetteer.noun(head.lemma.lower(), self.grammar) if head.i < name.first else None
        if of_kind is not None and of_kind.type in SETTLED and words[name.first].dep == "nmod":
            yield from (of_kind.type,) * CUE_VOTES  # "the town of Azaz"

    def _by_deeds(self, name: Name) -> Iterable[str]:
        """ "Detained Daouda Magassa", "Islah says": what is done to somebody, and what only somebody does."""
        words = self.parse.words[name.first : name.last]
        head = next((word for word in words if not name.first <= word.head.i < name.last), words[0])
        verb, several = head.head.lemma.lower(), len(words) > 1
        if head.dep in ("obj", "nsubj:pass") and several and verb in self.grammar.words["done_to_people"]:
            yield from ("Person",) * CUE_VOTES
        kind = self.gazetteer.noun(verb, self.grammar) if head.dep == "nsubj" and head.head.deps("cop") else None
        if kind is not None and kind.scheme == "roles" and kind.type == "Person":
            yield from ("Person",) * CUE_VOTES  # "X is a spokesperson"
        if head.dep == "nsubj" and name.label == "LOC" and any(e.speaker for e in self.grammar.governors.get(verb, ())):
            yield from ("Person" if several else "Organization",) * CUE_VOTES

    def _of_the_same_kind(self, first: Word) -> Iterable[str]:
        """ "Mosul and Bashiqa": what is joined to a known town is a town."""
        joined = [first.head] if first.dep == "conj" else first.deps("conj")
        for word in joined:
            parts = [word, *word.deps("flat")]
            text = self.parse.text[word.start : max(parts, key=lambda each: each.i).end]
            known = self.gazetteer.known(text) if word.pos == "PROPN" else ()
            if known and all(each.type == "City" for each in known):
                yield from ("City",) * CUE_VOTES

    def _ends_title(self, word: Word) -> bool:
        """ "Secretary of State X": the name is the secretary's, and the state a part of the office."""
        of = self.grammar.case["transparent_of"]
        office = word.head.lower in self.grammar.words["titles"] and word.head.i < word.i
        return office and case_of(word) in of

    def _kind_inside(self, label: str, *, person: bool) -> str | None:
        """ "Raqqa Civil Council" holds the word for what it is; that a family name ends like one tells nothing."""
        parts = label.lower().split()
        if len(parts) > 1 and self.grammar.words["armed_names"].intersection(parts):
            return "ArmedGroup"  # "the 33rd Front" is no front line
        for part in reversed(parts) if len(parts) > 1 else ():
            kind = self.gazetteer.noun(part, self.grammar)
            telling = kind is not None and (not person or self.gazetteer.names_exactly(kind, part))
            if kind is not None and telling and kind.scheme == "kinds" and kind.type != "Thing":
                return kind.type
        return None


def _depth(type_: str) -> int:
    return 0 if type_ in ("Thing", "Place", "Organization", "Event") else 1
