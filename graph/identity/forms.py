"""A name as it is compared: without the article and the titles before it, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from graph.identity.weights import weights
from ontology.languages import codes, grammar
from ontology.thesaurus import fold
from ontology.transliteration import keys

SURE_CONSONANTS: Final = 3
"""A key of fewer consonants says too little: "Aden" and "Dana" have the same two."""
_REMEMBERED: Final = 1 << 17


@dataclass(frozen=True, slots=True)
class Form:
    """``plain`` is the folded name, ``words`` its words, ``spelled`` the same words as they are written."""

    plain: str
    words: tuple[str, ...]
    spelled: str


@lru_cache(_REMEMBERED)
def form(name: str, *, person: bool = False) -> Form:
    """The form of a name; of a person's without titles."""
    written = re.sub(r"[^\w'’ ]", " ", name.replace(".", "")).split()
    while len(written) > 1 and fold(written[0]) in (_titles() if person else weights().articles):
        written = written[1:]
    words = tuple(word for each in written for word in fold(each).split())
    return Form(" ".join(words), words, " ".join(written))


def sounding_keys(name: Form) -> frozenset[str]:
    """The keys of a name that are long enough to tell names apart."""
    return frozenset(each for each in keys(name.spelled) if len(each) >= SURE_CONSONANTS)


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(word) for code in codes() for word in grammar(code).words["titles"])
