"""The fields that news comes with in JSON, under the names that they are usually given."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.articles import dates
from extractors.articles.head import Meta

TEXT = ("text", "articleBody", "body", "content", "maintext", "full_text", "fulltext", "article_text", "story")
TITLE = ("title", "headline", "name")
PUBLISHED = (
    "published",
    "datePublished",
    "date",
    "publishedAt",
    "published_at",
    "date_published",
    "publish_date",
    "pubDate",
    "date_publish",
)
PUBLISHER = (
    "publisher",
    "source",
    "site",
    "outlet",
    "sitename",
    "site_name",
    "source_name",
    "newspaper",
    "source_domain",
)
AUTHOR = ("author", "authors", "byline", "creator")
URL = ("url", "link", "canonical_url", "source_url", "mainEntityOfPage")
LANGUAGE = ("lang", "language", "inLanguage", "languageCode")
INNER = ("rendered", "text", "name", "title", "@id", "url", "value")
LISTS = ("articles", "items", "results", "documents", "docs", "data", "response", "hits", "@graph")


def text_of(item: Mapping[str, object]) -> str | None:
    """The running text of an article, or None where there is none under any known name."""
    return _first(item, TEXT)


def meta_of(item: Mapping[str, object]) -> Meta:
    title = _first(item, TITLE)
    return Meta(
        title=" ".join(title.split()) if title else None,
        published=_date(item),
        publisher=_first(item, PUBLISHER),
        author=_first(item, AUTHOR),
        url=_first(item, URL),
        language=_first(item, LANGUAGE),
    )


def _first(item: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    folded = {key.casefold(): value for key, value in reversed(item.items())} if isinstance(item, dict) else {}
    return next((found for name in names if (found := _string(folded.get(name.casefold())))), None)


def _string(value: object, depth: int = 0) -> str | None:
    """The text of a value: itself, its telling part if it is an object, its parts if it is a list."""
    if depth > 3:
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, Mapping):
        return next((found for name in INNER if (found := _string(value.get(name), depth + 1))), None)
    if isinstance(value, list):
        parts = [found for part in value[:20] if (found := _string(part, depth + 1))]
        return ", ".join(parts) or None
    return None


def _date(item: Mapping[str, object]) -> str | None:
    for name in PUBLISHED:
        value = item.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            found = dates.from_number(value)
        else:
            found = dates.parse((_string(value) or "")[:80])
        if found:
            return found
    return None
