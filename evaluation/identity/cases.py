"""Articles that name the same things: whether their mentions come together as they should, across articles and inside.

B-cubed (Bagga and Baldwin 1998) averages over mentions; pair figures count pairs of mentions. A mention that the
extractor did not find is a cluster of its own.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final, Protocol

from evaluation.tally import Tally
from graph.identity import resolution
from ontology.records import Article, Extraction, Mention
from ontology.thesaurus import Thesaurus

FILE: Final = Path(__file__).with_name("cases.toml")


class Extracts(Protocol):
    """What turns articles into extractions."""

    def extract(self, article: Article) -> Extraction: ...


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The words that a mention consists of: in which article of the case, from where to where."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Case:
    """Articles, and the things that they mention: for each the places where it is mentioned."""

    name: str
    articles: tuple[Article, ...]
    things: tuple[frozenset[Place], ...]


def cases() -> list[Case]:
    """All cases of the set."""
    return [_case(each) for each in tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]]


def clusters(case: Case, extractor: Extracts, thesaurus: Thesaurus) -> dict[Place, str]:
    """The entity that each expected mention is taken for."""
    extractions = [extractor.extract(article) for article in case.articles]
    canonical = resolution(extractions, thesaurus).canonical
    found = {}
    for place in sorted(each for thing in case.things for each in thing):
        mention = _mention_at(place, extractions[place.article])
        found[place] = canonical[mention.entity] if mention else f"not found: {place}"
    return found


def pair_tally(case: Case, found: Mapping[Place, str], *, inside: bool) -> Tally:
    """Pairs of mentions that are one: of one article, or of two."""
    tally = Tally()
    things = {place: number for number, thing in enumerate(case.things) for place in thing}
    for one, other in combinations(sorted(things), 2):
        if (one.article == other.article) == inside:
            said, so = found[one] == found[other], things[one] == things[other]
            tally.add(int(said and so), int(said), int(so))
    return tally


def b_cubed(judged: Iterable[tuple[Case, Mapping[Place, str]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent over all mentions of all cases."""
    precisions, recalls = [], []
    for case, found in judged:
        for thing in case.things:
            for place in thing:
                said = frozenset(other for other, entity in found.items() if entity == found[place])
                precisions.append(len(said & thing) / len(said))
                recalls.append(len(said & thing) / len(thing))
    precision, recall = (100 * sum(each) / len(each) for each in (precisions, recalls))
    return precision, recall, 2 * precision * recall / (precision + recall)


def mistakes(case: Case, found: Mapping[Place, str]) -> Iterator[str]:
    """What is torn apart and what is thrown together, in words."""
    for thing in case.things:
        if len({found[place] for place in thing}) > 1:
            yield "torn apart: " + ", ".join(f"{_words(case, each)} = {found[each]}" for each in sorted(thing))
    for one, other in combinations(case.things, 2):
        if shared := {found[place] for place in one} & {found[place] for place in other}:
            yield f"thrown together: {_words(case, min(one))} and {_words(case, min(other))} as {min(shared)}"


def _words(case: Case, place: Place) -> str:
    return f"{place.article + 1}:{case.articles[place.article].text[place.start : place.end]}"


def _case(raw: Mapping[str, Sequence[object]]) -> Case:
    articles = tuple(_article(each) for each in raw["articles"] if isinstance(each, dict))
    things = tuple(
        frozenset(_place(mention, articles) for mention in thing) for thing in raw["things"] if isinstance(thing, list)
    )
    return Case(str(raw["name"]), articles, things)


def _article(raw: Mapping[str, str]) -> Article:
    id_ = hashlib.sha256(raw["text"].encode()).hexdigest()[:24]
    return Article(id_, "", raw["text"], raw["language"], published=raw.get("published"))


def _place(mention: str, articles: Sequence[Article]) -> Place:
    number, _, rest = mention.partition(":")
    words, _, time = rest.partition("/")
    whole = rf"(?<![\w-]){re.escape(words)}(?!\w)"
    found = list(re.finditer(whole, articles[int(number) - 1].text))
    if len(found) < int(time or 1):
        raise ValueError(f"no such words: {mention}")
    return Place(int(number) - 1, *found[int(time or 1) - 1].span())


def _mention_at(place: Place, extraction: Extraction) -> Mention | None:
    """The mention that covers the words best: as many characters in common and as few others as there are."""

    def unlike(mention: Mention) -> tuple[int, str]:
        return abs(mention.span.start - place.start) + abs(mention.span.end - place.end), mention.entity

    there = [each for each in extraction.mentions if each.span.start < place.end and place.start < each.span.end]
    return min(there, key=unlike, default=None)
