"""From an article to its extraction: parse each paragraph, join the parses, read mentions and claims off the whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from extractors.analysis import analyse
from extractors.articles.paragraphs import Paragraph, paragraphs
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

SENTENCE_ENDS = ".!?…:;\"”»)]’'"
VERSION = 2  # of the rules in this package; part of what an extraction depends on


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
        found = list(paragraphs(article))
        familiar = norms(article.language) if pipeline.ours else {}
        read_again = self._read_again(pipeline, grammar(article.language), familiar)
        docs = pipeline.nlp.pipe([prepared(pipeline.nlp, each, grammar(article.language), familiar) for each in found])
        docs = (read_again(doc, each) for doc, each in zip(docs, found, strict=True))
        parses = (to_ours(read(doc, self.gazetteer.split, lemmas), pipeline.schemes) for doc in docs)
        parts = ((each.span.start, parse) for each, parse in zip(found, parses, strict=True))
        return join(article.text, parts)

    @staticmethod
    def _read_again(
        pipeline: Pipeline, language: Grammar, familiar: Mapping[str, str]
    ) -> Callable[[Doc, Paragraph], Doc]:
        """Gives sentences without a verb a second reading; headings may lack one."""

        def read_again(doc: Doc, paragraph: Paragraph) -> Doc:
            if not pipeline.ours or paragraph.kind == "title":
                return doc
            return reread(
                doc, language, lambda norms: pipeline.nlp(prepared(pipeline.nlp, paragraph, language, familiar, norms))
            )

        return read_again

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
        return self._pipelines[key]


def prepared(
    nlp: Language,
    paragraph: Paragraph,
    language: Grammar,
    familiar: Mapping[str, str],
    borrowed: Mapping[int, str] = MappingProxyType({}),
) -> Doc:
    """A tokenized paragraph in which sentences begin after their ends alone, never inside a heading or after "Col.".

    ``familiar`` lends norms to forms, as they are written or in lower case; ``borrowed`` to tokens by their index.
    """
    # line breaks inside a wrapped paragraph are blanks to the parser; nothing moves, so offsets stay
    doc = nlp.make_doc(paragraph.span.text.replace("\r", " ").replace("\n", " "))
    for token in doc:
        norm = borrowed.get(token.i) or familiar.get(token.text) or familiar.get(token.lower_)
        if norm is not None:
            token.norm_ = norm
    titles = language.words["titles"]
    for token in doc[1:]:
        before = doc[max(0, token.i - 2) : token.i].text.lower()
        abbreviated = before.endswith(".") and before.split()[-1] in titles
        if paragraph.kind == "title" or abbreviated or before[-1:] not in SENTENCE_ENDS:
            token.is_sent_start = False
    return doc
