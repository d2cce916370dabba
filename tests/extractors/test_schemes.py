"""Parses with labels of other schemes, rewritten to Universal Dependencies; built by hand, so no such model is
needed."""

from __future__ import annotations

import pytest

from extractors.schemes import matching, schemes, to_ours
from extractors.syntax import Parse, Sentence, Word


def parse(rows: list[tuple[str, str, str, int, str]], names: tuple[tuple[int, int, str], ...] = ()) -> Parse:
    """A parse from (text, lemma, UPOS, head, label) rows."""
    words, start = [], 0
    for index, (text, lemma, pos, _head, dep) in enumerate(rows):
        words.append(Word(index, start, start + len(text), text, lemma, pos, dep, {}))
        start += len(text) + 1
    for word, (_text, _lemma, _pos, head, _dep) in zip(words, rows, strict=True):
        word.head = words[head]
        if words[head] is not word:
            words[head].children.append(word)
    return Parse(" ".join(word.text for word in words), tuple(words), (Sentence(0, tuple(words)),), names)


def tree(found: Parse) -> list[tuple[str, str, str]]:
    """(text, label, text of the head) of every word."""
    return [(word.text, word.dep, word.head.text) for word in found.words]


def clear() -> tuple[str, ...]:
    """The labels that give the CLEAR scheme away."""
    return ("nsubj", "dobj", "pobj", "prep", "nsubjpass", "ROOT")


def test_prepositions_become_children_of_their_nouns() -> None:
    """prep + pobj is obl + case."""
    found = to_ours(
        parse(
            [
                ("Rebels", "rebel", "NOUN", 1, "nsubj"),
                ("left", "leave", "VERB", 1, "ROOT"),
                ("with", "with", "ADP", 1, "prep"),
                ("arms", "arm", "NOUN", 2, "pobj"),
            ]
        ),
        matching(clear()),
    )
    assert tree(found)[2:] == [("with", "case", "arms"), ("arms", "obl", "left")]


def test_preposition_under_a_noun_is_nmod() -> None:
    """ "offensive on Azaz"."""
    found = to_ours(
        parse(
            [
                ("Offensive", "offensive", "NOUN", 0, "ROOT"),
                ("on", "on", "ADP", 0, "prep"),
                ("Azaz", "Azaz", "PROPN", 1, "pobj"),
            ]
        ),
        matching(clear()),
    )
    assert tree(found)[1:] == [("on", "case", "Azaz"), ("Azaz", "nmod", "Offensive")]


def test_passive_agent() -> None:
    """agent + pobj is obl:agent."""
    found = to_ours(
        parse(
            [
                ("Azaz", "Azaz", "PROPN", 2, "nsubjpass"),
                ("was", "be", "AUX", 2, "auxpass"),
                ("taken", "take", "VERB", 2, "ROOT"),
                ("by", "by", "ADP", 2, "agent"),
                ("rebels", "rebel", "NOUN", 3, "pobj"),
            ]
        ),
        matching(clear()),
    )
    assert tree(found) == [
        ("Azaz", "nsubj:pass", "taken"),
        ("was", "aux:pass", "taken"),
        ("taken", "ROOT", "taken"),
        ("by", "case", "rebels"),
        ("rebels", "obl:agent", "taken"),
    ]


def test_copula_becomes_a_child_of_its_predicate() -> None:
    """ "Sami is the leader" is about "leader"."""
    found = to_ours(
        parse(
            [
                ("Sami", "Sami", "PROPN", 1, "nsubj"),
                ("is", "be", "AUX", 1, "ROOT"),
                ("leader", "leader", "NOUN", 1, "attr"),
            ]
        ),
        matching(clear()),
    )
    assert tree(found) == [("Sami", "nsubj", "leader"), ("is", "cop", "leader"), ("leader", "ROOT", "leader")]


def test_names_are_mapped_and_unknown_types_dropped() -> None:
    """GPE is a place; a percentage is no name."""
    rows = [("Mali", "Mali", "PROPN", 0, "ROOT"), ("10%", "10%", "NUM", 0, "nummod")]
    found = to_ours(parse(rows, ((0, 1, "GPE"), (1, 2, "PERCENT"))), matching(clear()))
    assert found.names == ((0, 1, "LOC"),)


def test_our_own_labels_match_no_scheme() -> None:
    """A UD pipeline with our types passes through untouched."""
    assert matching(("nsubj", "obj", "obl", "case", "PER", "ORG", "LOC", "DRV")) == ()


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.name)
def test_every_scheme_maps_names_to_our_types(scheme: object) -> None:
    """The tables hold no type that the layers above would not know."""
    assert set(getattr(scheme, "names").values()) <= {"PER", "ORG", "LOC", "EVT", "PROD", "DRV", "MISC"}  # noqa: B009
