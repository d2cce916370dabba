"""Articles as people name them: by id, by the path that they were read from, by URL or by title."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.errors import AmbiguousArticleError, UnknownArticleError
from graph.storage.versions import address
from ontology.thesaurus import fold

if TYPE_CHECKING:
    from graph.storage.store import Store


def find_articles(store: Store, inside: frozenset[str], name: str) -> frozenset[str]:
    """The articles of a name: all that came from a path or an address, but only one by its title.

    Raises UnknownArticleError, or AmbiguousArticleError with the ids that a title may mean.
    """
    if name in inside:
        return frozenset({name})
    found = store.journal.articles_at(name) & inside
    if found:
        return found
    wanted = address(name)
    found = frozenset(article for article, url in store.texts("url").items() if wanted and address(url) == wanted)
    if found:
        return found
    key = fold(name)
    found = frozenset(article for article, title in store.texts("title").items() if key and fold(title) == key)
    if len(found) > 1:
        raise AmbiguousArticleError(f"{name}: {len(found)} articles have this title: {_listed(found)}")
    if not found:
        raise UnknownArticleError(f"{name}: no article has this id, title or URL, and none was read from this path")
    return found


def _listed(articles: Iterable[str]) -> str:
    return ", ".join(sorted(articles))
