"""Changed versions of articles: which of those in a store an article takes the place of.

A version is told by its address, or by the file that held the other one and nothing else. Articles that are read in one
run are never versions of each other: what a run adds does not depend on its order.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from ontology.records import Article

if TYPE_CHECKING:
    from graph.storage.store import Store

T = TypeVar("T")


class Versions:
    """Knows the addresses and the files of the articles that were in before this run."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._addresses: dict[str, set[str]] = {}
        for article, url in store.texts("url").items():
            self._addresses.setdefault(address(url), set()).add(article)
        self._urls = store.texts("url")
        self._files = store.journal.files()
        self._holds: dict[str, set[str]] = {}
        for article, files in self._files.items():
            for file in files:
                self._holds.setdefault(file, set()).add(article)
        self._unfinished = store.journal.superseded()
        self._seen: set[str] = set()
        self.superseded = 0

    def saw(self, article: str) -> None:
        """Take note that this run has read an article: no other article of the run takes its place."""
        self._seen.add(article)

    def older(self, article: Article, *, alone: bool) -> frozenset[str]:
        """The articles in the store that this one is a changed version of. ``alone``: its file holds nothing else."""
        found = set(self._addresses.get(address(article.url), ())) if article.url else set[str]()
        file = file_of(article.path)
        held = self._holds.get(file, set()) if file and alone else set[str]()
        if len(held) == 1:  # of several articles in a file, none is known to be the version
            found |= {each for each in held if self._only_here(each) and not self._elsewhere(each, article)}
        # What a crash kept from being finished.
        found |= {older for older, newer in self._unfinished.items() if newer == article.id}
        return frozenset(each for each in found - self._seen - {article.id} if each in self._store)

    def _only_here(self, article: str) -> bool:
        return len(self._files.get(article, ())) == 1

    def _elsewhere(self, older: str, article: Article) -> bool:
        """Whether the two have addresses of their own, so that a file was merely used again."""
        known = self._urls.get(older)
        return bool(known and article.url and address(known) != address(article.url))


def address(url: str | None) -> str:
    """A URL in the form in which two are compared: without scheme, "www.", fragment and closing slash."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return url or ""
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def file_of(path: str) -> str | None:
    """Where a path leads to now, if there is a file."""
    try:
        return os.path.realpath(path) if os.path.isfile(path) else None  # noqa: PTH113  (takes any path for absent)
    except (OSError, ValueError):
        return None


def with_company(items: Iterable[T], key: str = "path") -> Iterator[tuple[T, bool]]:
    """Each item with whether the items before and after it came from another path: it is alone in its file."""
    before: str | None = None
    iterator = iter(items)
    item = next(iterator, None)
    while item is not None:
        following = next(iterator, None)
        path = getattr(item, key)
        yield item, path != before and path != getattr(following, key, None)
        before, item = path, following
