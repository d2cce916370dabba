"""An extractor for tests of all that is around it."""

from __future__ import annotations

from ontology.records import Article, Extraction


class Nothing:
    """An extractor that finds nothing, at once."""

    version = "nothing 1"

    def __init__(self, *_: object) -> None: ...

    def extract(self, article: Article) -> Extraction:
        return Extraction(article, (), (), ())
