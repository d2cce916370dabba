"""Passages of the gold set, parsed once by the shipped models, and what stands where in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

from benchmarks.pairs import Argument, GoldPair, Readings
from evaluation.gold import GoldClaim, Passage
from extractors import Extractor, syntax
from extractors import extraction as extraction_module
from extractors.pipelines import Pipeline
from extractors.repairs import repaired
from extractors.syntax import Parse
from extractors.timespans import find
from ontology.languages import grammar
from ontology.records import Article, Extraction, Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token


@dataclass(slots=True)
class Tape:
    """Stands in for a language model: passes on what it makes and keeps it, and once rewound gives the same again.

    Tokenizing is on the tape as well: it is the model's. Whoever plays must ask in the order of the recording.
    """

    nlp: Language
    docs: list[Doc] = field(default_factory=list)
    at: int | None = None

    def make_doc(self, text: str) -> Doc:
        """The tokenized text."""
        if self.at is not None:
            return self._next()
        doc = self.nlp.make_doc(text)
        self.docs.append(doc.copy())  # the parser writes into the one that goes on
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int | None = None) -> Iterator[Doc]:
        """The parses of tokenized texts, all of which are taken before the first is given."""
        waiting = list(docs)
        if self.at is not None:
            yield from (self._next() for _ in waiting)
        else:
            for doc in self.nlp.pipe(waiting, batch_size=batch_size):
                self.docs.append(doc)
                yield doc

    def __call__(self, doc: Doc) -> Doc:
        """The parse of one tokenized text."""
        if self.at is not None:
            return self._next()
        self.docs.append(self.nlp(doc))
        return self.docs[-1]

    def _next(self) -> Doc:
        assert self.at is not None
        self.at += 1
        return self.docs[self.at - 1]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of an article by the characters that they begin and end at, each with where its head begins."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heads: tuple[int, ...]

    @classmethod
    def of(cls, docs: Iterable[tuple[int, Doc]]) -> Tokens:
        rows = [
            (offset + each.idx, offset + each.idx + len(each), offset + each.head.idx)
            for offset, doc in docs
            for each in doc
        ]
        starts, ends, heads = zip(*rows, strict=True) if rows else ((), (), ())
        return cls(starts, ends, heads)

    def argument(self, start: int, end: int) -> Argument | None:
        """The words between two characters; none where nothing was parsed."""
        found = range(bisect_right(self.ends, start), bisect_left(self.starts, end))
        words = frozenset(self.starts[each] for each in found)
        heads = (
            self.starts[each]
            for each in found
            if self.heads[each] not in words or self.heads[each] == self.starts[each]
        )
        head = next(heads, None)
        return None if head is None else Argument(head, words)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A passage with its parses, each at its place in the text, and the extractor that works on them alone."""

    passage: Passage
    docs: tuple[tuple[int, Doc], ...]
    tokens: Tokens
    extraction: Extraction
    extractor: Extractor
    tape: Tape

    @property
    def words(self) -> int:
        """How many words were parsed, marks not counted."""
        return sum(not (each.is_punct or each.is_space) for _, doc in self.docs for each in doc)

    def extract(self) -> Extraction:
        """What the extractor finds in the recorded parses."""
        self.tape.at = 0
        return self.extractor.extract(self.passage.article)

    def parse(self) -> Parse:
        """The recorded parses as our layers read them, joined and repaired."""
        self.tape.at = 0
        article = self.passage.article
        return repaired(self.extractor.parse(article), grammar(article.language))


def parsed(passage: Passage, extractor: Extractor) -> Parsed:
    """Parse a passage with the models of ``extractor``."""
    article = passage.article
    pipeline = extractor._pipeline(article.language)  # noqa: SLF001
    tape = Tape(pipeline.nlp)
    playing = Extractor()
    taped = Pipeline(cast("Language", tape), pipeline.schemes, pipeline.ours)
    playing._pipelines[grammar(article.language).pipeline] = taped  # noqa: SLF001
    playing._gazetteer = extractor.gazetteer  # noqa: SLF001
    playing._lemmas = extractor._lemmas  # noqa: SLF001
    docs, extraction = _watched(playing, article)
    return Parsed(passage, docs, Tokens.of(docs), extraction, playing, tape)


def _watched(extractor: Extractor, article: Article) -> tuple[tuple[tuple[int, Doc], ...], Extraction]:
    """The parses that the extractor works on in the end, each with its place in the text, and what it makes of them."""
    docs: list[Doc] = []
    starts: list[int] = []

    def read(doc: Doc, *more: Any) -> Parse:  # noqa: ANN401  (passed on as it comes)
        docs.append(doc)
        return syntax.read(doc, *more)

    def join(text: str, parts: Iterable[tuple[int, Parse]]) -> Parse:
        found = list(parts)
        starts.extend(start for start, _ in found)
        return syntax.join(text, found)

    with patch.object(extraction_module, "read", read), patch.object(extraction_module, "join", join):
        extraction = extractor.extract(article)
    return tuple(zip(starts, docs, strict=True)), extraction


def gold_pairs(text: Parsed) -> list[GoldPair]:
    """The gold claims that have both ends."""
    claims = (each for each in text.passage.claims if each.subject and each.object)
    return [_gold_pair(text, each) for each in claims]


def _gold_pair(text: Parsed, claim: GoldClaim) -> GoldPair:
    beside = (*_places(text, claim.where), *_places(text, claim.said_by))
    return GoldPair(_places(text, claim.subject), _places(text, claim.object), beside, claim.optional)


def _places(text: Parsed, words: str | None) -> Readings:
    """Everywhere that words stand."""
    if not words:
        return ()
    found = re.finditer(rf"(?<!\w){re.escape(words)}", text.passage.article.text, re.IGNORECASE)
    arguments = (text.tokens.argument(*each.span()) for each in found)
    return tuple(each for each in arguments if each)


def readings(text: Parsed) -> dict[int, Readings]:
    """By the head of a mention, all mentions of its entity: what pronouns and descriptions stand for."""
    entities: dict[str, set[Argument]] = {}
    for mention in _mentions(text.extraction):
        argument = text.tokens.argument(mention.span.start, mention.span.end)
        if argument:
            entities.setdefault(mention.entity, set()).add(argument)
    found: dict[int, set[Argument]] = {}
    for arguments in entities.values():
        for each in arguments:
            found.setdefault(each.head, set()).update(arguments)
    return {head: tuple(arguments) for head, arguments in found.items()}


def times(text: Parsed) -> frozenset[int]:
    """Where the words begin that tell a time."""
    article = text.passage.article
    spans = find(article.text, 0, len(article.text), article.language)
    return frozenset(start for start in text.tokens.starts for span in spans if span.start <= start < span.end)


def _mentions(extraction: Extraction) -> Iterator[Mention]:
    yield from extraction.mentions
    for claim in extraction.claims:
        yield from (each for each in (claim.subject, claim.object) if isinstance(each, Mention))


def argument(offset: int, head: Token, words: Iterable[Token]) -> Argument:
    """Tokens of a doc that begins at ``offset`` as an argument."""
    return Argument(offset + head.idx, frozenset(offset + each.idx for each in words))
