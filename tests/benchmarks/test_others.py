"""The measure that compares extractors, and the recorded parses that all of them are given."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from benchmarks.foreign import clear
from benchmarks.others import FRAMES, OURS, Layer, Row, _claims, lines, scored
from benchmarks.pairs import Argument, GoldPair, Pair, PairScore, score
from benchmarks.parses import Parsed, gold_pairs, parsed
from evaluation.gold import GoldClaim, Passage
from extractors import Extractor
from ontology.records import Article

TEXT = "Rebel fighters captured the town of Azaz on Monday. They shelled a hospital there."


def words(*at: int) -> Argument:
    """An argument of words at these places, the first of them its head."""
    return Argument(at[0], frozenset(at))


ARMY, TOWN, CAPITAL, ENVOY = words(10, 0), words(20, 15, 30), words(40), words(50)
TAKEN = GoldPair((ARMY,), (TOWN,), beside=(ENVOY,))
HELD = GoldPair((ARMY,), (CAPITAL,), optional=True)


def pair(one: Argument, other: Argument, *readings: Argument) -> Pair:
    """A pair, with further readings of its second argument."""
    return Pair((one,), (other, *readings))


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ([pair(ARMY, TOWN)], (1, 1, 1, 1)),
        ([pair(TOWN, ARMY)], (1, 1, 1, 1)),
        ([pair(words(10), words(30, 31))], (1, 1, 1, 1)),
        ([pair(ARMY, words(33, 34))], (0, 1, 0, 0)),
        ([pair(ARMY, words(90), TOWN)], (1, 1, 1, 1)),
        ([pair(TOWN, CAPITAL)], (0, 1, 1, 0)),
        ([pair(ARMY, CAPITAL)], (0, 0, 0, 0)),
        ([pair(TOWN, ENVOY)], (0, 0, 0, 0)),
        ([pair(ARMY, TOWN), pair(ARMY, words(90))], (1, 2, 1, 1)),
        ([pair(ARMY, words(70))], (0, 0, 0, 0)),
        ([], (0, 0, 0, 0)),
    ],
    ids="same turned head another pronoun touching optional beside two time none".split(),
)
def test_pairs_count_by_the_heads_of_their_arguments(found: list[Pair], counts: tuple[int, int, int, int]) -> None:
    """Right, wrong, or neither: what only an optional claim has, and an end with its place or speaker."""
    assert score(found, [TAKEN, HELD], times=frozenset({70})) == PairScore(*counts, 1)


def test_percentages() -> None:
    """Two measures of precision, one of recall; nothing found is no error."""
    counts = PairScore(right=2, extracted=8, touching=4, found=2, gold=4)
    assert (counts.precision, counts.lenient_precision, counts.recall) == (25, 50, 50)
    assert (round(counts.f1, 1), counts.lenient_f1) == (33.3, 50)
    assert PairScore().f1 == PairScore().lenient_f1 == 0


@pytest.fixture(scope="module")
def text() -> Parsed:
    """A passage, parsed."""
    gold = (GoldClaim("captured", "Rebel fighters", "Azaz"), GoldClaim("attacked", "Rebel fighters", "hospital"))
    return parsed(Passage("test", Article("a", "test", TEXT, "en"), (), gold), Extractor())


def test_recorded_parses_give_what_the_models_give(text: Parsed) -> None:
    """As often as they are played."""
    assert text.extract() == text.extract() == text.extraction == Extractor().extract(text.passage.article)
    assert text.words == 14


def test_gold_claims_stand_in_the_text(text: Parsed) -> None:
    """Every place of their words, with its head."""
    ends = [(TEXT[each.subject[0].head :][:8], TEXT[each.object[0].head :][:4]) for each in gold_pairs(text)]
    assert ends == [("fighters", "Azaz"), ("fighters", "hosp")]


def test_our_layers_are_measured_like_the_others(text: Parsed) -> None:
    """The claims find both pairs, one of them by a pronoun; the frames do too, and no pair has a time in it."""
    ours = scored(Layer(lambda each: each.extract(), _claims), [text])
    assert (ours.found, ours.right, ours.extracted) == (2, 2, 2)
    frames = scored(
        Layer(
            lambda each: [FRAMES.work(one) for one in FRAMES.prepare(each)],
            FRAMES.read,  # type: ignore[arg-type]
        ),
        [text],
    )
    assert frames.found == 2
    assert frames.extracted < 5


def test_agents_go_below_their_prepositions() -> None:
    """What textacy looks for in a passive."""
    doc = Doc(
        spacy.blank("en").vocab,
        words="Azaz was taken by rebels".split(),
        pos=["PROPN", "AUX", "VERB", "ADP", "NOUN"],
        deps=["nsubj:pass", "aux:pass", "ROOT", "case", "obl"],
        heads=[2, 2, 2, 4, 2],
    )
    told = [(each.dep_, each.head.i) for each in clear(doc, frozenset({"by"}))]
    assert told == [("nsubjpass", 2), ("auxpass", 2), ("ROOT", 2), ("agent", 2), ("pobj", 3)]


def test_what_is_not_installed_has_a_row_that_says_so() -> None:
    """And what has no time has no ratio."""
    rows = [Row(OURS, "en", 1, 2, 3, 50, 33.3, 40, 50, 50), Row("PredPatt, all", "en", note="clone it")]
    head, ours, other, _ = lines(rows)
    assert "ratio" in head
    assert ours.split()[-2:] == ["–", "–"]
    assert other.endswith("not installed: clone it")
