"""Articles that print the same text: near duplicates, by MinHash over word shingles (Broder 1997).

MinHash finds candidates, the shingles themselves decide. The few lines of NumPy are our own because the package that is
made for it, datasketch, would bring SciPy along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from graph.origins.unions import Unions
from ontology.records import Article
from ontology.thesaurus import fold

WORDS: Final = 4
"""Words in a shingle."""
PERMUTATIONS: Final = 128
ROWS: Final = 2
"""Rows in a band: few, so that a shortened copy is not missed."""
SAME: Final = 0.6
"""How much of the shorter text must be in the longer one."""
FEWEST: Final = 8
"""Shingles of a text that is long enough to be recognised."""
_WORD: Final = re.compile(r"[^\W_]+")
_SEED: Final = 20171015


def copies(articles: Iterable[Article]) -> Mapping[str, str]:
    """For each article the id of the first, by id, of those that print the same text: mostly its own."""
    texts = {each.id: _array(shingles(each.text)) for each in articles}
    ids = sorted(each for each, found in texts.items() if len(found) >= FEWEST)
    unions = Unions(sorted(texts))
    for one, other in _candidates(ids, texts):
        if unions.find(one) != unions.find(other) and overlap(_set(texts[one]), _set(texts[other])) >= SAME:
            unions.join(one, other)
    return {each: unions.find(each) for each in sorted(texts)}


def shingles(text: str) -> frozenset[int]:
    """The hashes of all runs of a few words."""
    said = words(text)
    runs = (" ".join(said[start : start + WORDS]) for start in range(max(1, len(said) - WORDS + 1)))
    return frozenset(crc32(run.encode()) for run in runs) if said else frozenset()


def words(text: str) -> list[str]:
    """The words, whatever their case, accents and punctuation."""
    return _WORD.findall(fold(text))


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the smaller set is in the larger one, from 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _array(found: frozenset[int]) -> NDArray[np.uint32]:
    """A set in a tenth of the memory."""
    return np.fromiter(found, dtype=np.uint32, count=len(found))


def _set(found: NDArray[np.uint32]) -> frozenset[int]:
    return frozenset(found.tolist())


def _candidates(ids: Sequence[str], texts: Mapping[str, NDArray[np.uint32]]) -> Iterator[tuple[str, str]]:
    """Pairs that agree in a band. In a bucket each is held against the first and the one before: copies of copies."""
    if len(ids) < 2:
        return
    signatures = np.stack([_signature(texts[each]) for each in ids])
    for start in range(0, PERMUTATIONS, ROWS):
        buckets: dict[bytes, list[str]] = {}
        for id_, row in zip(ids, signatures[:, start : start + ROWS], strict=True):
            buckets.setdefault(row.tobytes(), []).append(id_)
        for bucket in buckets.values():
            for before, each in pairwise(bucket):
                yield bucket[0], each
                yield before, each


def _signature(found: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The least value of each of many hash functions over the set: multiply-shift (Dietzfelbinger et al. 1997)."""
    values = found.astype(np.uint64)
    with np.errstate(over="ignore"):
        hashed = values[:, None] * _FACTORS[None, :] + _ADDENDS[None, :]
    least: NDArray[np.uint64] = (hashed >> np.uint64(32)).min(axis=0)
    return least


def _numbers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    generator = np.random.default_rng(_SEED)
    drawn = generator.integers(0, 1 << 63, size=(2, PERMUTATIONS), dtype=np.uint64)
    return drawn[0] | np.uint64(1), drawn[1]


_FACTORS, _ADDENDS = _numbers()
