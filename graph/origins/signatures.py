"""Whose copy an article prints: news agencies by their signatures, where signatures stand."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ontology.records import Article
from ontology.wires import signatures

HEAD: Final = 400
"""How far into a text a dateline is looked for, in characters."""


def agencies(article: Article) -> frozenset[str]:
    """The news agencies that sign an article, as the thesaurus has them.

    A signature is a field of its own (author, publisher), stands in brackets or behind a copyright sign at a dateline
    or at the end of a paragraph, or is alone on a line. An acronym that explains a name is none.
    """
    found: set[str] = set()
    for field in (article.author, article.publisher):
        match = _whole().fullmatch(field.strip()) if field else None
        found |= _named(match.group(1)) if match else set()
    for match in (*_dateline().finditer(article.text[:HEAD]), *_closing().finditer(article.text)):
        found |= _named(next(filter(None, match.groups())))
    return frozenset(found)


def _named(names: str) -> set[str]:
    known = signatures()
    return {known[each] for each in _one().findall(names) if each in known}


@cache
def _any() -> str:
    return "|".join(re.escape(each) for each in signatures())


@cache
def _one() -> re.Pattern[str]:
    return re.compile(_any())


@cache
def _joined() -> str:
    return rf"((?:{_any()})(?:\s?[-–/,&]\s?(?:{_any()}))*)"


@cache
def _whole() -> re.Pattern[str]:
    """A field: perhaps with a word before it ("Av NTB")."""
    return re.compile(rf"(?:\w+\s)?[(\[]?©?\s?{_joined()}[)\]]?\.?")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(rf"^[^\n()]{{0,80}}[(\[]©?\s?{_joined()}[)\]]\s{{0,3}}[–—:-]", re.MULTILINE)


@cache
def _closing() -> re.Pattern[str]:
    bracketed = rf"(?:^|[.!?”»\"'])[^\S\n]*[(\[]©?\s?{_joined()}[)\]]\.?[^\S\n]*$"
    bare = rf"^[^\S\n]*©?[^\S\n]?{_joined()}\.?[^\S\n]*$"
    return re.compile(rf"{bracketed}|{bare}", re.MULTILINE)
