"""From an article to its extraction: parse each paragraph, join the parses, read mentions and claims off the whole."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from extractors.analysis import analyse
from extractors.articles.paragraphs import Paragraph, paragraphs
from extractors.bounds import pieces, shortened, tokenized
from extractors.gazetteer import Gazetteer
from extractors.lemmas import Lemmas
from extractors.pipelines import Pipeline, load, pipelines, stamp
from extractors.rereading import reread
from extractors.schemes import to_ours
from extractors.syntax import Parse, join, read
from ontology import thesaurus
from ontology.languages import Grammar, codes, grammar
from ontology.languages.inflection import norms
from ontology.lexicon import lexicon
from ontology.records import Article, Extraction

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

T = TypeVar("T")
SENTENCE_ENDS = ".!?…:;\"”»)]’'"
BATCH = 32  # paragraphs that the model sees at once; of a text as long as a book, all of them would fill the memory
SHARES = 4  # spaCy's parser takes a batch in so many shares, and is the slower the smaller they are
BEGINS, ANY, INSIDE = 1, 0, -1  # what spaCy's SENT_START says of a token; with ANY the parser decides
VERSION = 7  # of the rules in this package; part of what an extraction depends on


class Extractor:
    """Turns articles into extractions.

    ``models`` names another spaCy pipeline for a language ("en": "en_core_web_trf"); ``thesaurus`` lists the user's own
    SKOS files, which win over ours. Models are loaded when the first article of their language comes.
    """

    def __init__(self, models: Mapping[str, str] | None = None, thesaurus_files: Sequence[Path] = ()) -> None:
        self._models = dict(models or {})
        self._files = tuple(thesaurus_files)
        self._gazetteer: Gazetteer | None = None
        self._pipelines: dict[str, Pipeline] = {}
        self._lemmas: dict[str, Lemmas] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it reads."""
        return codes()

    @property
    def gazetteer(self) -> Gazetteer:
        """The thesaurus as it is matched against text."""
        if self._gazetteer is None:
            self._gazetteer = Gazetteer(thesaurus.load(self._files))
        return self._gazetteer

    @property
    def version(self) -> str:
        """What the result depends on besides the article: rules, models, thesaurus."""
        parts = [str(VERSION), *(stamp(name, self._models.get(name)) for name in pipelines())]
        parts += [hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in self._files]
        return "+".join(parts)

    def extract(self, article: Article) -> Extraction:
        """Mentions, entities and claims of one article. Raises KeyError for a language that has no grammar."""
        language = grammar(article.language)
        return analyse(self.parse(article), language, self.gazetteer, article)

    def parse(self, article: Article) -> Parse:
        """The article's paragraphs, parsed one by one and joined at their places in the text."""
        pipeline = self._pipeline(article.language)
        lemmas = self._lemmas_of(article.language)
        found = [piece for paragraph in paragraphs(article) for piece in pieces(paragraph)]
        familiar = norms(article.language) if pipeline.ours else {}
        parsed = self._parser(pipeline, grammar(article.language), familiar)
        docs = (doc for batch in _batches(found) for doc in parsed(batch))
        parses = (to_ours(read(doc, self.gazetteer.split, lemmas), pipeline.schemes) for doc in docs)
        parts = ((each.span.start, parse) for each, parse in zip(found, parses, strict=True))
        return join(article.text, parts)

    @staticmethod
    def _parser(
        pipeline: Pipeline, language: Grammar, familiar: Mapping[str, str]
    ) -> Callable[[Sequence[Paragraph]], Iterable[Doc]]:
        """Cuts sentences that are too long, and gives those without a verb a second reading; headings may lack one."""
        nlp = pipeline.nlp

        def parsed(batch: Sequence[Paragraph]) -> Iterable[Doc]:
            def cut(paragraph: Paragraph) -> Callable[[Collection[int]], Doc]:
                return lambda starts: nlp(prepared(nlp, paragraph, language, familiar, starts=starts))

            def parse(asked: Mapping[int, Mapping[int, str]]) -> Iterable[Doc]:
                return nlp.pipe(
                    [prepared(nlp, batch[at], language, familiar, norms, starts[at]) for at, norms in asked.items()]
                )

            begun = [prepared(nlp, each, language, familiar) for each in batch]
            firsts = zip(nlp.pipe(begun, batch_size=SHARES * BATCH), batch, strict=True)
            docs, starts = zip(*(shortened(doc, cut(paragraph)) for doc, paragraph in firsts), strict=True)
            first = {at: doc for at, doc in enumerate(docs) if pipeline.ours and batch[at].kind != "title"}
            again = reread(first, language, parse)
            return [again.get(at, doc) for at, doc in enumerate(docs)]

        return parsed

    def _lemmas_of(self, language: str) -> Lemmas:
        if language not in self._lemmas:
            self._lemmas[language] = Lemmas(grammar(language), lexicon(language), self.gazetteer)
        return self._lemmas[language]

    def _pipeline(self, language: str) -> Pipeline:
        name = grammar(language).pipeline
        chosen = self._models.get(language) or self._models.get(name)
        key = chosen or name
        if key not in self._pipelines:
            self._pipelines[key] = load(name, chosen)
            gc.freeze()  # a model stays: the search for cycles need not go through it again and again
        return self._pipelines[key]


def prepared(
    nlp: Language,
    paragraph: Paragraph,
    language: Grammar,
    familiar: Mapping[str, str],
    borrowed: Mapping[int, str] = MappingProxyType({}),
    starts: Collection[int] = (),
) -> Doc:
    """A tokenized paragraph in which sentences begin after their ends alone, never inside a heading or after "Col.".

    ``familiar`` lends norms to forms, as they are written or in lower case; ``borrowed`` to tokens by their index.
    Where ``starts`` are given, sentences begin at these tokens and nowhere else.
    """
    # line breaks inside a wrapped paragraph are blanks to the parser; nothing moves, so offsets stay
    doc = tokenized(nlp, paragraph.span.text.replace("\r", " ").replace("\n", " "))
    words = [token.text for token in doc]
    for index, word in enumerate(words):
        norm = borrowed.get(index) or familiar.get(word) or familiar.get(word.lower())
        if norm is not None:
            doc[index].norm_ = norm
    if starts:
        return _begun(doc, [ANY, *(BEGINS if index in starts else INSIDE for index in range(1, len(words)))])
    title, titles = paragraph.kind == "title", language.words["titles"]
    ends = (
        not title and word[-1] in SENTENCE_ENDS and not (word[-1] == "." and _is_abbreviated(doc, index, titles))
        for index, word in enumerate(words[:-1])
    )
    return _begun(doc, [ANY, *(ANY if end else INSIDE for end in ends)])


def _is_abbreviated(doc: Doc, index: int, titles: Collection[str]) -> bool:
    """Whether a token that ends in a full stop is a title, or the end of one."""
    return doc[max(0, index - 1) : index + 1].text.lower().split()[-1] in titles


def _begun(doc: Doc, marks: Sequence[int]) -> Doc:
    """The doc with what each token is to its sentence, set in one go: token by token takes quadratic time."""
    import numpy as np

    column: Any = np.array(marks, dtype=np.int64).view(np.uint64)
    return doc.from_array("SENT_START", column) if len(doc) else doc


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    items = iter(items)
    while batch := list(islice(items, BATCH)):
        yield batch
