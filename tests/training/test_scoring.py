import pytest
import spacy
from spacy.tokens import Doc, Span

from evaluation.tally import Tally
from training.scoring import Scores, score, score_overlap
from training.trees import Sentence, Token
from training.trees import Span as Name


def gold(*, names: list[Name] | None = None) -> Sentence:
    tokens = [
        Token("Kari", upos="PROPN", lemma="Kari", head=1, deprel="nsubj"),
        Token("sov", space=False, upos="VERB", lemma="sove", head=1, deprel="root"),
        Token(".", space=False, upos="PUNCT", lemma=".", head=1, deprel="punct"),
    ]
    return Sentence(tokens, names=names)


def system(words: list[str], heads: list[int], deps: list[str]) -> Doc:
    return Doc(
        spacy.blank("nb").vocab, words=words, heads=heads, deps=deps, pos=["PROPN", "VERB", "PUNCT"][: len(words)]
    )


def test_perfect_output_scores_full() -> None:
    scores = Scores()
    doc = system(["Kari", "sov", "."], [1, 1, 1], ["nsubj", "ROOT", "punct"])
    score(scores, [gold()], doc, labels=None)
    assert {name: scores.measure(name).f1 for name in ("UPOS", "UAS", "LAS", "sentences")} == dict.fromkeys(
        ("UPOS", "UAS", "LAS", "sentences"), 100.0
    )


def test_wrong_tokens_cost_in_every_score() -> None:
    scores = Scores()
    score(scores, [gold()], system(["Kari", "sov."], [1, 1], ["nsubj", "ROOT"]), labels=None)
    assert scores.measure("words").f1 == pytest.approx(40.0)
    # The head of "Kari" is a word that gold does not know.
    assert scores.measure("UAS").right == 0


def test_label_counts_in_las_only() -> None:
    scores = Scores()
    score(scores, [gold()], system(["Kari", "sov", "."], [1, 1, 1], ["obj", "ROOT", "punct"]), labels=None)
    assert scores.measure("UAS").f1 == 100
    assert scores.measure("LAS").right == 2


def test_names_by_span_and_type() -> None:
    doc = system(["Kari", "sov", "."], [1, 1, 1], ["nsubj", "ROOT", "punct"])
    doc.set_ents([Span(doc, 0, 1, label="LOC")])
    exact, loose = Scores(), Scores()
    score(exact, [gold(names=[Name(0, 1, "PER")])], doc, labels=frozenset({"PER", "LOC"}))
    assert (exact.all_names.right, exact.all_names.system, exact.all_names.gold) == (0, 1, 1)
    score_overlap(loose, [gold(names=[Name(0, 2, "PER")])], doc, labels=frozenset({"PER", "LOC"}))
    assert loose.measure("found").f1 == 100
    assert loose.all_names.right == 0


def test_unknown_names_neither_help_nor_hurt() -> None:
    doc = system(["Kari", "sov", "."], [1, 1, 1], ["nsubj", "ROOT", "punct"])
    doc.set_ents([Span(doc, 0, 1, label="LOC")])
    scores = Scores()
    score(scores, [gold(names=[Name(0, 1, "?")])], doc, labels=frozenset({"LOC"}))
    assert scores.all_names == Tally(0, 0, 0)
