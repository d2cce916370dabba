"""Stores for tests: a filled one on disk, and one in memory for tests that need many."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph

from graph.storage.store import Store
from graph.storage.store_files import StoreFiles
from ontology.thesaurus import Thesaurus, load
from tests import samples

CONCEPTS: Final = ("harbour-brigade", "marmouth", "marmouth-pact", "old-quay", "port-sarin", "russia", "sarin-coast")


@cache
def thesaurus() -> Thesaurus:
    """The thesaurus of the samples, and nothing of ours: that may grow without any test noticing."""
    return Thesaurus(load([samples.THESAURUS]).concepts[each] for each in CONCEPTS)


def open_store(folder: Path) -> Store:
    """The store of the folder, made if need be, to write to."""
    return Store.open(folder, create=True, thesaurus=thesaurus())


def filled_store(folder: Path) -> Store:
    """The store of the folder with all samples in it."""
    store = open_store(folder)
    for extraction in samples.ALL:
        store.add(extraction, samples.EXTRACTOR)
    return store


def store_in_memory(folder: Path) -> Store:
    """A store that keeps its quads in memory; only its journal and its lock are in the folder."""
    files = StoreFiles(folder)
    files.create()
    return Store(files, pyoxigraph.Store(), lock=files.lock(), thesaurus=thesaurus())
