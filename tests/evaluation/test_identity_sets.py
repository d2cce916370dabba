"""The sets that identity is measured on: their size, their halves, and the floors below which no change may fall."""

from __future__ import annotations

from collections import Counter

import pytest

from evaluation.identity import cases, pairs
from evaluation.identity.cases import Case, Place
from evaluation.identity.pairs import ACCEPT, HALVES, Pair
from evaluation.tally import Tally
from extractors.gazetteer import Gazetteer
from ontology.records import Article
from ontology.thesaurus import load
from ontology.vocabulary import classes

PRECISION, RECALL = 98.0, 92.0


@pytest.fixture(scope="module")
def scored() -> list[tuple[Pair, float]]:
    gazetteer = Gazetteer(load())
    return [(pair, pairs.score(pair, gazetteer)) for pair in pairs.pairs()]


def test_the_pairs_are_many_of_both_sorts_and_no_pair_stands_twice() -> None:
    found = pairs.pairs()
    assert len(found) >= 580
    assert min(Counter(pair.same for pair in found).values()) > 200
    assert min(Counter(pair.half for pair in found).values()) > 250
    assert len({frozenset((pair.one, pair.other)) for pair in found}) == len(found)
    assert {each.language for pair in found for each in (pair.one, pair.other)} == {"en", "nb", "nn"}
    assert {each.type for pair in found for each in (pair.one, pair.other)} <= set(classes())


@pytest.mark.parametrize("half", HALVES)
def test_names_are_told_apart_and_brought_together(scored: list[tuple[Pair, float]], half: str) -> None:
    tally = pairs.tallies(scored, ACCEPT)[half]
    assert tally.precision >= PRECISION
    assert tally.recall >= RECALL


def test_the_cases_are_many_and_mixed() -> None:
    found = cases.cases()
    assert len(found) >= 50
    assert len({each.name for each in found}) == len(found)
    assert all(len(each.articles) > 1 for each in found)
    assert sum(len({article.language for article in each.articles}) > 1 for each in found) > 25


def test_measures_on_a_case_that_one_can_count() -> None:
    places = [Place(0, 0, 1), Place(0, 2, 3), Place(1, 0, 1), Place(1, 2, 3)]
    articles = (Article("a", "", "x y", "en"), Article("b", "", "x y", "nb"))
    case = Case("counted", articles, (frozenset(places[:3]), frozenset(places[3:])))
    found = dict(zip(places, "mnmm", strict=True))
    assert cases.pair_tally(case, found, inside=False) == Tally(right=1, system=2, gold=2)
    assert cases.pair_tally(case, found, inside=True) == Tally(right=0, system=1, gold=1)
    precision, recall, _f1 = cases.b_cubed([(case, found)])
    assert precision == pytest.approx(100 * (2 / 3 + 1 + 2 / 3 + 1 / 3) / 4)
    assert recall == pytest.approx(100 * (2 / 3 + 1 / 3 + 2 / 3 + 1) / 4)
    assert list(cases.mistakes(case, found)) == [
        "torn apart: 1:x = m, 1:y = n, 2:x = m",
        "thrown together: 1:x and 2:y as m",
    ]
