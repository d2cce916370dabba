"""Files in, articles out: the one way in for everything that is to be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.articles import documents, language, sources
from extractors.articles.decoding import has_words
from extractors.articles.documents import Document
from extractors.articles.head import Meta, read_head
from extractors.articles.inputs import Extracted, Skipped
from ontology.records import Article

LONG_ENOUGH = 100


def read(
    paths: Sequence[str], *, language: str | None = None, exclude: Sequence[Path] = ()
) -> Iterator[Article | Skipped]:
    """The articles in files, folders, patterns and standard input (`-`), each as an Article or Skipped with the reason.

    ``language`` ("en", "nb", "nn") overrides what the articles say and what is detected; ``exclude`` are folders
    not to go into.
    """
    for item in read_inputs(paths, language=language, exclude=exclude):
        yield item.extraction.article if isinstance(item, Extracted) else item


def read_inputs(
    paths: Sequence[str], *, language: str | None = None, exclude: Sequence[Path] = ()
) -> Iterator[Article | Extracted | Skipped]:
    """As `read`, but lines that `claimgraph extract` wrote come back as the extractions that they are."""
    for source in sources.find(paths, exclude):
        if isinstance(source, Skipped):
            yield source
            continue
        for item in documents.read(source):
            yield _article(item, language) if isinstance(item, Document) else item


def make_article(text: str, path: str, language: str, meta: Meta) -> Article:
    """An article with its id."""
    known = (meta.title, meta.published, meta.publisher, meta.author, meta.url)
    return Article(article_id(text, language, *known), path, text, language, *known)


def article_id(
    text: str,
    language: str,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    url: str | None = None,
) -> str:
    """24 hexadecimal digits over all that makes the article what it is; where it was found is no part of that."""
    content = json.dumps([text, language, title, published, publisher, author, url], ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:24]


def _article(document: Document, forced: str | None) -> Article | Skipped:
    if not has_words(document.text):
        return Skipped(document.path, "no words in it" if document.text.strip() else "empty")
    meta = document.meta.or_else(read_head(document.text, document.meta.title).meta)
    code = forced or _language(document, meta)
    if code not in language.SUPPORTED:
        return Skipped(
            document.path, f"in {language.name_of(code)} ({code}); only English, Bokmål and Nynorsk are read"
        )
    return make_article(document.text, document.path, code, meta)


def _language(document: Document, meta: Meta) -> str:
    """What the article says of itself; but "no" is either of two, and a page's own is often its template's."""
    if meta.language is None or (document.page and len(document.text) >= LONG_ENOUGH):
        return language.detect(document.text)
    if language.says_only_norwegian(meta.language):
        return language.written_norwegian(document.text)
    return language.normal(meta.language)
