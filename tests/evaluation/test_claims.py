"""The gold set and its scorer: the set is well made, and the scorer tells right from wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.claims import Scores, score
from evaluation.gold import GoldClaim, Passage, files, passages
from ontology.records import Article, Claim, Extraction, Mention, Span
from ontology.vocabulary import relations

TEXT = "Rebels did not take eastern Homs, a monitor said."


def mention(words: str, entity: str = "") -> Mention:
    """A mention of words of the text; the entity is the words themselves unless given."""
    start = TEXT.index(words)
    return Mention(Span(start, start + len(words), words), "Thing", entity or words, words)


def claim(object_: str, **more: object) -> Claim:
    """That rebels did not capture something."""
    fields: dict[str, object] = {
        "id": object_,
        "relation": "captured",
        "subject": mention("Rebels"),
        "object": mention(object_),
        "polarity": "negative",
        "modality": "asserted",
        "quote": Span(0, len(TEXT), TEXT),
        "trigger": Span(15, 19, "take"),
        "rule": "test",
        **more,
    }
    return Claim(**fields)  # type: ignore[arg-type]


def scored(*found: Claim, gold: GoldClaim) -> Scores:
    """The scores of one passage with one gold claim."""
    article = Article("a", "test", TEXT, "en")
    scores = Scores()
    score(scores, Passage("test", article, (), (gold,)), Extraction(article, (), (), found))
    return scores


GOLD = GoldClaim("captured", "Rebels", "eastern Homs", "negative", said_by="a monitor")


def test_claim_with_the_right_ends_is_found_and_its_speaker_told_apart() -> None:
    """The relation, its ends and its polarity make a claim found; who says so is counted by itself."""
    scores = scored(claim("eastern Homs"), gold=GOLD)
    assert scores.total("test").f1 == 100
    assert (scores.features["test", "speaker"].right, scores.features["test", "speaker"].gold) == (0, 1)
    assert scored(claim("eastern Homs", said_by=mention("monitor")), gold=GOLD).features["test", "speaker"].f1 == 100


@pytest.mark.parametrize(
    "wrong",
    [claim("Homs"), claim("eastern Homs", polarity="positive"), claim("eastern Homs", relation="attacked")],
    ids=["part of a place", "polarity", "relation"],
)
def test_claim_that_differs_is_wrong_and_the_gold_claim_missed(wrong: Claim) -> None:
    """Nothing is half right: the east of a town is not the town."""
    total = scored(wrong, gold=GOLD).total("test")
    assert (total.right, total.system, total.gold) == (0, 1, 1)


def test_optional_claim_counts_neither_way() -> None:
    """A claim that a reader may or may not write down helps nobody."""
    total = scored(claim("eastern Homs"), gold=replace(GOLD, optional=True)).total("test")
    assert (total.right, total.system, total.gold) == (0, 0, 0)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_gold_claims_are_of_the_ontology_and_in_the_words_of_their_passage(path: object) -> None:
    """Every relation exists, and every argument stands in the text."""
    for passage in passages(path):  # type: ignore[arg-type]
        text = passage.article.text.casefold()
        for gold in passage.claims:
            assert gold.relation in relations(), passage.article.text
            for words in (gold.subject, gold.object, gold.said_by, gold.where):
                assert words is None or words.casefold() in text, (words, passage.article.text)


@pytest.mark.parametrize("language", ["en", "nb", "nn"])
def test_gold_set_holds_a_hundred_and_fifty_sentences_of_each_language(language: str) -> None:
    """Enough to say something, and every relation among them."""
    own = [passage for path in files() if path.stem == language for passage in passages(path)]
    assert len(own) >= 150
    assert {gold.relation for passage in own for gold in passage.claims} == set(relations())
