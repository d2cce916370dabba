"""The extractor as a spaCy component: add it to any pipeline with a parser and read ``doc._.claims`` and
``doc._.mentions``.

>>> nlp.add_pipe("claimgraph")
>>> nlp("The rebels captured Azaz.")._.claims
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extractors.analysis import analyse
from extractors.gazetteer import Gazetteer
from extractors.lemmas import Lemmas
from extractors.pipelines import schemes_of
from extractors.schemes import to_ours
from extractors.syntax import read
from ontology import thesaurus
from ontology.languages import grammar
from ontology.lexicon import lexicon
from ontology.records import Article


class ClaimExtractor:
    """Callable component: reads the parse of a ``Doc`` and sets its extension attributes."""

    def __init__(self, nlp: Language, language: str, thesaurus_files: list[str], published: str | None) -> None:
        self._grammar = grammar(language)
        self._gazetteer = Gazetteer(thesaurus.load([Path(file) for file in thesaurus_files]))
        self._lemmas = Lemmas(self._grammar, lexicon(language), self._gazetteer)
        self._published = published
        self._nlp = nlp
        for name in ("claims", "mentions"):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.claims`` and ``doc._.mentions``; offsets count characters of ``doc.text``."""
        identity = hashlib.sha256(doc.text.encode()).hexdigest()[:24]
        article = Article(identity, "", doc.text, self._grammar.code, published=self._published)
        parse = to_ours(read(doc, self._gazetteer.split, self._lemmas), schemes_of(self._nlp))
        extraction = analyse(parse, self._grammar, self._gazetteer, article)
        doc._.claims = extraction.claims
        doc._.mentions = extraction.mentions
        return doc


@Language.factory(
    "claimgraph",
    requires=["token.dep", "token.pos"],
    assigns=["doc._.claims", "doc._.mentions"],
    default_config={"language": None, "thesaurus": [], "published": None},
)
def create(
    nlp: Language, name: str, language: str | None, thesaurus: list[str], published: str | None
) -> ClaimExtractor:
    """``language`` is a folder of ``ontology/languages`` (default: the pipeline's own code)."""
    del name  # spaCy passes the name under which the component was added
    return ClaimExtractor(nlp, language or str(nlp.lang), thesaurus, published)
