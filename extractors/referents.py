"""What a noun phrase stands for: a name, a described group, a kind of thing, or what a pronoun points back to.

Reference is resolved by a sieve (after Raghunathan et al. 2010): precise rules first, and no answer rather than a wrong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extractors.frames import case_of
from extractors.gazetteer import Gazetteer
from extractors.names import Draft, Name, Names, kind_of, slug
from extractors.syntax import Parse, Word
from ontology.languages import Grammar
from ontology.records import Mention, Span
from ontology.thesaurus import Concept
from ontology.vocabulary import is_a

NEAR = 3  # sentences within which a definite noun may point back
SETTLED = ("City", "Province", "Country")  # "the town of Azaz" is Azaz; "areas of Darfur" are parts of it
BODIES = ("ArmedGroup", "Coalition", "Government", "Organization", "Country")
CROWDS = ("ArmedGroup", "Coalition", "Government", "Organization", "PeopleGroup")


class Referents:
    """Resolves the heads of noun phrases of one article to mentions of entities."""

    def __init__(self, parse: Parse, grammar: Grammar, gazetteer: Gazetteer, article: str) -> None:
        self.parse = parse
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.names = Names(parse, grammar, gazetteer)
        self.scope = article[:8]
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

    def draft(self, mention: Mention) -> Draft:
        """The entity of a mention."""
        return self.drafts[mention.entity]

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
            return self._pronoun(word)
        if word.pos == "PROPN" and word.text[0].isupper() and self.type_of_noun(word) is None:
            added = self.names.add(word)
            return self._named(added) if added is not None else None
        if word.pos not in ("NOUN", "PROPN", "X", "ADJ", "NUM", "VERB"):
            return None
        noun = self.type_of_noun(word)
        if word.pos in ("ADJ", "VERB", "NUM") and noun is None:
            return None
        apposed = self._apposed_name(word, noun)
        if apposed is not None:
            return self._named(apposed)
        return self._described(word, noun)

    def _inner(self, word: Word) -> Word | None:
        if word.lemma.lower() not in self.grammar.words["transparent"] and word.lower not in self.grammar.words["transparent"] and word.pos != "NUM":
            return None
        if self.names.at(word) is not None:
            return None
        for child in word.deps("nmod", "obl", "appos"):
            if child.i > word.i and case_of(child).split(" ")[-1] in self.grammar.case["transparent_of"]:
                return child
        return None

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
        known = before.lemma.lower() in self.grammar.words["directions"] or before.lower in self.grammar.words["directions"]
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
        inner = [child for child in word.deps("compound") if child.i < word.i] if noun.type in ("ArmedGroup", "Coalition") else []
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

    def _described(self, word: Word, noun: Concept | None) -> Mention | None:
        first = self._first(word)
        if noun is None:
            return self._scoped(word, first, "Thing")
        if noun.scheme == "roles":
            return self._group(word, first, noun)
        back = self._antecedent(word, noun)
        if back is not None:
            return self._mention(first.start, word.end, back)
        return self._scoped(word, first, noun.type)

    def _first(self, word: Word) -> Word:
        """Where the phrase begins that ends in ``word``, without determiners and numbers."""
        first = word
        skip = self.grammar.words["articles"]
        for index in range(word.i - 1, -1, -1):
            candidate = self.parse.words[index]
            if candidate.sentence != word.sentence or not self._below(candidate, word) or candidate.text in ",;:()«»\"–-" and not self._joins(candidate):
                break
            if candidate.pos in ("DET", "NUM", "ADP", "PUNCT", "ADV", "CCONJ", "SYM", "PART", "PRON") or candidate.lower in skip:
                if candidate.pos in ("PUNCT", "PART", "CCONJ", "SYM") and self._joins(candidate):
                    continue
                break
            first = candidate
        return first

    def _joins(self, word: Word) -> bool:
        return self.parse.text[word.start - 1 : word.end + 1].strip() != word.text and len(word.text) <= 2 and word.pos in ("PUNCT", "PART", "SYM")

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
        for modifier in self._modifiers(word):
            name = self._name_of(modifier, word)
            demonym = self.gazetteer.demonym(modifier.text) or self.gazetteer.demonym(modifier.lemma)
            marked = self.grammar.modifiers.get(modifier.lemma.lower(), self.grammar.modifiers.get(modifier.lower))
            if marked is not None:
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
        nouns = [child for child in word.deps("compound") if child.i < word.i and child.pos == "NOUN" and child not in telling]
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
        ordered = sorted(words, key=lambda word: word.i)
        label = ordered[0].text
        for left, right in zip(ordered, ordered[1:], strict=False):
            between = self.parse.text[left.end : right.start]
            label += (between if between in ("", "-") else " ") + right.text
        return label

    def _modifiers(self, word: Word) -> list[Word]:
        found = [child for child in word.children if child.dep.partition(":")[0] in ("amod", "compound", "nmod", "flat", "acl") and child.i < word.i]
        for index in range(word.i - 1, max(-1, word.i - 4), -1):  # also where the parse took the phrase apart
            before = self.parse.words[index]
            if before.sentence != word.sentence or not (self.names.at(before) or self.gazetteer.demonym(before.text) or before.pos == "ADJ"):
                break
            if before not in found and case_of(before) == "":
                found.append(before)
        found += [grand for child in found for grand in child.children if child.dep != "acl" and grand.dep.partition(":")[0] in ("compound", "amod", "conj")]
        found += [child for child in word.deps("nmod") if child.i > word.i and case_of(child) in self.grammar.case["agent"] | self.grammar.case["transparent_of"]]
        return [child for child in found if child.i != word.i]

    def _concept_draft(self, concept: Concept) -> Draft:
        return self.drafts.setdefault(concept.id, Draft(concept.id, concept.type, concept.label(self.grammar.code), concept))

    def _scoped(self, word: Word, first: Word, type_: str) -> Mention | None:
        """Something without a name is known inside its article only: "the convoy" of two articles are two."""
        if len(word.text) < 2 or not word.text[0].isalpha():
            return None
        text = self.parse.text[first.start : word.end]
        owner = next((self.names.at(child) for child in self._modifiers(word) if self.names.at(child) is not None), None)
        lemma = word.lemma.lower()
        if owner is not None and kind_of(type_) in ("org", "place") and first is not word:
            identity = f"{kind_of(type_)}.{slug(text)}"  # "Raqqas sivile lokalråd": as good as a name
        elif first is word and self._is_definite(word) and lemma in self._described_before:
            identity = self._described_before[lemma]
        else:
            identity = f"{kind_of(type_)}.{slug(self.parse.text[first.start : word.start] + lemma)}.{self.scope}"
        self._described_before[lemma] = identity
        return self._mention(first.start, word.end, self.drafts.setdefault(identity, Draft(identity, type_, " ".join(text.split()))))

    # ---- pointing back

    def _antecedent(self, word: Word, noun: Concept) -> Draft | None:
        """A definite noun points to the one thing whose name holds it ("the coalition"), or to the one of its kind before it."""
        if not self._is_definite(word) or noun.type in ("Event", "Thing", "Agreement", "Place", "Region"):
            return None
        if any(self.names.at(child) for child in self._modifiers(word)):
            return None
        excluded = {mention.entity for mention in self._company(word, outer=not is_a(noun.type, "Place"))}
        fitting = [name for name in self.names.all if is_a(name.draft.type, noun.type) and name.draft.id not in excluded]
        called = {name.draft.id: name.draft for name in fitting if self._is_called(name, word)}
        if called:
            return next(iter(called.values())) if len(called) == 1 else None
        generic = word.lemma.lower() in self.grammar.pronouns["generic"]
        if not generic and not is_a(noun.type, "Place"):
            return None  # "the army" is not the next best armed group
        if is_a(noun.type, "Place") and not self.gazetteer.names_exactly(noun, word.lemma):
            return None
        near = [name.draft for name in reversed(fitting) if name.first < word.i]
        if noun.type in ("City", "Province"):
            return self._prominent(near) if near else None
        if noun.type == "Country":
            return self._prominent(near) if near and self._dominates(near) else None
        recent = {name.draft.id: name.draft for name in fitting if 0 <= word.sentence - self.parse.words[name.first].sentence <= NEAR and name.first < word.i}
        return next(iter(recent.values())) if len(recent) == 1 else None

    def _is_called(self, name: Name, word: Word) -> bool:
        """Whether the noun is a word of a name of more words, of the name as written or as known."""
        lemma = word.lemma.lower()
        forms = [name.text, *(each.text for each in name.draft.concept.names if each.kind != "demonym")] if name.draft.concept else [name.text]
        return any(
            len(parts) > 1 and any(part in (lemma, word.lower) or part.startswith(lemma) and len(part) <= len(lemma) + 3 for part in parts)
            for parts in (form.lower().split() for form in forms)
        )

    @staticmethod
    def _prominent(near: list[Draft]) -> Draft:
        """Of several, the one named most often so far; the nearest among equals."""
        counts = Counter(draft.id for draft in near)
        best = max(counts.values())
        return next(draft for draft in near if counts[draft.id] == best)

    @staticmethod
    def _dominates(near: list[Draft]) -> bool:
        """Many countries are named in passing; "the country" is the one that is named more often than all others."""
        first, second = [*Counter(draft.id for draft in near).most_common(2), ("", 0)][:2]
        return first[1] > second[1] and first[1] > 1

    def _is_definite(self, word: Word) -> bool:
        if word.morph.get("Definite") == "Def" or (word.pos == "PROPN" and self.names.at(word) is None):
            return True
        return any(child.dep == "det" and child.lower in self.grammar.pronouns["definite"] for child in word.children)

    def _company(self, word: Word, *, outer: bool) -> list[Mention]:
        """The other arguments of the clause, and with ``outer`` the subjects above it: a phrase does not mean its own neighbour."""
        clause = word.head
        found = [self._mentions.get(child.i) for child in clause.children if child is not word]
        if outer:
            found += [self._mentions.get(child.i) for ancestor in clause.ancestors() for child in ancestor.deps("nsubj")]
        return [mention for mention in found if mention is not None]

    def _pronoun(self, word: Word) -> Mention | None:
        pronouns = self.grammar.pronouns
        lower = word.lower
        if lower in pronouns["place_adverbs"] or lower in pronouns["first"]:
            return None
        sorts = ((("Person",), pronouns["person"], 2), (CROWDS, pronouns["plural"], 1), (BODIES, pronouns["thing"], 0))
        for types, words, reach in sorts:
            if lower in words and word.dep != "expl" and not (types is CROWDS and word.head.dep == "acl:relcl"):
                back = self._speech_subject(word, types) or self._previous_subject(word, types, reach)
                return self._mention(word.start, word.end, self.drafts[back.entity]) if back else None
        return None

    def _speech_subject(self, word: Word, types: Iterable[str]) -> Mention | None:
        """ "The coalition said it had not been involved": the subject of a complement points to the subject of the main verb."""
        clause = word.head
        if word.dep.partition(":")[0] != "nsubj" or clause.dep not in ("ccomp", "advcl", "conj", "xcomp"):
            return None
        candidates = [subject for subject in clause.head.deps("nsubj") if subject is not word and subject.pos != "PRON"]
        if clause.head.lemma.lower() in self.grammar.speech["impersonal"]:
            near = [*clause.head.children, *(grand for child in clause.head.children for grand in child.children)]
            candidates += [child for child in near if case_of(child) in self.grammar.speech["statement_from"]]
        for subject in candidates:
            mention = self.of(subject)
            if mention is not None and any(is_a(mention.type, type_) for type_ in (*types, *(BODIES if types is CROWDS else ()))):
                return mention
        return None

    def _previous_subject(self, word: Word, types: tuple[str, ...], reach: int) -> Mention | None:
        """The nearest subject of a fitting sort in the sentence, else that of a main clause up to ``reach`` sentences back."""
        for index in range(word.sentence, max(-1, word.sentence - reach - 1), -1):
            for candidate in reversed(self.parse.sentences[index].words):
                if candidate.i >= word.i or candidate.dep.partition(":")[0] != "nsubj" or candidate.pos == "PRON":
                    continue
                if index < word.sentence and not self._leads(candidate.head, types is CROWDS):
                    continue
                mention = self.of(candidate)
                if mention is not None and any(is_a(mention.type, type_) for type_ in types):
                    return mention
        return None

    def _leads(self, verb: Word, many: bool) -> bool:
        """Whether a clause is what its sentence is about: the main clause, or, for "they", what somebody says in it."""
        said = [child for child in verb.deps("ccomp") if child.deps("nsubj")]
        if verb.is_root:
            return not (many and said and self._is_speech(verb))
        return many and verb.dep == "ccomp" and verb.head.is_root and self._is_speech(verb.head)

    def _is_speech(self, verb: Word) -> bool:
        return any(governor.speaker for governor in self.grammar.governors.get(verb.lemma.lower(), ()))

    def _mention(self, start: int, end: int, draft: Draft) -> Mention:
        self.drafts.setdefault(draft.id, draft)
        text = self.parse.text[start:end]
        draft.names.add(" ".join(text.split()))
        return Mention(Span(start, end, text), draft.type, draft.id, draft.label)
