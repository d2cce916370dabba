"""Our own treebank of news: it is whole, and what measures is not learnt from."""

from __future__ import annotations

import pytest

from training import news
from training.trees import Sentence

VARIETIES = ("en", "nb", "nn")


def texts(variety: str, part: str) -> list[str]:
    return [sentence.text for sentence in news.sentences(variety, part)]


@pytest.mark.parametrize("variety", VARIETIES)
def test_what_measures_is_not_learnt_from(variety: str) -> None:
    measured, learnt = set(texts(variety, "test")), set(texts(variety, "train"))
    assert measured
    assert learnt
    assert measured.isdisjoint(learnt)


@pytest.mark.parametrize("variety", VARIETIES)
@pytest.mark.parametrize("part", ["train", "test"])
def test_every_sentence_is_one_tree(variety: str, part: str) -> None:
    assert [s.identifier for s in news.sentences(variety, part) if not is_tree(s)] == []


def is_tree(sentence: Sentence) -> bool:
    """One root, which every word hangs under."""
    roots = [index for index, token in enumerate(sentence.tokens) if token.head == index]
    return len(roots) == 1 and all(_top(sentence, index) == roots[0] for index in range(len(sentence.tokens)))


def _top(sentence: Sentence, index: int) -> int:
    for _ in sentence.tokens:
        index = sentence.tokens[index].head
    return index
