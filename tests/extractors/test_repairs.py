"""Trees that the parser gets wrong, built by hand, and what is made of them."""

from __future__ import annotations

import pytest

from extractors.repairs import repaired
from extractors.syntax import Parse, Sentence, Word
from ontology.languages import grammar

Row = tuple[str, str, str, str, int]
"""text, lemma, UPOS, relation, head (from 0; its own number for the root)"""


def parse(rows: list[Row]) -> Parse:
    """A parse of one sentence from rows, its words with one blank between them."""
    words, start = [], 0
    for index, (text, lemma, pos, dep, _) in enumerate(rows):
        words.append(Word(index, start, start + len(text), text, lemma, pos, dep, {}))
        start += len(text) + 1
    for word, row in zip(words, rows, strict=True):
        if row[4] != word.i:
            word.head = words[row[4]]
            word.head.children.append(word)
    return Parse(" ".join(row[0] for row in rows), tuple(words), (Sentence(0, tuple(words)),), ())


def links(found: Parse) -> dict[str, tuple[str, str]]:
    """Relation and head of each word."""
    return {word.text: (word.dep, word.head.text) for word in found.words}


def test_attribution_at_the_end_stands_beside_the_clause() -> None:
    """ "The army left the village of Kona, its ministry said": the parser hung the ministry on the village."""
    rows: list[Row] = [
        ("Troops", "troops", "NOUN", "nsubj", 1),
        ("left", "leave", "VERB", "root", 1),
        ("Kona", "Kona", "PROPN", "obj", 1),
        (",", ",", "PUNCT", "punct", 5),
        ("its", "its", "PRON", "nmod:poss", 5),
        ("ministry", "ministry", "NOUN", "appos", 2),
        ("said", "say", "VERB", "acl:relcl", 5),
        (".", ".", "PUNCT", "punct", 1),
    ]
    found = links(repaired(parse(rows), grammar("en")))
    assert found["said"] == ("parataxis", "left")
    assert found["ministry"] == ("nsubj", "said")


@pytest.mark.parametrize("opening", ["who", "and"])
def test_relative_and_coordinated_clauses_of_saying_stay(opening: str) -> None:
    """ "..., Kona, who said so" describes Kona; "..., and said so" goes on with its own subject."""
    rows: list[Row] = [
        ("Troops", "troops", "NOUN", "nsubj", 1),
        ("met", "meet", "VERB", "root", 1),
        ("Kona", "Kona", "PROPN", "obj", 1),
        (",", ",", "PUNCT", "punct", 5),
        (opening, opening, "PRON" if opening == "who" else "CCONJ", "nsubj" if opening == "who" else "cc", 5),
        ("said", "say", "VERB", "acl:relcl", 2),
        ("so", "so", "ADV", "advmod", 5),
    ]
    assert links(repaired(parse(rows), grammar("en")))["said"] == ("acl:relcl", "Kona")


def test_content_clause_belongs_to_the_verb_and_not_to_the_day() -> None:
    """ "said on Monday that troops left"."""
    rows: list[Row] = [
        ("Kona", "Kona", "PROPN", "nsubj", 1),
        ("said", "say", "VERB", "root", 1),
        ("on", "on", "ADP", "case", 3),
        ("Monday", "monday", "PROPN", "obl", 1),
        ("that", "that", "SCONJ", "mark", 6),
        ("troops", "troops", "NOUN", "nsubj", 6),
        ("left", "leave", "VERB", "acl:relcl", 3),
    ]
    assert links(repaired(parse(rows), grammar("en")))["left"] == ("ccomp", "said")


def test_bound_gives_its_place_to_the_noun_that_is_counted() -> None:
    """ "kidnapped no fewer than three mayors": mayors, not a few."""
    rows: list[Row] = [
        ("Rebels", "rebel", "NOUN", "nsubj", 1),
        ("kidnapped", "kidnap", "VERB", "root", 1),
        ("no", "no", "DET", "det", 3),
        ("fewer", "few", "ADJ", "obj", 1),
        ("than", "than", "ADP", "case", 6),
        ("three", "three", "NUM", "nummod", 6),
        ("mayors", "mayor", "NOUN", "obl", 3),
    ]
    found = links(repaired(parse(rows), grammar("en")))
    assert found["mayors"] == ("obj", "kidnapped")
    assert found["fewer"] == ("advmod", "three")


def test_noun_with_a_subject_is_the_verb_that_it_looks_like() -> None:
    """ "Hizbollah angrep tirsdag Kiryat": "angrep" is also a noun."""
    rows: list[Row] = [
        ("Hizbollah", "Hizbollah", "PROPN", "nsubj", 1),
        ("angrep", "angrep", "NOUN", "root", 1),
        ("tirsdag", "tirsdag", "NOUN", "obl", 1),
        ("Kiryat", "Kiryat", "PROPN", "obl", 1),
    ]
    found = repaired(parse(rows), grammar("nb"))
    assert (found.words[1].pos, found.words[1].lemma) == ("VERB", "angripe")
    assert links(found)["Kiryat"] == ("obj", "angrep")


def test_number_adverb_before_its_noun_is_the_subject() -> None:
    """ "Dusinvis av bønder ble såret"."""
    rows: list[Row] = [
        ("Dusinvis", "dusinvis", "ADV", "advmod", 4),
        ("av", "av", "ADP", "case", 2),
        ("bønder", "bonde", "NOUN", "nmod", 0),
        ("ble", "bli", "AUX", "aux:pass", 4),
        ("såret", "såre", "VERB", "root", 4),
    ]
    assert links(repaired(parse(rows), grammar("nb")))["Dusinvis"] == ("nsubj:pass", "såret")
