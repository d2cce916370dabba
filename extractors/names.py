"""Names in an article: found by the model and the thesaurus together, and one entity per name.

One mention at a time cannot know whether "Sabha" is a town or a man. So classes are decided per entity: what the
thesaurus knows, or else all its names together (``name_types``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.acronyms import is_acronym
from extractors.drafts import MODEL_TYPES, Draft, Name, kind_of, slug
from extractors.gazetteer import Gazetteer, Match
from extractors.name_types import NameTypes
from extractors.senses import Senses
from extractors.syntax import DASHES, Parse, Word
from ontology.languages import Grammar
from ontology.thesaurus import Concept, fold
from ontology.vocabulary import is_a

_OPENING, _CLOSING = "([", ")]"
_INNER = frozenset(".-/'’&")


class Names:
    """All names of a parse, clustered into entities; ``at`` finds the name that a word belongs to."""

    def __init__(self, parse: Parse, grammar: Grammar, gazetteer: Gazetteer) -> None:
        self.parse = parse
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.all: list[Name] = []
        self._types = NameTypes(parse, grammar, gazetteer)
        self._by_word: dict[int, Name] = {}
        self._plain_forms: set[str] = set()
        self._endings = sorted(grammar.case["genitive"], key=len, reverse=True)
        self._keys: dict[str, Draft] = {}
        self._full_names: dict[str, set[str]] = {}  # end of a full name -> keys of the persons whose names end so
        for name in self._resolve_overlaps(self._candidates()):
            self._keep(name)
        self._cluster()

    def at(self, word: Word) -> Name | None:
        """The name that ``word`` is part of."""
        return self._by_word.get(word.i)

    def add(self, word: Word) -> Name | None:
        """Take a proper noun that nobody saw as a name, with what belongs to it."""
        if word.dep in ("flat", "flat:name") and word.head.pos == "PROPN" and word.head.i not in self._by_word:
            word = word.head  # "Idrissa [Bako], who led the garrison"
        parts = [word, *(child for child in word.deps("flat") if child.pos == "PROPN" and child.i not in self._by_word)]
        first = min(part.i for part in parts)
        last = max(part.i for part in parts) + 1
        if any(index in self._by_word for index in range(first, last)):
            first, last = word.i, word.i + 1
        while last < len(self.parse.words) and self._goes_on(self.parse.words[last], word):
            last += 1
        name = self._trimmed(first, last, "")
        if name is None:
            return None
        self._keep(name)
        key = self._key_of(name)
        family = self._full_names.get(key, set())
        self._attach(name, next(iter(family)) if len(family) == 1 and key not in self._keys else key)
        return name

    def _goes_on(self, behind: Word, word: Word) -> bool:
        """Whether a proper noun behind a name, hung beside it, belongs to it: "spokesman [Zaw] Min Tun"."""
        beside = behind.dep in ("flat", "flat:name", "nmod") and behind.head is word.head and not behind.children
        return beside and behind.pos == "PROPN" and behind.text[:1].isupper() and behind.i not in self._by_word

    def country(self) -> str | None:
        """The country that the article is about: the one in which most of the known things lie that it names."""
        known = self.gazetteer.thesaurus.concepts
        counts: Counter[str] = Counter()
        for name in self.all:
            for concept in name.concepts:
                lies_in = [
                    each for each in (concept.id, *self.gazetteer.above(concept)) if known[each].type == "Country"
                ]
                counts.update(lies_in if is_a(concept.type, "Place") else ())
        return min(counts, key=lambda each: (-counts[each], each)) if counts else None

    # ---- finding

    def _candidates(self) -> Iterable[Name]:
        matches = list(self.gazetteer.matches(self.parse))
        matches += self._respelled(matches)
        for match, concept in Senses(self.parse, self.grammar, self.gazetteer).of(matches):
            yield self._from_match(match, concept)
        for first, last, label in self.parse.names:
            if label not in MODEL_TYPES or self._predicates(first, last):
                continue
            name = self._trimmed(self._from_first(first, label), last, label)
            if name is not None:
                yield name

    def _from_first(self, first: int, label: str) -> int:
        """Where a person's name begins of which the model saw only the end."""
        word = self.parse.words[first]
        given = self.parse.words[first - 1] if first else word
        whole = label == "PER" and word.dep.startswith("flat") and word.head is given and given.text.istitle()
        return first - 1 if whole and not self._leads(given) and not self._is_noun(given, label) else first

    def _respelled(self, matches: Sequence[Match]) -> Iterable[Match]:
        """Known names in a spelling of the article's own ("Hasakeh"); places only where it names what lies around."""
        above = self.gazetteer.above
        taken = {index for match in matches for index in range(match.first, match.last)}
        around = {place for match in matches for each in match.concepts for place in (each.id, *above(each))}
        for first, last, label in self.parse.names:
            if label in MODEL_TYPES and not any(index in taken for index in range(first, last)):
                name = self._trimmed(first, last, label)
                found = self.gazetteer.spellings.find(name.text, label) if name is not None else ()
                near = tuple(each for each in found if label != "LOC" or not around or above(each) & around)
                if name is not None and near:
                    yield Match(name.first, name.last, near)

    def _predicates(self, first: int, last: int) -> bool:
        """Whether the model took a whole clause for a name: "Houthis control Hodeidah"."""
        return last - first > 1 and any(word.pos == "VERB" and word.is_root for word in self.parse.words[first:last])

    def _from_match(self, match: Match, concept: Concept) -> Name:
        words = self.parse.words[match.first : match.last]
        votes = Counter(word.name_type for word in words if word.name_type in MODEL_TYPES)
        label = votes.most_common(1)[0][0] if votes else ""
        text = self.parse.text[words[0].start : words[-1].end]
        return Name(match.first, match.last, text, label, (concept,))

    def _trimmed(self, first: int, last: int, label: str) -> Name | None:
        """A span without the titles, articles, quotes and genitive endings around the name proper."""
        words = self.parse.words
        endings = self.grammar.case["genitive"]
        while last - first > 1 and (self._leads(words[first]) or not words[first].text[0].isalnum()):
            first += 1
        while last - first > 1 and (
            words[last - 1].lower in endings or (not words[last - 1].text[-1].isalnum() and words[last - 1].text != ".")
        ):
            last -= 1
        while last - first > 1 and (self._is_kind(words[last - 1]) or self._trails(words[last - 1])):
            last -= 1
        while last - first > 1 and self._is_kind(words[first]):
            first += 1
        last = next((index for index in range(first + 1, last) if self._ends_before(words[index])), last)
        while label and last < len(words) and self._is_rest(words[last], first, last):
            last += 1
        text = self.parse.text[words[first].start : words[last - 1].end]
        if not any(character.isalpha() for character in text) or "\n" in text or len(text) > 100:
            return None
        if words[first].pos == "ADP" and words[first].text.islower():
            return None  # "[the university] on Friday"
        if text.islower() and (label != "PER" or words[first].pos == "NOUN"):
            return None  # "commandos"
        if first + 1 == last and (self._leads(words[first]) or self._is_noun(words[first], label)):
            return None
        return Name(first, last, text, label, ())

    @staticmethod
    def _is_rest(word: Word, first: int, last: int) -> bool:
        """ "João Gomes [Cravinho]": what the parse hangs on a name as its rest, though the model ended it before."""
        flat = word.dep == "flat:name" and first <= word.head.i < last
        return flat and word.pos == "PROPN" and word.text[:1].isupper() and not word.name_type

    def _ends_before(self, word: Word) -> bool:
        """A dash with blanks around it ("MOGADISHU - Somali soldiers"), or an "and" with a common word behind it."""
        text = self.parse.text
        if word.text in DASHES:
            return text[word.start - 1 : word.start].isspace() and text[word.end : word.end + 1].isspace()
        behind = self.parse.words[word.i + 1] if word.i + 1 < len(self.parse.words) else word
        return word.pos == "CCONJ" and behind.text.islower()

    def _leads(self, word: Word) -> bool:
        """A title or an article before a name; a proper noun that is spelt like one ("Hans") is part of it."""
        titled = word.lower in self.grammar.words["titles"]
        return titled or (word.lower in self.grammar.words["articles"] and word.pos != "PROPN")

    @staticmethod
    def _trails(word: Word) -> bool:
        """A small word that follows a name and is none of it: "Bakhmut de siste"."""
        return word.text.islower() and word.pos in ("DET", "ADJ", "NUM", "ADV", "ADP", "CCONJ", "VERB", "AUX", "PRON")

    def _is_noun(self, word: Word, label: str) -> bool:
        """A capital letter does not make a name of "Coalition" or "Secretary"; that "Barmal" ends like "mål" does not
        make a noun of it."""
        found = ((form, self.gazetteer.noun(form, self.grammar)) for form in (word.lower, word.lemma.lower()))
        named = label in ("LOC", "PER") and word.pos == "PROPN" and word.lemma.lower() == word.lower
        return any(noun and (not named or self.gazetteer.names_exactly(noun, form)) for form, noun in found)

    def _is_kind(self, word: Word) -> bool:
        """A common noun at the edge of a name says what the named thing is; it is not part of the name ("Raqqa by",
        "Havnebyen Benghazi" at the head of a sentence)."""
        opens = word.i == self.parse.sentences[word.sentence].words[0].i and word.lemma.lower() != word.lower
        noun = self.gazetteer.noun(word.lemma.lower(), self.grammar) if opens or word.text.islower() else None
        return noun is not None and (word.text.islower() or noun.scheme == "kinds")

    def _resolve_overlaps(self, names: Iterable[Name]) -> list[Name]:
        """Longer names first; of two equally long ones, the one that the thesaurus knows."""
        taken: set[int] = set()
        kept = []
        for name in sorted(names, key=lambda name: (name.first - name.last, not name.concepts, name.first)):
            span = range(name.first, name.last)
            if not taken.intersection(span):
                taken.update(span)
                kept.append(name)
        return sorted(kept, key=lambda name: name.first)

    def _keep(self, name: Name) -> None:
        self.all.append(name)
        self._plain_forms.add(fold(name.text))
        for index in range(name.first, name.last):
            self._by_word[index] = name

    # ---- clustering

    def _cluster(self) -> None:
        self._drop_places_called_like_persons()
        aliases = self._acronyms() | self._short_forms()
        groups: dict[str, list[Name]] = {}
        for name in self.all:
            key = self._key_of(name)
            groups.setdefault(aliases.get(key, key), []).append(name)
        for key, names in groups.items():
            draft = self._draft(names)
            for name in names:
                self._keys[self._key_of(name)] = draft
                self._attach(name, key, draft)

    def _attach(self, name: Name, key: str, draft: Draft | None = None) -> None:
        found = draft or self._keys.get(key) or self._draft([name])
        self._keys.setdefault(key, found)
        name.draft = found
        found.names.add(name.text)

    def _key_of(self, name: Name) -> str:
        return f"={name.concepts[0].id}" if name.concepts else fold(self.bare(name))

    def bare(self, name: Name) -> str:
        """The name without the genitive -s, where the article also has it without, or where the model saw a
        genitive."""
        text = name.text
        for ending in self._endings:
            if text.endswith(ending) and len(text) > len(ending) + 1:
                stem = text[: -len(ending)]
                if not ending.isalpha() or fold(stem) in self._plain_forms:
                    return stem
        return text

    def _acronyms(self) -> dict[str, str]:
        """ "Syrian Observatory for Human Rights (SOHR)", in either order, where the letters fit."""
        aliases: dict[str, str] = {}
        words = self.parse.words
        for left, right in zip(self.all, self.all[1:], strict=False):
            between = "".join(word.text for word in words[left.last : right.first])
            closing = words[right.last].text if right.last < len(words) else ""
            if between.strip() in _OPENING and between.strip() and closing in _CLOSING and closing:
                short, long = sorted((left, right), key=lambda name: len(name.text))
                if is_acronym(short.text, long.text):
                    self._drop_namesake(short, long)
                    anchor = next((name for name in (long, short) if name.concepts), long)
                    other = short if anchor is long else long
                    aliases[self._key_of(other)] = self._key_of(anchor)
        return aliases

    def _drop_places_called_like_persons(self) -> None:
        """ "Bali said": who has named Mustafa Bali, and nothing near that island, does not mean the island."""
        last = {fold(name.text).split(" ")[-1] for name in self.all if name.label == "PER" and " " in name.text}
        present = {concept.id for name in self.all for concept in name.concepts}
        for name in self.all:
            if fold(self.bare(name)) in last and name.concepts and is_a(name.concepts[0].type, "Place"):
                near = self.gazetteer.above(name.concepts[0])
                if name.label == "PER" or present.isdisjoint(near):
                    name.concepts = ()

    def _drop_namesake(self, short: Name, long: Name) -> None:
        """Where the article introduces an acronym for a body of its own, it does not mean the known one of these
        letters: that has no word of the long name in any of its names."""
        if long.concepts or not short.concepts:
            return
        known = {word for name in short.concepts[0].names for word in fold(name.text).split(" ")}
        if known.isdisjoint(word for word in fold(long.text).split(" ") if len(word) > 3):
            for name in [each for each in self.all if each.concepts == short.concepts]:
                name.concepts = ()

    def _short_forms(self) -> dict[str, str]:
        """A family name alone stands for the one person of the article whose full name ends in it."""
        full = self._full_names
        for name in self.all:
            parts = fold(name.text).split(" ")
            known = bool(name.concepts) and name.concepts[0].type == "Person"
            if len(parts) > 1 and (known or (name.label == "PER" and not name.concepts)):
                for start in range(1, len(parts)):
                    full.setdefault(" ".join(parts[start:]), set()).add(self._key_of(name))
        singles = {
            self._key_of(name) for name in self.all if not name.concepts and name.label in ("PER", "", "ORG", "LOC")
        }
        return {key: next(iter(full[key])) for key in singles if len(full.get(key, ())) == 1}

    def _draft(self, names: Sequence[Name]) -> Draft:
        concept = next((name.concepts[0] for name in names if name.concepts), None)
        if concept is not None:
            return Draft(concept.id, concept.type, concept.label(self.grammar.code), concept)
        forms = Counter(self.bare(name) for name in names)
        label = max(forms, key=lambda form: (len(form.split()), forms[form], form))
        type_ = self._types.of(names, label)
        return Draft(f"{kind_of(type_)}.{slug(label)}", type_, label)
