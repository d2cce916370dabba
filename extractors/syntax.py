"""A parsed text as plain Python: words that know their head and children.

Every layer above the language model walks trees. spaCy's tokens are views into C arrays, slow to touch from Python, so
a parse is copied once into slotted ``Word`` objects; nothing after this module needs spaCy. Labels are Universal
Dependencies (https://universaldependencies.org/u/dep/); the parse of a pipeline with another scheme is rewritten by
``schemes``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


DASHES = frozenset("-–—")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "DET", "ADJ"})
COMPOUNDED = frozenset({"ADJ", "VERB", "NOUN"})
"""The classes of words that may be one with a name without a hyphen."""
GENITIVES = frozenset({"'s", "’s", "'", "’"})


@dataclass(slots=True, eq=False)
class Word:
    """One token. ``start`` and ``end`` are character offsets into the text; ``head`` of a root is the word itself."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    dep: str
    morph: Mapping[str, str]
    name_type: str = ""
    head: Word = field(init=False, repr=False)
    children: list[Word] = field(default_factory=list, repr=False)
    sentence: int = 0
    lower: str = field(init=False, repr=False)
    """Lower-cased text."""

    def __post_init__(self) -> None:
        self.head = self
        self.lower = self.text.lower()

    def deps(self, *labels: str) -> list[Word]:
        """Children attached by one of ``labels`` (exact, or their sub-relations: "nsubj" also gives "nsubj:pass")."""
        if not self.children:  # most words; asked so often that it shows in the whole
            return []
        found = []
        for child in self.children:
            dep = child.dep
            if dep in labels or (":" in dep and dep.partition(":")[0] in labels):
                found.append(child)
        return found

    def first(self, *labels: str) -> Word | None:
        """The first child attached by one of ``labels``, if any."""
        return next(iter(self.deps(*labels)), None)

    def ancestors(self) -> Iterator[Word]:
        """Heads from the next one up to the root."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def subtree(self) -> list[Word]:
        """The word and everything below it, in text order."""
        found, stack = [], [self]
        while stack:
            word = stack.pop()
            found.append(word)
            stack.extend(word.children)
        return sorted(found, key=lambda word: word.i)

    @property
    def is_root(self) -> bool:
        """True for the root of a sentence."""
        return self.head is self


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence, in text order."""

    index: int
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """First character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.words[-1].end


@dataclass(frozen=True, slots=True)
class Parse:
    """A whole text: its words, sentences, and the spans (first word, one past the last, type) that the model took for
    names."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[tuple[int, int, str], ...]


def model_lemma(text: str, lemma: str, pos: str) -> str:
    """The model's lemma as it is, in lower case; names keep their letters."""
    return text if pos == "PROPN" or not lemma else lemma.lower()


def read(
    doc: Doc,
    split: Callable[[str], int | None] | None = None,
    lemmatize: Callable[[str, str, str], str] = model_lemma,
) -> Parse:
    """Copy a parsed ``doc``; ``lemmatize`` makes the lemma of a word from its text, the model's lemma and its UPOS.

    ``split`` says where the second part of a compound begins that holds a name ("SDF-talsmann"): such a token becomes
    two words, the first a ``compound`` of the second, just as in a language that writes them apart.
    """
    words: list[Word] = []
    main: list[int] = []  # token index -> index of the word that carries its place in the tree
    begin: list[int] = []  # token index -> index of its first word
    for token in _tokens(doc):
        begin.append(len(words))
        cut = split(token.text) if split and ("-" in token.text or token.pos in COMPOUNDED) else None
        if cut:
            words.append(_compound_part(len(words), token, cut))
        words.append(_word(len(words), token, cut or 0, lemmatize))
        main.append(len(words) - 1)
    for at, distance in enumerate(doc.to_array("HEAD").astype("int64").tolist()):
        word, head = words[main[at]], words[main[at + distance]]
        word.head = head
        if head is not word:
            head.children.append(word)
        if begin[at] != main[at]:
            part = words[main[at] - 1]
            part.head = word
            word.children.append(part)
    names = tuple(_name_span(span, begin, main) for span in doc.ents)
    return Parse(doc.text, tuple(words), tuple(_sentences(doc, words, begin, main)), names)


class _Token(NamedTuple):
    """What the model says of one token."""

    start: int
    text: str
    pos: str
    dep: str
    lemma: str
    morph: Mapping[str, str]
    name_type: str


def _tokens(doc: Doc) -> Iterator[_Token]:
    """The tokens of a document, copied in one go: asking spaCy for each attribute of each takes three times as long."""
    strings, known = doc.vocab.strings, dict[int, str]()
    rows: list[list[int]] = doc.to_array(["IDX", "ORTH", "POS", "DEP", "LEMMA", "ENT_TYPE", "MORPH"]).tolist()
    for start, *keys in rows:
        for key in keys:
            if key not in known:
                known[key] = strings[key]
        text, pos, dep, lemma, name_type, morph = [known[key] for key in keys]
        yield _Token(start, text, pos, dep, lemma, _features(morph), name_type)


@cache
def _features(morph: str) -> Mapping[str, str]:
    """ "Number=Sing|Tense=Past" by name, and "_" as nothing; a few hundred such strings make up a language."""
    return dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)


_ALIKE = {"acl:cleft": "acl:relcl"}
"""Relations that one treebank has and others do not: "it was the army that fired" is elsewhere a relative clause."""


def _word(index: int, token: _Token, cut: int, lemmatize: Callable[[str, str, str], str]) -> Word:
    text = token.text[cut:]
    lemma = token.lemma.rpartition("-")[2] if cut else token.lemma
    pos = "NOUN" if cut and token.pos == "PROPN" else token.pos
    return Word(
        index,
        token.start + cut,
        token.start + len(token.text),
        text,
        lemmatize(text, lemma, pos),
        pos,
        _ALIKE.get(token.dep, token.dep) or "dep",
        token.morph,
        "" if cut else token.name_type,
    )


def _compound_part(index: int, token: _Token, cut: int) -> Word:
    text = token.text[:cut].rstrip("-‑–")
    return Word(
        index,
        token.start,
        token.start + len(text),
        text,
        text,
        "PROPN" if text[0].isupper() else "ADJ",
        "compound",
        {},
        token.name_type,
    )


def _name_span(span: Span, begin: list[int], main: list[int]) -> tuple[int, int, str]:
    """The words of a name: of a compound, the part before the hyphen, unless it is a title before a longer name."""
    first, last = begin[span.start], main[span.end - 1]
    if begin[span.end - 1] != last:
        last = begin[span.end - 1]
    if begin[span.start] != main[span.start] and last > main[span.start]:
        first = main[span.start] + 1
    return first, last + 1, span.label_


def _sentences(doc: Doc, words: list[Word], begin: list[int], main: list[int]) -> Iterator[Sentence]:
    index = 0
    for span in doc.sents:
        members = tuple(word for word in words[begin[span.start] : main[span.end - 1] + 1] if not word.text.isspace())
        for word in members:
            word.sentence = index
        if members:
            yield Sentence(index, members)
            index += 1


def join(text: str, parts: Iterable[tuple[int, Parse]]) -> Parse:
    """One parse of ``text`` from parses of its paragraphs, each with the offset at which its paragraph begins."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    names: list[tuple[int, int, str]] = []
    for offset, part in parts:
        base, first = len(words), len(sentences)
        for word in part.words:
            word.i += base
            word.start += offset
            word.end += offset
            word.sentence += first
        words.extend(part.words)
        sentences.extend(Sentence(first + sentence.index, sentence.words) for sentence in part.sentences)
        names.extend((start + base, end + base, label) for start, end, label in part.names)
    return Parse(text, tuple(words), tuple(sentences), tuple(names))


def expand(word: Word) -> list[Word]:
    """A nominal and what it is coordinated with: "the council and the elders" are two."""
    found = [word]
    for child in word.children:
        if child.dep == "conj" and child.pos in NOMINAL and not child.deps("nsubj", "cop") and not _excluded(child):
            found.extend(expand(child))
    return found


def _excluded(word: Word) -> bool:
    """ "... and not the police", "in Homs, 200 km from Damascus": what is coordinated only to be left out, or is
    marked otherwise than what it hangs from."""
    own = case_of(word)
    if own and own != case_of(word.head) and not word.deps("cc"):
        return True
    return any(child.morph.get("Polarity") == "Neg" and child.i < word.i for child in word.deps("advmod"))


def described(words: Iterable[Word]) -> Iterator[Word]:
    """The nouns that a noun describes: "the attack on a mosque in the town, which ..." may mean any of them."""
    for word in words:
        below = word
        while below.dep in ("nmod", "appos", "flat") and below.head.pos in ("NOUN", "PROPN"):
            below = below.head
            yield below


def stranded(word: Word) -> list[Word]:
    """Prepositions of a clause that have no noun of their own ("much of", "som de kjempet mot")."""
    near = [*word.children, *(grandchild for child in word.deps("obj", "nsubj") for grandchild in child.children)]
    return [
        child
        for child in near
        if child.pos == "ADP"
        and not child.children
        and child.dep in ("case", "nmod", "obl", "advmod", "acl", "dep", "compound:prt")
        and child.i > child.head.i
    ]


def case_of(word: Word) -> str:
    """The preposition(s) that mark ``word``, as lemmas: "in", "according to", "in front of"; "" for none."""
    if not word.children:
        return ""
    cases = word.deps("case")
    if word.pos == "PROPN":
        titles = (child for child in word.deps("nmod", "compound") if child.i < word.i)
        cases += [mark for title in titles for mark in title.deps("case")]
    if not cases:
        return ""
    marks = [child for child in cases if child.i < word.i or child.pos == "ADP"]
    marks += [part for child in marks if child.children for part in child.deps("fixed")]
    marks = [mark for mark in marks if mark.pos != "PART" and mark.lower not in GENITIVES]
    if len(marks) <= 1:
        return marks[0].lower if marks else ""
    return " ".join(mark.lower for mark in sorted(marks, key=lambda mark: mark.i))


def counted_before(number: Word, words: Sequence[Word]) -> Word | None:
    """The noun with a number that a number without a noun takes up: "eleven people were killed and 31 wounded"."""
    before = (each for each in reversed(words) if each.i < number.i and each.pos == "NOUN")
    return next(
        (each for each in before if each.deps("nummod") or (each.dep == "nmod" and each.head.pos == "NUM")), None
    )


def is_particle(child: Word, verb: Word) -> bool:
    """ "Took over", "shot dead", "det overga": what belongs to the wording of a verb."""
    adverbial = child.dep in ("advmod", "advcl", "mark", "obl", "case") and child.pos in ("ADP", "ADV")
    behind = child.i == verb.i + 1 and child.pos == "ADJ" and not child.children
    return adverbial or behind or child.dep == "compound:prt" or child.dep.startswith("expl")


def shared_obliques(verb: Word) -> list[Word]:
    """ "20 were killed and 30 wounded in a blast": what stands behind both is of both, though it hangs on the first."""
    if verb.dep != "conj" or verb.head.pos != "VERB":
        return []
    return [child for child in verb.head.deps("obl", "obl:agent") if child.i > verb.i]
