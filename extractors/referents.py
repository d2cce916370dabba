"""What a noun phrase stands for: a name, a group by description, a kind of thing, or what it points back to."""

from __future__ import annotations

from extractors.anaphora import Anaphora
from extractors.gazetteer import Gazetteer
from extractors.names import SETTLED, Draft, Name, Names, kind_of, slug
from extractors.syntax import Parse, Word, case_of, expand
from ontology.languages import Grammar
from ontology.records import Mention, Span
from ontology.thesaurus import Concept
from ontology.vocabulary import is_a


class Referents:
    """Resolves the heads of noun phrases of one article to mentions of entities."""

    def __init__(self, parse: Parse, grammar: Grammar, gazetteer: Gazetteer, article: str) -> None:
        self.parse = parse
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.names = Names(parse, grammar, gazetteer)
        self.scope = article[:8]
        self.setting = self.names.country() or self.scope
        self.anaphora = Anaphora(parse, grammar, gazetteer, self.names, self)
        self.drafts: dict[str, Draft] = {}
        self._mentions: dict[int, Mention | None] = {}
        self._described_before: dict[str, str] = {}  # lemma -> the last thing described with it

    # ---- public

    def of(self, word: Word) -> Mention | None:
        """The mention that ``word`` heads; None for words that stand for nothing we can name."""
        if word.i not in self._mentions:
            self._mentions[word.i] = None  # ends cycles between a pronoun and its candidates
            self._mentions[word.i] = self._resolve(word)
        return self._mentions[word.i]

    def parts(self, word: Word) -> list[Word]:
        """ "The villages of A and B" are A and B; any other noun is itself."""
        noun = self.type_of_noun(word)
        if noun is None or noun.type not in SETTLED or word.morph.get("Number") != "Plur":
            return [word]
        marked = [child for child in word.deps("nmod") if case_of(child) in self.grammar.case["transparent_of"]]
        named = [part for child in marked for part in expand(child) if self.names.at(part) is not None]
        return named or [word]

    def resolved(self, index: int) -> Mention | None:
        """The mention that a word heads, if it has been asked for before."""
        return self._mentions.get(index)

    def mention_of_concept(self, word: Word, concept: Concept) -> Mention:
        """ "Syrian" in "Syrian-backed" mentions the country."""
        return self._mention(word.start, word.end, self._concept_draft(concept))

    def mentions(self) -> list[Mention]:
        """Everything resolved so far, and all names, in text order."""
        for name in self.names.all:
            self.of(self._head(name))
        found = {(m.span.start, m.span.end, m.entity): m for m in self._mentions.values() if m is not None}
        return [found[key] for key in sorted(found)]

    def semantic_head(self, word: Word) -> Word:
        """ "a group of fighters", "90 percent of the town": the noun that the phrase is about."""
        for _step in range(3):
            inner = self._inner(word)
            if inner is None:
                return word
            word = inner
        return word

    def type_of_noun(self, word: Word) -> Concept | None:
        """The role or kind that a common noun stands for."""
        if word.pos not in ("NOUN", "ADJ", "PROPN", "VERB", "X"):
            return None
        return self.gazetteer.noun(word.lemma.lower(), self.grammar) or self.gazetteer.noun(word.lower, self.grammar)

    # ---- resolution

    def _resolve(self, word: Word) -> Mention | None:
        head = self.semantic_head(word)
        if head is not word:
            return self.of(head)
        name = self.names.at(word)
        if name is not None:
            return self._named(name)
        if word.pos == "PRON" or word.lower in self.grammar.pronouns["place_adverbs"]:
            back = self.anaphora.pronoun(word)
            return self._mention(word.start, word.end, back) if back is not None else None
        people = self._people(word)
        if people is not None:
            return people
        if word.pos == "PROPN" and word.text[0].isupper() and self.type_of_noun(word) is None:
            added = self.names.add(word)
            return self._named(added) if added is not None else None
        if word.pos not in ("NOUN", "PROPN", "X", "ADJ", "NUM", "VERB"):
            return None
        noun = self.type_of_noun(word)
        demonym = self.gazetteer.demonym(word.text) if word.pos == "ADJ" and noun is None else None
        if demonym is not None:
            return self.mention_of_concept(word, demonym)  # "Russian" in "the Russian strike"
        if word.pos in ("ADJ", "VERB", "NUM") and noun is None:
            return None
        apposed = self._apposed_name(word, noun)
        if apposed is not None:
            return self._named(apposed)
        return self._described(word, noun)

    def _people(self, word: Word) -> Mention | None:
        """ "Palestinians", "houthiane": the people of a place, or the group that they belong to."""
        if word.pos not in ("NOUN", "PROPN") or self.type_of_noun(word) is not None:
            return None
        concept = self.gazetteer.demonym(word.text) or self.gazetteer.demonym(word.lemma)
        if concept is None or not is_a(concept.type, "Place"):
            return self.mention_of_concept(word, concept) if concept is not None else None
        origin = self._concept_draft(concept)
        identity = f"group.people.from-{origin.id}"
        draft = self.drafts.setdefault(identity, Draft(identity, "PeopleGroup", word.text))
        draft.role, draft.origin = "people", origin.id
        return self._mention(word.start, word.end, draft)

    def _inner(self, word: Word) -> Word | None:
        if (
            word.lemma.lower() not in self.grammar.words["transparent"]
            and word.lower not in self.grammar.words["transparent"]
            and word.pos != "NUM"
        ):
            return None
        if self.names.at(word) is not None:
            return None
        for child in word.deps("nmod", "obl", "appos"):
            if child.i > word.i and case_of(child).split(" ")[-1] in self.grammar.case["transparent_of"]:
                return child
        return self._next_after_preposition(word)

    def _next_after_preposition(self, word: Word) -> Word | None:
        """The noun that a preposition right behind the word marks, wherever the parse hung it."""
        words = self.parse.words
        preposition = words[word.i + 1] if word.i + 1 < len(words) else word
        marks = preposition.dep == "case" and preposition.lower in self.grammar.case["transparent_of"]
        return preposition.head if marks and preposition.head.i > preposition.i else None

    def _named(self, name: Name) -> Mention:
        draft = name.draft
        words = self.parse.words[name.first : name.last]
        directed = self._direction(name)
        if directed is not None:
            draft = self._part_of_place(directed, name)
            return self._mention(directed.start, words[-1].end, draft)
        end = words[0].start + len(self.names.bare(name)) if self._is_genitive(name) else words[-1].end
        return self._mention(words[0].start, end, draft)

    def _is_genitive(self, name: Name) -> bool:
        return len(self.names.bare(name)) < len(name.text)

    def _direction(self, name: Name) -> Word | None:
        """ "eastern Aleppo" is a part of Aleppo, not Aleppo."""
        if name.first == 0 or not is_a(name.draft.type, "Place"):
            return None
        before = self.parse.words[name.first - 1]
        known = (
            before.lemma.lower() in self.grammar.words["directions"] or before.lower in self.grammar.words["directions"]
        )
        return before if known and before.pos in ("ADJ", "PROPN", "NOUN") and before.dep != "advmod" else None

    def _part_of_place(self, direction: Word, name: Name) -> Draft:
        label = f"{direction.text} {self.names.bare(name)}"
        draft = self.drafts.setdefault(f"place.{slug(label)}", Draft(f"place.{slug(label)}", "Region", label))
        draft.origin = None
        return draft

    def _head(self, name: Name) -> Word:
        words = self.parse.words[name.first : name.last]
        return next((word for word in words if not name.first <= word.head.i < name.last or word.is_root), words[-1])

    def _apposed_name(self, word: Word, noun: Concept | None) -> Name | None:
        """The name beside a title or a kind: "spokesman X", "the town of X", "provinsen X"."""
        if noun is None:
            return None
        candidates = [child for child in word.deps("flat", "appos", "compound", "nmod") if child.i > word.i]
        following = self.parse.words[word.i + 1] if word.i + 1 < len(self.parse.words) else None
        if following is not None and following not in candidates:
            candidates.append(following)
        if word.dep in ("compound", "nmod", "nmod:desc", "flat", "appos") and word.head.i > word.i:
            candidates.append(word.head)
        inner = (
            [child for child in word.deps("compound") if child.i < word.i]
            if noun.type in ("ArmedGroup", "Coalition", *SETTLED)
            else []
        )
        for candidate in [*candidates, *inner]:  # "the IS jihadist group", "YPG-militsen"
            name = self.names.at(candidate)
            if name is None or not self._same_sort(noun.type, name.draft.type):
                continue
            marked = case_of(candidate)
            named_by_of = noun.type in SETTLED and word.morph.get("Number") != "Plur"
            if not marked or (marked in self.grammar.case["transparent_of"] and named_by_of):
                return name
        return None

    def _same_sort(self, noun: str, named: str) -> bool:
        if noun == "PeopleGroup":
            return named == "Person"
        return is_a(named, noun) or is_a(noun, named) or (kind_of(noun) == kind_of(named) == "org")

    # ---- descriptions

    def _before(self, lemma: str) -> str | None:
        """The last thing described with this noun, or with a compound of it ("evakueringsavtalen", then "avtalen")."""
        if lemma in self._described_before:
            return self._described_before[lemma]
        compounds = [other for other in self._described_before if self.grammar.compounding and other.endswith(lemma)]
        return self._described_before[compounds[-1]] if compounds and len(lemma) > 3 else None

    def _described(self, word: Word, noun: Concept | None) -> Mention | None:
        first = self._first(word)
        if noun is None:
            return self._scoped(word, first, "Thing")
        if noun.scheme == "roles":
            return self._group(word, first, noun)
        back = self.anaphora.antecedent(word, noun)
        if back is not None:
            return self._mention(first.start, word.end, back)
        return self._scoped(word, first, noun.type)

    def _first(self, word: Word) -> Word:
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
                candidate.pos in ("DET", "NUM", "ADP", "PUNCT", "ADV", "CCONJ", "SYM", "PART", "PRON")
                or candidate.lower in skip
            ):
                if candidate.pos in ("PUNCT", "PART", "CCONJ", "SYM") and self._joins(candidate):
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

    def _group(self, word: Word, first: Word, noun: Concept) -> Mention:
        """Identity by description: role, affiliation, origin; numbers are never part of it."""
        affiliation, origin, marks, telling = None, None, [], [word]
        for modifier in self.modifiers(word):
            name = self._name_of(modifier, word)
            demonym = self.gazetteer.demonym(modifier.text) or self.gazetteer.demonym(modifier.lemma)
            marked = self.grammar.modifiers.get(modifier.lemma.lower(), self.grammar.modifiers.get(modifier.lower))
            if marked is not None and name is None:
                marks += [marked] if marked else []
            elif demonym is not None and origin is None:
                origin = self._concept_draft(demonym)
            elif name is not None and is_a(name.type, "Place") and origin is None:
                origin = name
            elif name is not None and kind_of(name.type) == "org" and affiliation is None:
                affiliation = name
            else:
                continue
            telling += [modifier] if modifier.i < word.i else []
        marks += self._kinds_of(word, telling)
        parts = ["-".join([*sorted(set(marks)), self._role(word, noun)])]
        if affiliation is None and origin is None:
            parts.append(f"in-{self.setting}")  # "the rebels" of two wars are two
        parts += [affiliation.id.replace(".", "-")] if affiliation else []
        parts += [f"from-{origin.id.replace('.', '-')}"] if origin else []
        identity = ".".join(["group", *parts])
        type_ = "Person" if noun.type == "Person" and word.morph.get("Number") == "Sing" else "PeopleGroup"
        draft = self.drafts.setdefault(identity, Draft(identity, type_, self._wording(telling)))
        draft.role = noun.id
        draft.affiliation = affiliation.id if affiliation else None
        draft.origin = origin.id if origin else None
        for part in (affiliation, origin):
            if part is not None:
                self.drafts.setdefault(part.id, part)
        return self._mention(first.start, word.end, draft)

    def _role(self, word: Word, noun: Concept) -> str:
        """The concept of the noun; a noun that only is of its sort, or a compound, stands for itself."""
        lemma = word.lemma.lower()
        return noun.id if self.gazetteer.names_exactly(noun, lemma) else slug(lemma)

    def _kinds_of(self, word: Word, telling: list[Word]) -> list[str]:
        """Common nouns before the noun set groups apart: "government soldiers" are not just soldiers."""
        nouns = [
            child
            for child in word.deps("compound")
            if child.i < word.i and child.pos == "NOUN" and child not in telling
        ]
        return [slug(child.lemma) for child in nouns]

    def _name_of(self, modifier: Word, word: Word) -> Draft | None:
        """The named entity that a modifier stands for; after the noun it may be described ("members of the group")."""
        name = self.names.at(modifier)
        if name is not None:
            return name.draft
        mention = self.of(modifier) if modifier.i > word.i and self.type_of_noun(modifier) else None
        return self.drafts[mention.entity] if mention is not None and "." not in mention.entity else None

    def _wording(self, words: list[Word]) -> str:
        """The words that tell the group, as the text joins them: "syriske IS-krigere"."""
        spans = sorted({self._span(word) for word in words})
        label, end = "", spans[0][0]
        for start, stop in spans:
            between = self.parse.text[end:start]
            label += (between if between in ("", "-") else " ") + self.parse.text[max(start, end) : stop]
            end = max(end, stop)
        return " ".join(label.split())

    def _span(self, word: Word) -> tuple[int, int]:
        name = self.names.at(word)
        words = self.parse.words[name.first : name.last] if name is not None else (word,)
        return words[0].start, words[-1].end

    def modifiers(self, word: Word) -> list[Word]:
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

    def _concept_draft(self, concept: Concept) -> Draft:
        return self.drafts.setdefault(
            concept.id, Draft(concept.id, concept.type, concept.label(self.grammar.code), concept)
        )

    def _scoped(self, word: Word, first: Word, type_: str) -> Mention | None:
        """Something without a name is known inside its article only: "the convoy" of two articles are two."""
        if len(word.text) < 2 or not word.text[0].isalpha():
            return None
        text = self.parse.text[first.start : word.end]
        owner = next((self.names.at(child) for child in self.modifiers(word) if self.names.at(child) is not None), None)
        lemma = word.lemma.lower()
        if owner is not None and kind_of(type_) in ("org", "place") and first is not word:
            identity = f"{kind_of(type_)}.{slug(text)}"  # "Idlibs lokalråd": as good as a name
        elif first is word and self.anaphora.is_definite(word) and (before := self._before(lemma)) is not None:
            identity = before
        else:
            identity = f"{kind_of(type_)}.{slug(self.parse.text[first.start : word.start] + lemma)}.{self.scope}"
        self._described_before[lemma] = identity
        return self._mention(
            first.start, word.end, self.drafts.setdefault(identity, Draft(identity, type_, " ".join(text.split())))
        )

    def _mention(self, start: int, end: int, draft: Draft) -> Mention:
        self.drafts.setdefault(draft.id, draft)
        text = self.parse.text[start:end]
        draft.names.add(" ".join(text.split()))
        return Mention(Span(start, end, text), draft.type, draft.id, draft.label)
