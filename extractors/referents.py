"""What a noun phrase stands for: a name, a group by description, a kind of thing, or what it points back to."""

from __future__ import annotations

from dataclasses import replace

from extractors.anaphora import Anaphora
from extractors.drafts import SETTLED, Draft, Name, kind_of, slug
from extractors.gazetteer import Gazetteer
from extractors.groups import Groups
from extractors.names import Names
from extractors.phrases import Phrases
from extractors.syntax import Parse, Word, case_of, counted_before, expand
from ontology.languages import Grammar
from ontology.records import Mention, Span
from ontology.thesaurus import Concept
from ontology.vocabulary import is_a

PEOPLE = "people"  # the role of those of whom nothing but their number is said


class Referents:
    """Resolves the heads of noun phrases of one article to mentions of entities."""

    def __init__(self, parse: Parse, grammar: Grammar, gazetteer: Gazetteer, article: str) -> None:
        self.parse = parse
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.names = Names(parse, grammar, gazetteer)
        self.phrases = Phrases(parse, grammar, gazetteer, self.names)
        self.scope = article[:8]
        self.setting = self.names.country() or self.scope
        self.anaphora = Anaphora(parse, grammar, gazetteer, self.names, self)
        self.groups = Groups(parse, grammar, gazetteer, self.names, self)
        self.drafts: dict[str, Draft] = {}
        self._mentions: dict[int, Mention | None] = {}
        self._described_before: dict[str, str] = {}
        self._by_noun: dict[str, list[Name]] | None = None  # lemma -> the last thing described with it

    # ---- public

    def of(self, word: Word) -> Mention | None:
        """The mention that ``word`` heads; None for words that stand for nothing we can name."""
        if word.i not in self._mentions:
            self._mentions[word.i] = None  # ends cycles between a pronoun and its candidates
            self._mentions[word.i] = self._resolve(word)
        return self._mentions[word.i]

    def pointed(self, word: Word, types: tuple[str, ...]) -> Mention | None:
        """What a pronoun of unsure reference stands for where something of these types is wanted."""
        draft = self.anaphora.fitting(word, types) if word.pos == "PRON" else None
        return self.mention(word.start, word.end, draft) if draft is not None else None

    def parts(self, word: Word) -> list[Word]:
        """ "The villages of A and B" are A and B, "dozens of men and women" are both; any other noun is itself."""
        counted = self.semantic_head(word)
        if counted is not word:  # "much of its leadership and 10,000 fighters"
            return [word, *expand(counted)[1:]]
        noun = self.type_of_noun(word) if word.morph.get("Number") in ("Plur", "Ptan") else None
        if noun is None or noun.type not in SETTLED:
            return [word, *(each for each in self.groups.others(word) if self.groups.joined(each) is not None)]
        marked = [child for child in word.deps("nmod") if case_of(child) in self.grammar.case["transparent_of"]]
        named = [part for child in marked for part in expand(child) if self.names.at(part) is not None]
        return named or [word]

    def resolved(self, index: int) -> Mention | None:
        """The mention that a word heads, if it has been asked for before."""
        return self._mentions.get(index)

    def mention_of_concept(self, word: Word, concept: Concept) -> Mention:
        """ "Syrian" in "Syrian-backed" mentions the country."""
        return self.mention(word.start, word.end, self.concept_draft(concept))

    def mentions(self) -> list[Mention]:
        """Everything resolved so far, and all names, in text order."""
        for name in self.names.all:
            self.of(self._head(name))
        found = {(m.span.start, m.span.end, m.entity): m for m in self._mentions.values() if m is not None}
        return [found[key] for key in sorted(found)]

    def acting(self, word: Word, mention: Mention) -> Mention:
        """ "Moscow denied it": a capital that says or does what governments do stands for its country."""
        country = self.gazetteer.states.get(mention.entity)
        if country is None or (word.pos != "PRON" and self.names.at(word) is None):
            return mention  # "the city of Moscow" is itself
        draft = self.concept_draft(country)
        return replace(mention, type=draft.type, entity=draft.id, label=draft.label)

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
        wording = self.wording(word)
        forms = (wording, word.lower) if " " in wording else (word.lower, wording)  # "the lines" are no line
        return next((found for form in forms if (found := self.gazetteer.noun(form, self.grammar)) is not None), None)

    def wording(self, word: Word) -> str:
        """The lemma of a noun, with the noun before it where we know the two together: "border post", "aid worker"."""
        before = self.parse.words[word.i - 1] if word.i else word
        if before.dep == "compound" and before.head is word and self.names.at(before) is None:
            phrase = f"{before.lemma} {word.lemma}".lower()
            if self.gazetteer.noun(phrase, self.grammar) is not None:
                return phrase
        return word.lemma.lower()

    def first_part(self, word: Word, part: str) -> Mention | None:
        """The body that the first part of a compound names: the same as the noun alone would mean."""
        noun = self.gazetteer.noun(part, self.grammar) or self.gazetteer.noun(part.removesuffix("s"), self.grammar)
        if (
            noun is None
            or kind_of(noun.type) != "org"
            or not self.gazetteer.names_exactly(noun, part.removesuffix("s"))
        ):
            return None
        known = self._before(part.removesuffix("s"))
        identity = known or f"org.{slug(part.removesuffix('s'))}.{self.scope}"
        draft = self.drafts.setdefault(identity, Draft(identity, noun.type, self.parse.text[word.start :][: len(part)]))
        return self.mention(word.start, word.start + len(part), draft)

    # ---- resolution

    def _resolve(self, word: Word) -> Mention | None:
        head = self.semantic_head(word)
        if head is not word:
            whole = self.of(head)
            return self._part(word, whole) if word.lemma.lower() in self.grammar.words["parts"] else whole
        name = self.names.at(word)
        if (joined := self.groups.joined(word)) is not None:
            return joined
        if name is not None:
            return self._named(name)
        if word.pos == "PRON" or word.lower in self.grammar.pronouns["place_adverbs"]:
            back = self.anaphora.pronoun(word)
            return self.mention(word.start, word.end, back) if back is not None else None
        people = self._people(word) or self._counted(word)
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
        return self._of_noun(word, noun)

    def _of_noun(self, word: Word, noun: Concept | None) -> Mention | None:
        """What a common noun stands for: whose name stands beside it, or something described."""
        called = self.phrases.called(word) if noun is not None else None
        if called is not None and noun is not None and self._same_sort(noun.type, called.draft.type):
            return self.mention(self.phrases.first(word).start, word.end, called.draft)
        apposed = self._apposed_name(word, noun)
        return self._named(apposed) if apposed is not None else self._described(word, noun)

    def _counted(self, word: Word) -> Mention | None:
        """A number alone: of the noun that was counted before it, or else of people ("Hundreds have fled")."""
        numbers = self.grammar.numbers["vague"].keys() | self.grammar.numbers["multipliers"].keys()
        vague = word.lower in numbers and word.pos == "NOUN"
        others = word.lower in self.grammar.pronouns["others"] and bool(word.deps("nummod"))
        if word.dep not in ("nsubj", "nsubj:pass", "obj") or not (vague or others or word.pos == "NUM"):
            return None
        noun = counted_before(word, self._sentence(word))
        group = self.of(noun) if noun is not None and noun is not word else None
        if group is not None:
            return replace(group, span=Span(word.start, word.end, word.text))
        identity = f"group.people.in-{self.setting}"
        people = self.gazetteer.thesaurus.concepts[PEOPLE]
        draft = self.drafts.setdefault(identity, Draft(identity, people.type, people.label(self.grammar.code)))
        draft.role = people.id
        return Mention(Span(word.start, word.end, word.text), draft.type, draft.id, draft.label)  # 100 is no name

    def is_bare_number(self, word: Word) -> bool:
        """Whether a number stands for people only because it stands where people do."""
        return self.semantic_head(word) is word and counted_before(word, self._sentence(word)) is None

    def _sentence(self, word: Word) -> tuple[Word, ...]:
        return self.parse.sentences[word.sentence].words

    def _people(self, word: Word) -> Mention | None:
        """ "Palestinians", "houthiane": the people of a place, or the group that they belong to."""
        noun = self.type_of_noun(word)
        if word.pos not in ("NOUN", "PROPN") or (
            noun is not None and self.gazetteer.names_exactly(noun, self.wording(word))
        ):
            return None  # but "russarane" does not end in "ran"
        forms = (word.text, word.lemma, *(word.text.removesuffix(each) for each in self.grammar.case["genitive"]))
        concept = next((found for form in forms if (found := self.gazetteer.demonym(form)) is not None), None)
        if concept is None or not is_a(concept.type, "Place"):
            return self.mention_of_concept(word, concept) if concept is not None else None
        origin = self.concept_draft(concept)
        identity = f"group.people.from-{origin.id}"
        draft = self.drafts.setdefault(identity, Draft(identity, "PeopleGroup", word.text))
        draft.role, draft.origin = "people", origin.id
        return self.mention(word.start, word.end, draft)

    def _part(self, word: Word, whole: Mention | None) -> Mention | None:
        """ "Large parts of the city" are a place in it; who holds them does not hold the city."""
        if whole is None or not is_a(whole.type, "Place"):
            return whole
        first = self.phrases.first(word)
        label = f"{self.parse.text[first.start : word.end]} ({whole.label})"
        identity = f"place.{slug(label)}.{self.scope}"
        end = whole.span.end if word.end < whole.span.start else word.end
        return self.mention(first.start, end, self.drafts.setdefault(identity, Draft(identity, "Region", label)))

    def _inner(self, word: Word) -> Word | None:
        if (
            word.lemma.lower() not in self.grammar.words["transparent"]
            and word.lower not in self.grammar.words["transparent"]
            and word.lower not in self.grammar.numbers["vague"]
            and word.pos != "NUM"
        ):
            return None
        if self.names.at(word) is not None:
            return None
        for child in word.deps("appos"):
            name = self.names.at(child)
            if name is not None and name.draft.type == "Person" and word.pos in ("NUM", "PRON"):
                return child  # "one of them, Omar Faraj, ..."
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
            return self.mention(directed.start, words[-1].end, draft)
        end = words[0].start + len(self.names.bare(name)) if self._is_genitive(name) else words[-1].end
        return self.mention(words[0].start, end, draft)

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
        inside = following is not None and following.head.dep == "acl:relcl" and following.head.head is word
        if following is not None and following not in candidates and following.sentence == word.sentence and not inside:
            candidates.append(following)  # but not in "a demand Kinshasa has rejected"
        if word.dep in ("compound", "nmod", "nmod:desc", "flat", "appos") and word.head.i > word.i:
            candidates.append(word.head)
        if word.dep == "appos" and word.head.i < word.i:
            candidates.append(word.head)  # "Moe Thant, an analyst"
        inner = (
            [each for child in word.deps("compound") if child.i < word.i for each in (child, *child.deps("compound"))]
            if noun.type in ("ArmedGroup", "Coalition", *SETTLED)
            else []
        )
        of = {"", *self.grammar.case["transparent_of"]}
        plain = [each for each in candidates if case_of(each) in of or not self.names.at(each)]  # not "in Port Sudan"
        candidates += [name for each in plain for name in each.deps("flat")]  # "Colonel X", the title its head
        for candidate in [*candidates, *inner]:  # "the IS jihadist group", "YPG-militsen"
            name = self.names.at(candidate) or self._unseen(candidate, word)
            if name is None or not self._same_sort(noun.type, name.draft.type):
                continue
            apposed = word.dep == "appos" and candidate is word.head
            marked = "" if apposed else case_of(candidate)  # "by Amaq, a news agency": marked is what Amaq does
            named_by_of = noun.type in SETTLED and word.morph.get("Number") != "Plur"
            if not marked or (marked in self.grammar.case["transparent_of"] and named_by_of):
                return name
        return None

    def _called_since(self, word: Word) -> str | None:
        """ "The hotel Amarula" may be "the hotel" afterwards."""
        if self._by_noun is None:
            self._by_noun = {}
            for name in self.names.all:
                before = self.parse.words[name.first - 1] if name.first else None
                if before is not None and before.pos == "NOUN" and self.anaphora.is_definite(before):
                    self._by_noun.setdefault(before.lemma.lower(), []).append(name)
        before_word = (each for each in self._by_noun.get(word.lemma.lower(), ()) if each.last <= word.i)
        found = [each.draft for each in before_word if each.draft.type in ("Place", "Organization")]
        return self.drafts.setdefault(found[-1].id, found[-1]).id if found else None

    def _unseen(self, candidate: Word, word: Word) -> Name | None:
        """A proper noun right behind a kind ("the port town of Mokha") is a name, whether the model saw it or not."""
        if candidate.pos != "PROPN" or candidate.i < word.i or candidate.head is not word:
            return None
        return self.names.add(candidate) if candidate.text[0].isupper() else None

    def _same_sort(self, noun: str, named: str) -> bool:
        if noun == "PeopleGroup":
            return named in ("Person", "ArmedGroup")
        return is_a(named, noun) or is_a(noun, named) or (kind_of(noun) == kind_of(named) == "org")

    # ---- descriptions

    def _before(self, lemma: str) -> str | None:
        """The last thing described with this noun, or with a compound of it ("evakueringsavtalen", then "avtalen")."""
        if lemma in self._described_before:
            return self._described_before[lemma]
        compounds = [other for other in self._described_before if self.grammar.compounding and other.endswith(lemma)]
        return self._described_before[compounds[-1]] if compounds and len(lemma) > 3 else None

    def _last_described(self, lemma: str) -> str | None:
        """The last thing that was described by a phrase that ends in this noun."""
        return next(
            (id_ for id_, draft in reversed(self.drafts.items()) if draft.label.lower().endswith(f" {lemma}")), None
        )

    def _described(self, word: Word, noun: Concept | None) -> Mention | None:
        first = self.phrases.first(word)
        if noun is None:
            return self._scoped(word, first, "Thing")
        if noun.scheme == "roles":
            return self.groups.describe(word, first, noun)
        lemma = word.lemma.lower()
        if first is word and lemma in self.grammar.pronouns["generic"] and self.anaphora.is_definite(word):
            described = self._before(lemma) or self._last_described(lemma)
            if described is not None:
                return self.mention(first.start, word.end, self.drafts[described])  # "the transitional council", then
        back = self.anaphora.antecedent(word, noun)
        if back is not None:
            return self.mention(first.start, word.end, back)
        return self._scoped(word, first, noun.type)

    def concept_draft(self, concept: Concept) -> Draft:
        """The entity of something that the thesaurus knows."""
        return self.drafts.setdefault(
            concept.id, Draft(concept.id, concept.type, concept.label(self.grammar.code), concept)
        )

    def _scoped(self, word: Word, first: Word, type_: str) -> Mention | None:
        """Something without a name is known inside its article only: "the convoy" of two articles are two."""
        if len(word.text) < 2 or not word.text[0].isalpha():
            return None
        text = self.parse.text[first.start : word.end]
        owner = next(
            (self.names.at(child) for child in self.phrases.modifiers(word) if self.names.at(child) is not None), None
        )
        lemma = word.lemma.lower()
        if owner is not None and kind_of(type_) in ("org", "place") and first is not word:
            identity = f"{kind_of(type_)}.{slug(text)}"  # "Idlibs lokalråd": as good as a name
        elif (
            first is word
            and self.anaphora.is_definite(word)
            and (before := self._before(lemma) or self._called_since(word)) is not None
        ):
            identity = before
        else:
            identity = f"{kind_of(type_)}.{slug(self.parse.text[first.start : word.start] + lemma)}.{self.scope}"
        self._described_before[lemma] = identity
        return self.mention(
            first.start, word.end, self.drafts.setdefault(identity, Draft(identity, type_, " ".join(text.split())))
        )

    def mention(self, start: int, end: int, draft: Draft) -> Mention:
        """A mention of an entity by the characters from ``start`` to ``end``."""
        self.drafts.setdefault(draft.id, draft)
        text = self.parse.text[start:end]
        draft.names.add(" ".join(text.split()))
        return Mention(Span(start, end, text), draft.type, draft.id, draft.label)
